using System.Security.Cryptography;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Data.Synthetic;

namespace Mkr.Tests.Model.Data.Synthetic;

internal sealed class NewsWorldTests
{
    private static readonly WorldSizes Sizes = new(1400, 5300, 1000, 60, 10_200, 15_400);
    private static readonly string[] Files = ["ratings.tsv", "item_index2entity_id.txt", "kg.txt", "item_features.tsv"];

    [Test]
    public void Has_the_sizes_asked_for_and_is_clean_enough_for_strict_reading()
    {
        RecommendationData data = Read(RawFormat.News with { Strict = true });
        var found = new WorldSizes(
            data.Users.Count, data.Items.Count, data.Graph.OfItems.Entities.Count, data.Graph.OfItems.Relations.Count,
            data.Positives.PairCount, data.Graph.OfItems.Triples.Length);
        Assert.That(found, Is.EqualTo(Sizes));
        Assert.That(data.Graph.OtherTriples.Length, Is.Zero);
        Assert.That(data.Report.DuplicateTriples, Is.Zero);
        Assert.That(Degrees(data.Items.Count, data, byItem: true), Has.None.EqualTo(0), "somebody has read each item");
        int[] entities = [.. Enumerable.Range(0, data.Items.Count).Select(item => data.Map.EntitiesOf(item).Length)];
        Assert.That((entities.Min(), entities.Max()), Is.EqualTo((1, 6)));
    }

    /// <summary>The same bytes on every machine and in every version: these are its files' hashes.</summary>
    [Test]
    public void A_seed_decides_every_byte()
    {
        string[] expected =
        [
            "229e61343928807dac1283ded537fcdc6bed7ac2b8b7a86e1e2edfb535dd8329",
            "f5e7192ddc050fc3a06da825fa70f4700af73649d0597794eef1c930f9ef6229",
            "94f671d6a23e3aad9b2e6f248effe0b5aa2d4dfd186212ca18108e2bbe8323ae",
            "37fb218d4f96b000709652bda33d9bd2f126933ff273f9ddc96a05759329ebc2",
        ];
        Assert.That(Hashes(seed: 1), Is.EqualTo(expected));
        Assert.That(Hashes(seed: 2).Intersect(expected), Is.Empty);
    }

    /// <summary>The k-th of N has about k^-s of the largest; s is 1/2 for users, and 3/4 within each topic for items.</summary>
    [Test]
    public void Degrees_fall_as_power_laws()
    {
        RecommendationData data = Read(RawFormat.News);
        int[] users = [.. Degrees(data.Users.Count, data, byItem: false).OrderDescending()];
        Assert.That((users[0] - 1.0) / (users[99] - 1), Is.EqualTo(2 * Math.Sqrt(99.5)).Within(25).Percent);
        int[] items = [.. Degrees(data.Items.Count, data, byItem: true).OrderDescending()];
        Assert.That(items.Take(53).Sum(), Is.GreaterThan(0.1 * Sizes.Positives), "a hundredth of the items has a tenth of the clicks");
        int[] heads = [.. data.Graph.Triples.ToArray().GroupBy(t => t.Head).Select(group => group.Count()).OrderDescending()];
        Assert.That(heads.Take(10).Sum(), Is.GreaterThan(0.2 * Sizes.Triples), "a hundredth of the entities has a fifth of the triples");
    }

    /// <summary>What the world is for: on items that nobody has read, neighbours in the graph tell what counting cannot.</summary>
    [Test]
    public void Tastes_follow_the_graph()
    {
        RecommendationData data = Read(RawFormat.News);
        DatasetSplit split = new ColdItemsProtocol().Split(data, new SeededRandom(1));
        UserItems train = UserItems.ByLabel(data.Users.Count, split.Train).Positives;
        ILookup<int, int> tails = data.Graph.Triples.ToArray().ToLookup(triple => triple.Head, triple => triple.Tail);
        HashSet<int>[] around = [.. Enumerable.Range(0, data.Items.Count)
            .Select(item => data.Map.EntitiesOf(item).ToArray().SelectMany(entity => tails[entity]).ToHashSet())];
        Interaction[] test = [.. split.Test.Where(row => train[row.User].Length > 0)];
        Assert.That(Auc(test, row => train[row.User].ToArray().Average(item => Overlap(around[item], around[row.Item]))),
            Is.GreaterThan(0.65));

        static double Overlap(HashSet<int> a, HashSet<int> b) => a.Count(b.Contains) / Math.Sqrt((a.Count * (double)b.Count) + 1);
    }

    [Test]
    public void Impossible_sizes_are_refused()
    {
        using var folder = new TemporaryFolder();
        WorldSizes[] impossible =
        [
            Sizes with { Users = 15 }, Sizes with { Items = 15 }, Sizes with { Positives = 7900 }, Sizes with { Triples = 1059 },
        ];
        foreach (WorldSizes sizes in impossible)
            Assert.That(() => NewsWorld.Write(folder.Path, sizes), Throws.ArgumentException, sizes.ToString());
    }

    [TestCase(100, 10, 1)]
    [TestCase(1000, 37, 2)]
    [TestCase(37, 37, 1)]
    public void What_is_dealt_out_is_all_there_is_and_falls(int total, int count, int roots)
    {
        int[] parts = PowerLaw.Deal(total, count, roots);
        Assert.That(parts.Sum(), Is.EqualTo(total));
        Assert.That(parts, Is.All.AtLeast(1));
        int[] sums = [.. Enumerable.Range(1, count).Select(ranks => parts.Take(ranks).Sum() - ranks)];
        double[] expected =
            [.. Enumerable.Range(1, count).Select(r => (total - count) * Math.Pow((double)r / count, Math.Pow(0.5, roots)))];
        Assert.That(sums, Is.EqualTo(expected).Within(1.001));
    }

    [Test]
    public void Ranks_are_drawn_with_the_density_of_a_power_law([Values(1, 2, 6)] int power)
    {
        const int Draws = 20_000, Count = 1000, Below = 100;
        var random = new SeededRandom(3);
        int[] ranks = [.. Enumerable.Range(0, Draws).Select(_ => PowerLaw.Draw(Count, power, random))];
        Assert.That(ranks, Is.All.InRange(0, Count - 1));
        double share = Math.Pow((double)Below / Count, 1.0 / power);
        Assert.That(ranks.Count(rank => rank < Below) / (double)Draws, Is.EqualTo(share).Within(4 * Math.Sqrt(share / Draws)));
    }

    private static RecommendationData Read(RawFormat format)
    {
        using var folder = new TemporaryFolder();
        NewsWorld.Write(folder.Path, Sizes);
        return RawDataReader.Read(folder.Path, format);
    }

    private static string[] Hashes(ulong seed)
    {
        using var folder = new TemporaryFolder();
        NewsWorld.Write(folder.Path, Sizes, seed);
        Assert.That(Directory.GetFiles(folder.Path).Select(Path.GetFileName), Is.EquivalentTo(Files));
        return [.. Files.Select(file => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(folder.Path, file)))))];
    }

    private static int[] Degrees(int count, RecommendationData data, bool byItem)
    {
        int[] degrees = new int[count];
        for (int user = 0; user < data.Users.Count; user++)
            foreach (int item in data.Positives[user]) degrees[byItem ? item : user]++;
        return degrees;
    }

    /// <summary>The probability that a positive has a higher score than a negative.</summary>
    private static double Auc(Interaction[] rows, Func<Interaction, double> score)
    {
        ILookup<bool, double> scores = rows.ToLookup(row => row.IsPositive, score);
        return scores[true].Average(positive => scores[false].Average(negative => (1 + Math.Sign(positive - negative)) / 2.0));
    }
}
