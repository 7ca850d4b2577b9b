using MathNet.Numerics.Statistics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Inspection;

namespace Mkr.Tests.Model.Inspection;

internal sealed class CommonNeighboursTests
{
    /// <summary>
    /// Neighbours: items 0 and 1, both entity 0, have 4 and 5; item 2, entities 1 and 2, has 4 and, by its loop, 2; item 3 has none. Only
    /// the pairs (0, 1), (0, 2) and (1, 2) have a common rater, one each, and 2, 1 and 1 common neighbours.
    /// </summary>
    [Test]
    public void By_hand()
    {
        var study = CommonNeighbours.Study(InspectedData.ByHand(), new SeededRandom(1));
        Assert.That(study.Pairs, Is.EqualTo(6), "every pair once");
        Assert.That(study.ByRaters.Select(c => (c.Name, c.Pairs)),
            Is.EqualTo(new[] { ("0", 3), ("1-4", 3), ("5-19", 0), ("20-79", 0), ("80+", 0) }));
        Assert.That(study.ByRaters.Select(c => c.Mean), Is.EqualTo(new[] { 0, 4 / 3.0, double.NaN, double.NaN, double.NaN }).Within(1e-12));
        Assert.That(study.ByRaters[1].StandardError, Is.EqualTo(1 / 3.0).Within(1e-12));
        Assert.That(study.ByGraph.Select(c => (c.Name, c.Pairs)), Is.EqualTo(new[] { ("0", 3), ("1", 2), ("2", 1), ("3", 0), ("4+", 0) }));
        Assert.That(study.ByGraph.Select(c => c.Mean), Is.EqualTo(new[] { 0, 1, 1, double.NaN, double.NaN }));
        Assert.That(study.ByGraph[2].StandardError, Is.NaN, "of a single pair");
    }

    /// <summary>Sets, and all pairs, instead of sorted rows.</summary>
    [TestCase(7)]
    [TestCase(8)]
    public void Agrees_with_the_definition(int seed)
    {
        RecommendationData data = InspectedData.Random(users: 40, items: 30, entities: 25, new SeededRandom((ulong)seed));
        HashSet<int>[] raters = [.. Enumerable.Range(0, 30).Select(Raters)];
        HashSet<int> Raters(int item) => [.. Enumerable.Range(0, 40).Where(user => data.Positives.Contains(user, item))];
        HashSet<int>[] neighbours = [.. Enumerable.Range(0, 30).Select(item => GraphNeighbours(data, item))];
        (int Raters, int Neighbours)[] pairs =
        [
            .. from a in Enumerable.Range(0, 30) from b in Enumerable.Range(0, a)
               select (raters[a].Intersect(raters[b]).Count(), neighbours[a].Intersect(neighbours[b]).Count()),
        ];

        var study = CommonNeighbours.Study(data, new SeededRandom(1));
        AssertCategories(study.ByRaters, pairs);
        AssertCategories(study.ByGraph, [.. pairs.Select(p => (p.Neighbours, p.Raters))]);
        double correlation = Correlation.Spearman(pairs.Select(p => (double)p.Raters), pairs.Select(p => (double)p.Neighbours));
        Assert.That(study.RankCorrelation, Is.EqualTo(correlation).Within(1e-9));
    }

    [Test]
    public void A_sample_estimates_what_all_pairs_give()
    {
        RecommendationData data = InspectedData.Random(users: 60, items: 300, entities: 150, new SeededRandom(9));
        var all = CommonNeighbours.Study(data, new SeededRandom(1));
        var sample = CommonNeighbours.Study(data, new SeededRandom(1), pairs: 20_000);
        Assert.That((all.Pairs, sample.Pairs), Is.EqualTo((44_850, 20_000)));
        for (int i = 0; i < all.ByGraph.Count; i++)
        {
            if (all.ByGraph[i].Pairs < 100) continue;
            Assert.That(sample.ByGraph[i].Mean, Is.EqualTo(all.ByGraph[i].Mean).Within(5 * sample.ByGraph[i].StandardError));
            Assert.That(sample.ByGraph[i].Pairs / 20_000.0, Is.EqualTo(all.ByGraph[i].Pairs / 44_850.0).Within(0.02));
        }
    }

    [Test]
    public void A_seed_determines_the_sample()
    {
        RecommendationData data = InspectedData.Random(users: 60, items: 300, entities: 150, new SeededRandom(9));
        PairCategory[] Study(ulong seed) => [.. CommonNeighbours.Study(data, new SeededRandom(seed), pairs: 1_000).ByGraph];
        PairCategory[] first = Study(3), again = Study(3), other = Study(4);
        Assert.That(again, Is.EqualTo(first));
        Assert.That(other, Is.Not.EqualTo(first));
    }

    /// <summary>The paper's finding on MovieLens-1M: the more there is of one, the more there is of the other.</summary>
    [Test]
    public void Common_raters_and_common_neighbours_rise_together_on_the_papers_data()
    {
        RecommendationData data = RawDataReader.Read(RealData.Folder("movie"), RawFormat.Movie);
        var study = CommonNeighbours.Study(data, new SeededRandom(1));
        Assert.That(study.Pairs, Is.EqualTo(1_000_000));
        Assert.That(study.ByRaters.Select(c => c.Mean), Is.Ordered.Ascending);
        Assert.That(study.ByGraph.Select(c => c.Mean), Is.Ordered.Ascending);
        Assert.That(study.RankCorrelation, Is.InRange(0.15, 0.3));
    }

    private static HashSet<int> GraphNeighbours(RecommendationData data, int item)
    {
        int[] own = data.Map.EntitiesOf(item).ToArray();
        Triple[] triples = data.Graph.Triples.ToArray();
        return [.. triples.Where(t => own.Contains(t.Head)).Select(t => t.Tail),
            .. triples.Where(t => own.Contains(t.Tail)).Select(t => t.Head)];
    }

    private static void AssertCategories(IReadOnlyList<PairCategory> categories, (int Number, int Other)[] pairs)
    {
        Assert.That(categories.Sum(c => c.Pairs), Is.EqualTo(pairs.Length));
        foreach (PairCategory category in categories)
        {
            double[] others = [.. pairs
                .Where(p => p.Number >= category.From && p.Number <= (category.To ?? int.MaxValue)).Select(p => (double)p.Other)];
            Assert.That(category.Pairs, Is.EqualTo(others.Length));
            Assert.That(category.Mean, Is.EqualTo(others.Length > 0 ? others.Average() : double.NaN).Within(1e-12));
        }
    }
}
