using Mkr.Model.Inspection;

namespace Mkr.Tests.Model.Inspection;

internal sealed class CountDistributionTests
{
    private static readonly CountDistribution Counts = new([3, 1, 10, 1, 0]);

    [Test]
    public void Mean_and_maximum() => Assert.That((Counts.Count, Counts.Total, Counts.Mean, Counts.Maximum), Is.EqualTo((5, 15L, 3.0, 10)));

    /// <summary>Sorted: 0 1 1 3 10, a fifth each.</summary>
    [TestCase(0, 0)]
    [TestCase(0.2, 0)]
    [TestCase(0.21, 1)]
    [TestCase(0.5, 1)]
    [TestCase(0.6, 1)]
    [TestCase(0.61, 3)]
    [TestCase(0.9, 10)]
    [TestCase(1, 10)]
    public void A_quantile_is_the_smallest_count_that_this_share_does_not_exceed(double share, int expected) =>
        Assert.That(Counts.Quantile(share), Is.EqualTo(expected));

    [Test]
    public void Share_of_those_that_have_at_least_as_many() =>
        Assert.That(Counts.AtLeast(), Is.EqualTo(new[] { (0, 1.0), (1, 0.8), (3, 0.4), (10, 0.2) }));

    [Test]
    public void Of_nothing()
    {
        var empty = new CountDistribution([]);
        Assert.That((empty.Count, empty.Maximum, empty.Quantile(0.5)), Is.EqualTo((0, 0, 0)));
        Assert.That(empty.Mean, Is.NaN);
        Assert.That(empty.AtLeast(), Is.Empty);
    }

    [TestCase(-0.1)]
    [TestCase(1.1)]
    public void There_is_no_other_share(double share) =>
        Assert.That(() => Counts.Quantile(share), Throws.TypeOf<ArgumentOutOfRangeException>());
}
