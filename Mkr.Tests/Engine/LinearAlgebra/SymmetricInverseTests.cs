using System.Numerics;
using MathNet.Numerics.LinearAlgebra.Double;
using Mkr.Engine.LinearAlgebra;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.LinearAlgebra;

internal sealed class SymmetricInverseTests
{
    /// <summary>Orders below, at and above whole tiles, against MathNet's Cholesky in double.</summary>
    [Test]
    public void Is_the_inverse([Values(1, 2, 191, 192, 193, 500)] int order)
    {
        DenseMatrix a = PositiveDefinite(order);
        Check<double>(a, 1e-11);
        Check<float>(a, 2e-4);
    }

    [Test]
    public void Other_threads_give_the_same_bits()
    {
        DenseMatrix a = PositiveDefinite(600);
        Assert.That(Invert<float>(a, threads: 3), Is.EqualTo(Invert<float>(a, threads: 1)));
    }

    /// <summary>Eigenvalues 3 and -1; the second row is where it shows.</summary>
    [Test]
    public void Says_where_a_matrix_is_not_positive_definite()
    {
        var matrix = new SymmetricMatrix<double>(300);
        matrix.Row(200)[199] = 2;
        Assert.That(() => SymmetricInverse.Invert(matrix), Throws.InstanceOf<ArithmeticException>().With.Message.Contains("row 200"));
    }

    [Test]
    public void Refuses_an_order_whose_elements_cannot_be_indexed() =>
        Assert.That(() => new SymmetricMatrix<float>(46_400), Throws.InstanceOf<ArgumentOutOfRangeException>());

    private static void Check<T>(DenseMatrix a, double tolerance)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        double[] expected = a.Cholesky().Solve(DenseMatrix.CreateIdentity(a.RowCount)).ToRowMajorArray();
        double[] actual = [.. Invert<T>(a, threads: 1).Select(double.CreateChecked)];
        double largest = expected.Max(Math.Abs);
        Assert.That(actual, Is.EqualTo(expected).Within(tolerance * largest), typeof(T).Name);
    }

    private static T[] Invert<T>(DenseMatrix a, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var matrix = new SymmetricMatrix<T>(a.RowCount);
        for (int i = 0; i < a.RowCount; i++)
            for (int j = 0; j <= i; j++) matrix.Row(i)[j] = T.CreateChecked(a[i, j]); // the lower triangle is all that is read
        SymmetricInverse.Invert(matrix, threads);
        return [.. Enumerable.Range(0, a.RowCount).SelectMany(i => matrix.Row(i).ToArray())];
    }

    /// <summary>X XT / n + I of random numbers.</summary>
    private static DenseMatrix PositiveDefinite(int order)
    {
        var random = new SeededRandom((ulong)order);
        DenseMatrix x = DenseMatrix.Create(order, order, (_, _) => (2 * random.NextDouble()) - 1);
        return (DenseMatrix)((x * x.Transpose()) / order) + DenseMatrix.CreateIdentity(order);
    }
}
