using Mkr.Engine.LinearAlgebra;

namespace Mkr.Tests.Engine.LinearAlgebra;

internal sealed class RowMatrixTests
{
    /// <summary>By hand: of the first row alone, added to what is there.</summary>
    [Test]
    public void A_product_is_added_to_the_first_rows()
    {
        var left = new RowMatrix<float>(2, 2);
        var right = new RowMatrix<float>(2, 3);
        var sum = new RowMatrix<float>(2, 3);
        new float[] { 1, 2 }.CopyTo(left[0]);
        new float[] { 9, 9 }.CopyTo(left[1]);
        new float[] { 1, 2, 3 }.CopyTo(right[0]);
        new float[] { 10, 20, 30 }.CopyTo(right[1]);
        sum[0].Fill(0.5f);
        sum.AddProduct(left, 1, right);
        Assert.That(sum[0].ToArray(), Is.EqualTo(new[] { 21.5f, 42.5f, 63.5f }));
        Assert.That(sum[1].ToArray(), Is.All.Zero);
        sum.Clear(1);
        Assert.That(sum[0].ToArray(), Is.All.Zero);
    }

    [Test]
    public void What_does_not_fit_is_refused()
    {
        RowMatrix<double> left = new(2, 3), right = new(3, 4);
        Assert.That(() => new RowMatrix<double>(2, 5).AddProduct(left, 2, right), Throws.ArgumentException);
        Assert.That(() => new RowMatrix<double>(2, 4).AddProduct(left, 3, right), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => new RowMatrix<double>(2, 4).AddProduct(left, 2, new RowMatrix<double>(2, 4)), Throws.ArgumentException);
    }
}
