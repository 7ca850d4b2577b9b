using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments.Reproduction;

namespace Mkr.Tests.Model.Data.Formats;

/// <summary>What is written is read back equal in everything.</summary>
internal sealed class RawDataWriterTests
{
    [Test]
    public void Ratings_times_and_graph_come_back()
    {
        using var folder = new TemporaryFolder();
        folder.Write("ratings.tsv", "user\tfilm\trating\tday\nbob\ty\t5\t-3\nann\tx\t5\t20\nann\ty\t1\t9\nbob\tx\t4\t20000000000\n");
        folder.Write("item_index2entity_id.txt", "x\tE1\ny\tE2\tE1\nz\t\n");
        folder.Write("kg.txt", "dora\tknows\tfay\nE1\tgenre\tdrama\nE2\tby\tdora\nfay\tby\tE1\n");
        folder.Write("item_names.tsv", "id\tname\ny\tThe Y\n");
        folder.Write("item_features.tsv", "y\tword\tb\nx\tword\ta\ny\tword\ta\ny\tword\tb\nx\tgenre\tdrama\n");
        folder.Write("user_features.tsv", "ann\tage\t30\n");
        folder.Write("entity_features.tsv", "dora\tkind\tperson\nE2\tkind\tfilm\n");
        folder.Write("relation_features.tsv", "by\tkind\tcredit\n");
        RecommendationData data = RawDataReader.Read(folder.Path, RawFormat.Demo);
        AssertComesBack(data);
        Assert.That(data.Features.Select(field => $"{field.Owner} {field.Name}"), Is.EqualTo(
            new[] { "User age", "Item genre", "Item word", "Entity kind", "Relation kind" }));
        Assert.That(data.PositiveTimes, Is.EqualTo(new long[] { 20000000000, -3, 20 }));
        AssertComesBack(data with { PositiveTimes = null });
    }

    [Test]
    public void The_demo_comes_back() =>
        AssertComesBack(RawDataReader.Read(Path.Combine(RealData.RepositoryRoot, "datasets", "demo"), RawFormat.Demo));

    [Test]
    public void A_core_comes_back()
    {
        RawFormat format = RawFormat.Demo with { LeastPositives = 18 };
        RecommendationData data = RawDataReader.Read(Path.Combine(RealData.RepositoryRoot, "datasets", "demo"), format);
        Assert.That(data.Report.UsersOutsideCore, Is.Positive);
        Assert.That(data.Report.ItemsOutsideCore, Is.Positive);
        AssertComesBack(data);
    }

    [TestCase("music")]
    [TestCase("book")]
    [TestCase("movie")]
    public void Real_data_comes_back(string name) =>
        AssertComesBack(RawDataReader.Read(RealData.Folder(name), RawFormat.Presets.Single(format => format.Name == name)));

    private static void AssertComesBack(RecommendationData data)
    {
        using var copy = new TemporaryFolder();
        RawDataWriter.Write(copy.Path, data);
        RecommendationData read = RawDataReader.Read(copy.Path, RawDataWriter.Format(data.Name));
        Assert.That(read.PositiveTimes, Is.EqualTo(data.PositiveTimes));
        Assert.That(DataFingerprint.Compute(read), Is.EqualTo(DataFingerprint.Compute(data)));
        Assert.That(read.Graph.OfItems.Triples.Length, Is.EqualTo(data.Graph.OfItems.Triples.Length));
        foreach ((Vocabulary ids, Vocabulary others) in new[]
        {
            (read.Users, data.Users), (read.Items, data.Items), (read.Graph.Entities, data.Graph.Entities),
            (read.Graph.Relations, data.Graph.Relations), (read.Graph.OfItems.Entities, data.Graph.OfItems.Entities),
        })
        {
            Assert.That(Ids(ids), Is.EqualTo(Ids(others)));
        }

        Assert.That(read.Features.Select(Text), Is.EqualTo(data.Features.Select(Text)));
        Assert.That((read.ItemNames, read.UserNames), Is.EqualTo((data.ItemNames, data.UserNames)));
    }

    private static string Text(FeatureField field) =>
        $"{field.Owner} {field.Name} {string.Join(',', field.Starts)} {string.Join(',', field.Values)} "
        + string.Join(',', Ids(field.Vocabulary));

    private static IEnumerable<string> Ids(Vocabulary ids) => Enumerable.Range(0, ids.Count).Select(i => ids[i]);
}
