using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Synthetic;

namespace Mkr.Tests.Model.Data.Synthetic;

internal sealed class RandomWorldTests
{
    private static readonly WorldSizes Sizes = new(50, 40, 70, 9, 300, 100);

    [Test]
    public void Has_the_sizes_asked_for_also_after_writing_and_strict_reading()
    {
        using var folder = new TemporaryFolder();
        RecommendationData made = RandomWorld.Create("random", Sizes);
        RawDataWriter.Write(folder.Path, made);
        RecommendationData read = RawDataReader.Read(folder.Path, RawDataWriter.Format("random") with { Strict = true });
        Assert.That(SizesOf(made), Is.EqualTo(Sizes));
        Assert.That(SizesOf(read), Is.EqualTo(Sizes));
        Assert.That(read.Graph.Triples.ToArray(), Is.EqualTo(made.Graph.Triples.ToArray()));
        Assert.That(read.Map.IsOneToOne);
    }

    [TestCase("music")]
    [TestCase("book")]
    [TestCase("movie")]
    public void Public_sizes_are_those_of_the_public_data(string name)
    {
        RecommendationData data = RawDataReader.Read(RealData.Folder(name), RawFormat.Presets.Single(format => format.Name == name));
        Assert.That(SizesOf(data), Is.EqualTo(WorldSizes.Public[name]));
    }

    [Test]
    public void Some_are_frequent_and_a_seed_decides_which()
    {
        RecommendationData data = RandomWorld.Create("random", Sizes);
        int[] counts = [.. Enumerable.Range(0, 50).Select(user => data.Positives[user].Length)];
        Assert.That(counts.Take(10).Sum(), Is.GreaterThan(1.5 * counts.TakeLast(10).Sum()));
        Assert.That(Triples(seed: 1), Is.EqualTo(data.Graph.Triples.ToArray()));
        Assert.That(Triples(seed: 2), Is.Not.EqualTo(data.Graph.Triples.ToArray()));

        static Triple[] Triples(ulong seed) => RandomWorld.Create("random", Sizes, seed).Graph.Triples.ToArray();
    }

    [Test]
    public void Impossible_sizes_are_refused()
    {
        WorldSizes[] impossible =
            [Sizes with { Positives = 49 }, Sizes with { Positives = 1001 }, Sizes with { Triples = 29 }, Sizes with { Relations = 101 }];
        foreach (WorldSizes sizes in impossible)
            Assert.That(() => RandomWorld.Create("random", sizes), Throws.ArgumentException, sizes.ToString());
    }

    private static WorldSizes SizesOf(RecommendationData data) => new(
        data.Users.Count, data.Items.Count, data.Graph.OfItems.Entities.Count, data.Graph.OfItems.Relations.Count,
        data.Positives.PairCount, data.Graph.OfItems.Triples.Length);
}
