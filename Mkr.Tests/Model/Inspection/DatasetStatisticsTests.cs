using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Inspection;

namespace Mkr.Tests.Model.Inspection;

internal sealed class DatasetStatisticsTests
{
    private static readonly DatasetStatistics Statistics = new(InspectedData.ByHand());

    [Test]
    public void Positives_are_counted_by_user_and_by_item()
    {
        Assert.That(Statistics.PositivesPerUser.AtLeast(), Is.EqualTo(new[] { (1, 1.0), (3, 1 / 3.0) }));
        Assert.That(Statistics.PositivesPerItem.AtLeast(), Is.EqualTo(new[] { (0, 1.0), (1, 0.75), (3, 0.25) }));
    }

    /// <summary>Heads: 0 twice, 1, 2, 5. Degrees: 0 has 3, 1 has 1, 2 has 2 by its loop, 3 has 0, 4 has 3, 5 has 1.</summary>
    [Test]
    public void Triples_are_counted_by_head_and_by_entity()
    {
        Assert.That((Statistics.TriplesPerHead.Count, Statistics.TriplesPerHead.Total, Statistics.TriplesPerHead.Maximum),
            Is.EqualTo((4, 5L, 2)));
        Assert.That(Statistics.EntityDegree.AtLeast(), Is.EqualTo(new[] { (0, 1.0), (1, 5 / 6.0), (2, 3 / 6.0), (3, 2 / 6.0) }));
        Assert.That(Statistics.ItemsWithoutTriple, Is.EqualTo(1));
    }

    [Test]
    public void Relations_are_in_order_of_their_triples() =>
        Assert.That(Statistics.Relations, Is.EqualTo(new RelationCount[] { new("r1", 4), new("r0", 1) }));

    [Test]
    public void A_density_is_what_there_is_of_what_there_could_be()
    {
        Assert.That(Statistics.InteractionDensity, Is.EqualTo(5 / 12.0));
        Assert.That(Statistics.GraphDensity, Is.EqualTo(4 / 72.0), "the repeated triple counts once");
    }

    [TestCase("music", 21_173, 15_518, 60)]
    [TestCase("book", 69_873, 19_876, 10)]
    [TestCase("movie", 376_887, 20_782, 7)]
    public void Counts_of_the_real_data_add_up(string name, int positives, int triples, int relations)
    {
        RecommendationData data = RawDataReader.Read(RealData.Folder(name), RawFormat.Presets.Single(format => format.Name == name));
        var statistics = new DatasetStatistics(data);
        Assert.That((statistics.PositivesPerUser.Total, statistics.PositivesPerItem.Total), Is.EqualTo(((long)positives, (long)positives)));
        Assert.That((statistics.TriplesPerHead.Total, statistics.EntityDegree.Total), Is.EqualTo(((long)triples, 2L * triples)));
        Assert.That((statistics.Relations.Count, statistics.Relations.Sum(r => r.Triples)), Is.EqualTo((relations, triples)));
        Assert.That(statistics.PositivesPerUser.Quantile(0), Is.Positive, "every user has a positive");
    }
}
