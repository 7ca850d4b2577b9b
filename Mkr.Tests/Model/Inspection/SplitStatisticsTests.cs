using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Inspection;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Inspection;

public sealed class SplitStatisticsTests
{
    /// <summary>In training, user 0 and items 0 and 1 have positives; user 1 has a negative only, user 2 nothing.</summary>
    private static readonly DatasetSplit Split = new(
        Train: [new(0, 0, true), new(0, 1, true), new(0, 2, false), new(1, 3, false)],
        Validation: [new(1, 1, true)],
        Test: [new(0, 3, false), new(1, 0, true), new(1, 2, false), new(2, 0, true), new(2, 1, false)]);

    private static readonly SplitStatistics Statistics = new(InspectedData.ByHand(), Split);

    [Test]
    public void Labels_are_counted_by_part()
    {
        Assert.That((Statistics.Train, Statistics.Validation, Statistics.Test), Is.EqualTo((new PartStatistics(4, 2), new PartStatistics(1, 1), new PartStatistics(5, 2))));
        Assert.That(Statistics.Test.PositiveShare, Is.EqualTo(0.4));
    }

    [Test]
    public void Cold_is_who_has_no_training_positive()
    {
        Assert.That((Statistics.TestUsers, Statistics.ColdTestUsers), Is.EqualTo((3, 2)));
        Assert.That((Statistics.TestItems, Statistics.ColdTestItems), Is.EqualTo((4, 2)));
    }

    /// <summary>
    /// Balance scores users 0, 1 and 2 with -1, 1 and 0: of the 6 pairs of a positive (1, 0) and a negative (-1, 1, 0) it wins 3 and ties 2.
    /// Popularity scores items 0 to 3 with 1, 1, 0 and 0 more or less: of the pairs of (1, 1) and (0, 0, 1) it wins 4 and ties 2.
    /// </summary>
    [Test]
    public void What_can_be_had_without_a_model()
    {
        Assert.That(Statistics.LeakAuc, Is.EqualTo(4 / 6.0).Within(1e-12));
        Assert.That(Statistics.PopularityAuc, Is.EqualTo(5 / 6.0).Within(1e-12));
    }

    [Test]
    public void The_papers_protocol_leaks_on_real_data_and_the_clean_one_does_not()
    {
        RecommendationData data = RawDataReader.Read(RealData.Folder("music"), RawFormat.Music);
        var paper = new SplitStatistics(data, new PaperProtocol().Split(data, new SeededRandom(1)));
        var clean = new SplitStatistics(data, new CleanProtocol().Split(data, new SeededRandom(1)));
        Assert.That(paper.LeakAuc, Is.GreaterThan(0.6));
        Assert.That(clean.LeakAuc, Is.EqualTo(0.5).Within(0.01));
        Assert.That(clean.ColdTestUsers, Is.Zero);
    }
}
