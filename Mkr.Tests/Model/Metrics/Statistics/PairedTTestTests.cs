using Mkr.Model.Metrics.Statistics;

namespace Mkr.Tests.Model.Metrics.Statistics;

internal sealed class PairedTTestTests
{
    /// <summary>By hand: mean 3, standard deviation sqrt(2.5), t = 4.2426 with 4 degrees of freedom; p from tables of t.</summary>
    [Test]
    public void Equals_a_case_by_hand()
    {
        PairedTTest test = PairedTTest.Of([1, 2, 3, 4, 5]);
        Assert.That(test.Difference, Is.EqualTo(3));
        Assert.That(test.PValue, Is.EqualTo(0.013236).Within(1e-5));
        Assert.That(PairedTTest.Of([-1, -2, -3, -4, -5]).PValue, Is.EqualTo(test.PValue).Within(1e-12), "two-sided");
    }

    [Test]
    public void Differences_without_spread_have_no_doubt()
    {
        Assert.That(PairedTTest.Of([0, 0, 0]).PValue, Is.EqualTo(1));
        Assert.That(PairedTTest.Of([.5, .5]).PValue, Is.Zero);
        Assert.That(PairedTTest.Of([.5]).PValue, Is.NaN);
    }
}
