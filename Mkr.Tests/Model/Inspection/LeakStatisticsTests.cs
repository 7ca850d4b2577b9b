using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Inspection;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Inspection;

internal sealed class LeakStatisticsTests
{
    /// <summary>In training, items 0 and 1 have one positive each, both of user 0; user 1 has a negative only, user 2 nothing.</summary>
    private static readonly DatasetSplit Split = new(
        Train: [new(0, 0, true), new(0, 1, true), new(0, 2, false), new(1, 3, false)],
        Validation: [new(1, 1, false), new(1, 2, true)],
        Test: [new(0, 3, false), new(1, 0, true), new(1, 2, false), new(2, 0, true), new(2, 1, false)]);

    /// <summary>
    /// The pairs of a positive and a negative are 6. Balance scores users 0, 1 and 2 with -1, 1 and 0: of the pairs of (1, 0) and
    /// (-1, 1, 0) it wins 3 and ties 2. Popularity scores items 0 to 3 with 1, 1, 0, 0 more or less: of (1, 1) and (0, 0, 1)
    /// it wins 4 and ties 2.
    /// Validation turns this round: one positive at c = 0, one negative at c = 1. In the files' order item 3 is two from user 0's nearest,
    /// and the others have no history: user 0's negative scores -2, all else -4.
    /// </summary>
    [Test]
    public void What_can_be_had_without_a_model()
    {
        var leaks = LeakStatistics.Of(InspectedData.ByHand(), Split);
        Assert.That(leaks.UserBalanceAuc, Is.EqualTo(4 / 6.0).Within(1e-12));
        Assert.That(leaks.PopularityAuc, Is.EqualTo(5 / 6.0).Within(1e-12));
        Assert.That(leaks.CatalogueAuc, Is.EqualTo(1 / 6.0).Within(1e-12));
        Assert.That(leaks.ItemOrderAuc, Is.EqualTo(2 / 6.0).Within(1e-12));
        Assert.That(leaks.NeverSeen, Is.EqualTo(new PartStatistics(2, 0)));
        Assert.That(leaks.SeenOnce, Is.EqualTo(new PartStatistics(3, 2)));
    }

    [Test]
    public void Each_leak_is_where_it_is_said_to_be()
    {
        RecommendationData data = RawDataReader.Read(RealData.Folder("music"), RawFormat.Music);
        LeakStatistics Of(SplitProtocol protocol) => LeakStatistics.Of(data, protocol.Split(data, new SeededRandom(1)));
        LeakStatistics paper = Of(new PaperProtocol()), clean = Of(new CleanProtocol()), warm = Of(new WarmProtocol());
        LeakStatistics coldItems = Of(new ColdItemsProtocol());
        Assert.That(paper.UserBalanceAuc, Is.GreaterThan(0.6));
        Assert.That(new[] { clean.UserBalanceAuc, warm.UserBalanceAuc }, Has.All.EqualTo(0.5).Within(0.01));
        Assert.That(clean.CatalogueAuc - clean.PopularityAuc, Is.GreaterThan(0.02), "clean leaks what the list of items tells");
        Assert.That(warm.CatalogueAuc - warm.PopularityAuc, Is.LessThan(0.005));
        Assert.That(warm.NeverSeen.Interactions, Is.Zero);
        Assert.That(clean.NeverSeen.PositiveShare, Is.GreaterThan(clean.SeenOnce.PositiveShare + 0.1));
        Assert.That((coldItems.PopularityAuc, coldItems.CatalogueAuc), Is.EqualTo((0.5, 0.5)));
    }
}
