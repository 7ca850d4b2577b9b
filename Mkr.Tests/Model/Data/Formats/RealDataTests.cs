using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Sampling;

namespace Mkr.Tests.Model.Data.Formats;

/// <summary>The sizes in the paper's table of data sets.</summary>
internal sealed class RealDataTests
{
    [TestCase("music", 1872, 3846, 42_346, 15_518, 9366, 60, 0)]
    [TestCase("book", 17_860, 14_910, 139_746, 19_793, 24_039, 10, 83)]
    [TestCase("movie", 6036, 2347, 753_774, 20_195, 6729, 7, 587)]
    public void Sizes_are_those_of_the_paper(
        string name, int users, int items, int interactions, int triples, int entities, int relations, int otherTriples)
    {
        RecommendationData data = RawDataReader.Read(RealData.Folder(name), RawFormat.Presets.Single(format => format.Name == name));
        Interaction[] rows = new NegativeItemSampler(data).Sample(new SeededRandom(1), out int missing);
        Assert.That((data.Users.Count, data.Items.Count), Is.EqualTo((users, items)));
        Assert.That((rows.Length, missing), Is.EqualTo((interactions, 0)));
        KnowledgeGraph graph = data.Graph.OfItems;
        Assert.That((graph.Triples.Length, graph.Entities.Count, graph.Relations.Count), Is.EqualTo((triples, entities, relations)));
        Assert.That(data.Graph.OtherTriples.Length, Is.EqualTo(otherTriples), "which the authors' program leaves out");
        Assert.That(data.Map.IsOneToOne);
    }

    [Test]
    public void The_released_programs_lost_line_costs_one_positive()
    {
        RecommendationData data = RawDataReader.Read(RealData.Folder("movie"), RawFormat.Movie with { LostLines = 1 });
        Assert.That(data.Positives.PairCount, Is.EqualTo(376_886));
    }

    [TestCase("music", 1, "Carpathian Forest")]
    [TestCase("movie", 0, "Toy Story (1995)")]
    public void Names_are_read(string name, int item, string title)
    {
        RecommendationData data = RawDataReader.Read(RealData.Folder(name), RawFormat.Presets.Single(format => format.Name == name));
        Assert.That(data.ItemNames[item], Is.EqualTo(title));
    }
}
