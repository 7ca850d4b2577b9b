using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Metrics;

internal sealed class CatalogueMetricTests
{
    [Test]
    public void Coverage_is_the_share_of_items_shown()
    {
        foreach ((long[] exposures, _) in RandomCases.Catalogues())
            Assert.That(CatalogueCoverage.Compute(exposures), Is.EqualTo(exposures.Count(x => x > 0) / (double)exposures.Length));
    }

    [Test]
    public void Novelty_is_the_mean_self_information()
    {
        foreach ((long[] exposures, int[] positives) in RandomCases.Catalogues())
        {
            double[] p = positives.Select(count => (count + 1) / (double)positives.Sum(other => other + 1)).ToArray();
            double[] shown = p.SelectMany((x, i) => Enumerable.Repeat(-Math.Log(x) / Math.Log(2), (int)exposures[i])).ToArray();
            double expected = shown.Length == 0 ? double.NaN : shown.Average();
            Assert.That(Novelty.Compute(exposures, positives), Is.EqualTo(expected).Within(1e-12));
        }
    }

    /// <summary>The index is also half the relative mean absolute difference of all pairs of items.</summary>
    [Test]
    public void Gini_index_is_half_the_relative_mean_difference()
    {
        foreach ((long[] exposures, _) in RandomCases.Catalogues())
        {
            double differences = exposures.Sum(x => exposures.Sum(y => (double)Math.Abs(x - y)));
            double expected = differences / (2.0 * exposures.Length * exposures.Sum());
            Assert.That(GiniIndex.Compute(exposures), Is.EqualTo(expected).Within(1e-12));
        }
    }

    [Test]
    public void Gini_index_reaches_its_ends()
    {
        Assert.That(GiniIndex.Compute([3, 3, 3, 3]), Is.Zero);
        Assert.That(GiniIndex.Compute([0, 8, 0, 0]), Is.EqualTo(0.75));
    }

    [Test]
    public void Novelty_rejects_another_catalogue() =>
        Assert.That(() => Novelty.Compute([1, 2], [1]), Throws.ArgumentException.With.Message.Contains("2 exposures for 1 items"));
}
