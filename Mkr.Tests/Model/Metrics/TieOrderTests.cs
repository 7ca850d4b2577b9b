using MathNet.Numerics.Statistics;
using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Metrics;

internal sealed class TieOrderTests
{
    [Test]
    public void An_item_is_read_back_from_its_place()
    {
        int[] items = [.. Enumerable.Range(0, 100_000), int.MaxValue - 1, int.MaxValue];
        Assert.That(items.Select(item => TieOrder.Item(TieOrder.Place(item))), Is.EqualTo(items));
    }

    /// <summary>Of n independent pairs a rank correlation has a standard deviation of 1 / sqrt(n - 1): 0.01 here.</summary>
    [TestCase(0)]
    [TestCase(1_000_000)]
    public void A_place_tells_nothing_about_the_index(int start)
    {
        int[] items = [.. Enumerable.Range(start, 10_000)];
        double[] places = [.. items.Select(item => (double)TieOrder.Place(item))];
        Assert.That(Correlation.Spearman(items.Select(item => (double)item), places), Is.Zero.Within(0.03));
        Assert.That(Correlation.Spearman(places[1..], places[..^1]), Is.Zero.Within(0.03), "nor about the place of the next");
    }

    /// <summary>Computed apart from this code: a measured result must not move with a version.</summary>
    [Test]
    public void The_order_is_fixed() =>
        Assert.That(Enumerable.Range(0, 10).OrderByDescending(TieOrder.Place), Is.EqualTo(new[] { 6, 8, 9, 5, 2, 1, 7, 4, 3, 0 }));
}
