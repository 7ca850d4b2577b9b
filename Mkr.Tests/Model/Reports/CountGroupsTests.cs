using Mkr.Model.Reports;

namespace Mkr.Tests.Model.Reports;

/// <summary>Ranges of counts.</summary>
internal sealed class CountGroupsTests
{
    [Test]
    public void They_end_at_quantiles()
    {
        CountGroups groups = CountGroups.Divide([1, 2, 3, 4, 5, 6, 7, 80], 4);
        Assert.That(groups.Names, Is.EqualTo(["1-2", "3-4", "5-6", "7-80"]));
        Assert.That(new[] { 0, 1, 2, 3, 6, 7, 100 }.Select(groups.Of), Is.EqualTo([0, 0, 0, 1, 2, 3, 3]));
    }

    [Test]
    public void Equal_counts_are_not_torn_apart() => Assert.That(
        CountGroups.Divide([0, 0, 0, 0, 0, 0, 5, 9], 4).Names, Is.EqualTo(["0", "1-9"]));

    [Test]
    public void One_count_is_one_group() => Assert.That(CountGroups.Divide([3, 3], 4).Names, Is.EqualTo(["3"]));
}
