using Mkr.Model.Data;
using Mkr.Model.Inspection;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Inspection;

internal sealed class SplitStatisticsTests
{
    /// <summary>In training, user 0 and items 0 and 1 have positives; user 1 has a negative only, user 2 nothing.</summary>
    private static readonly DatasetSplit Split = new(
        Train: [new(0, 0, true), new(0, 1, true), new(0, 2, false), new(1, 3, false)],
        Validation: [new(1, 1, true)],
        Test: [new(0, 3, false), new(1, 0, true), new(1, 2, false), new(2, 0, true), new(2, 1, false)]);

    private static readonly SplitStatistics Statistics = new(Split);

    [Test]
    public void Labels_are_counted_by_part()
    {
        Assert.That(Statistics.Train, Is.EqualTo(new PartStatistics(4, 2)));
        Assert.That(Statistics.Validation, Is.EqualTo(new PartStatistics(1, 1)));
        Assert.That(Statistics.Test, Is.EqualTo(new PartStatistics(5, 2)));
        Assert.That(Statistics.Test.PositiveShare, Is.EqualTo(0.4));
    }

    [Test]
    public void Cold_is_who_has_no_training_positive()
    {
        Assert.That((Statistics.TestUsers, Statistics.ColdTestUsers), Is.EqualTo((3, 2)));
        Assert.That((Statistics.TestItems, Statistics.ColdTestItems), Is.EqualTo((4, 2)));
    }
}
