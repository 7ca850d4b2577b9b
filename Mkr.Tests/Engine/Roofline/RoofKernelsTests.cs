using Mkr.Engine.Roofline;

namespace Mkr.Tests.Engine.Roofline;

/// <summary>That the roof's kernels do all the work that their time is divided by.</summary>
internal sealed class RoofKernelsTests
{
    /// <summary>x = 0.999 x + 0.001 ends at 1, in every lane of each of the twelve vectors.</summary>
    [Test]
    public void Multiply_adds_run_in_every_lane_for_every_round()
    {
        float lanes = RoofKernels.FlopsPerRound / 2f;
        Assert.That(RoofKernels.MultiplyAdd(20_000), Is.EqualTo(lanes).Within(1e-3 * lanes));
        Assert.That(RoofKernels.MultiplyAdd(0), Is.LessThan(0.9f * lanes));
    }

    [Test]
    public void Reading_meets_every_value()
    {
        float[] values = [.. Enumerable.Range(0, 1024).Select(i => (float)(i % 32))];
        Assert.That(RoofKernels.Read(values), Is.EqualTo(values.Sum()));
    }

    [TestCase(4)]
    [TestCase(8)]
    [TestCase(12)]
    [TestCase(16)]
    [TestCase(32)]
    public void Rows_are_read_whole(int stride)
    {
        float[] table = [.. Enumerable.Range(0, 10 * stride).Select(i => (float)i)];
        int[] rows = [9, 0, 3, 3, 7, 1, 9, 2];
        float expected = rows.Sum(row => table.AsSpan(row * stride, stride).ToArray().Sum());
        Assert.That(RoofKernels.ReadRows(table, stride, rows), Is.EqualTo(expected));
    }

    [Test]
    public void Rows_that_cannot_be_read_are_refused()
    {
        Assert.That(() => RoofKernels.ReadRows(new float[16], 4, [0, 1, 2, 4]),
            Throws.ArgumentException.With.Message.Contains("no row 4 of 4"));
        Assert.That(() => RoofKernels.ReadRows(new float[16], 4, [0, 1, 2]), Throws.ArgumentException);
        Assert.That(() => RoofKernels.ReadRows(new float[16], 3, [0, 1, 2, 3]), Throws.ArgumentException);
    }
}
