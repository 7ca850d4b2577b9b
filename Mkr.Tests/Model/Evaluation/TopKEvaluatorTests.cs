using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Evaluation;

internal sealed class TopKEvaluatorTests
{
    [Test]
    public void Equals_ranking_each_user_by_hand([Values] bool excludeNegatives)
    {
        var random = new SeededRandom(51);
        for (int test = 0; test < 100; test++)
        {
            int users = 1 + random.NextInt32(12), items = 1 + random.NextInt32(30);
            TableRecommender recommender = TableRecommender.Random(users, items, test % 2 == 0 ? 4 : 1000, random);
            Interaction[] known = RandomInteractions.Draw(random.NextInt32(80), users, items, random);
            Interaction[] held = RandomInteractions.Draw(random.NextInt32(30), users, items, random);

            var options = new TopKOptions { Cutoffs = [1, 3, 10, 40], ExcludeNegatives = excludeNegatives };
            TopKResult actual = new TopKEvaluator(held, known, users, items, options).Evaluate(recommender);
            Check(actual, recommender, held, known, excludeNegatives);
        }
    }

    /// <summary>More users than a block holds, and more than one thread.</summary>
    [Test]
    public void Any_number_of_threads_gives_the_same_bits()
    {
        var random = new SeededRandom(52);
        TableRecommender recommender = TableRecommender.Random(700, 120, 1_000_000, random);
        Interaction[] known = RandomInteractions.Draw(10_000, 700, 120, random), held = RandomInteractions.Draw(5_000, 700, 120, random);
        var evaluator = new TopKEvaluator(held, known, 700, 120);

        TopKResult one = evaluator.Evaluate(recommender);
        Check(one, recommender, held, known, excludeNegatives: false);
        foreach (int threads in new[] { 2, 5 })
        {
            TopKResult several = evaluator.Evaluate(recommender, threads);
            Assert.That(several.Users, Is.EqualTo(one.Users));
            Assert.That(several.Cutoffs, Is.EqualTo(one.Cutoffs));
        }
    }

    [Test]
    public void Without_users_the_ranking_metrics_are_undefined()
    {
        TopKResult result = new TopKEvaluator([new(0, 1, false)], [], 2, 3).Evaluate(new TableRecommender(new float[2, 3]));
        Assert.That(result.Users, Is.Zero);
        Assert.That(result.At(10).Ranking.Recall, Is.NaN);
        Assert.That(result.At(10).Catalogue.Coverage, Is.Zero);
    }

    [Test]
    public void A_sample_of_users_is_drawn_without_replacement_and_by_the_seed()
    {
        Interaction[] held = Enumerable.Range(0, 50).Select(user => new Interaction(user, 0, user % 2 == 0)).ToArray();
        int[] Draw(int size, ulong seed) =>
            [.. new TopKEvaluator(held, [], 50, 1, new() { SampledUsers = size, Seed = seed }).Users];

        int[] sample = Draw(10, 1), again = Draw(10, 1);
        Assert.That(sample, Has.Length.EqualTo(10).And.Ordered.And.Unique.And.All.Matches<int>(user => user % 2 == 0));
        Assert.That(again, Is.EqualTo(sample));
        Assert.That(Draw(10, 2), Is.Not.EqualTo(sample));
        Assert.That(Draw(100, 1), Has.Length.EqualTo(25), "all that there are");
    }

    [Test]
    public void Rejects_what_does_not_fit()
    {
        Assert.That(() => new TopKEvaluator([new(2, 0, true)], [], 2, 3), Throws.ArgumentException);
        Assert.That(() => new TopKEvaluator([], [new(0, -1, true)], 2, 3), Throws.ArgumentException);
        Assert.That(() => new TopKEvaluator([], [], 2, 3, new() { Cutoffs = [1, 1] }), Throws.ArgumentException);
        Assert.That(() => new TopKEvaluator([], [], 2, 3, new() { Cutoffs = [] }), Throws.ArgumentException);
        var evaluator = new TopKEvaluator([new(0, 0, true)], [], 2, 3);
        Assert.That(() => evaluator.Evaluate(new TableRecommender(new float[2, 4])), Throws.ArgumentException);
        Assert.That(() => evaluator.Evaluate(new TableRecommender(new[,] { { 0, float.NaN, 0 }, { 0, 0, 0 } })), Throws.ArgumentException);
        Assert.That(() => evaluator.Evaluate(new TableRecommender(new float[2, 3])).At(7), Throws.ArgumentException);
    }

    private static void Check(
        TopKResult actual, TableRecommender recommender, Interaction[] held, Interaction[] known, bool excludeNegatives)
    {
        var seen = known.Where(x => x.IsPositive || excludeNegatives).Select(x => (x.User, x.Item)).ToHashSet();
        var relevant = held.Where(x => x.IsPositive).Select(x => (x.User, x.Item)).Except(seen).ToHashSet();
        int[] users = relevant.Select(x => x.User).Distinct().ToArray();
        int[] positives = Enumerable.Range(0, recommender.ItemCount).Select(i => known.Count(x => x.IsPositive && x.Item == i)).ToArray();
        Assert.That(actual.Users, Is.EqualTo(users.Length));
        foreach (TopKCutoff cutoff in actual.Cutoffs)
        {
            var lists = users.ToDictionary(u => u, u => Enumerable.Range(0, recommender.ItemCount)
                .Where(i => !seen.Contains((u, i)))
                .OrderByDescending(i => recommender.Score(u, i)).ThenByDescending(TieOrder.Place)
                .Take(cutoff.K).ToArray());
            double Mean(Func<bool[], int, double> metric) => users.Length == 0 ? double.NaN : users.Average(u =>
                metric([.. lists[u].Select(i => relevant.Contains((u, i)))], relevant.Count(x => x.User == u)));

            RankingMetrics means = cutoff.Ranking;
            int k = cutoff.K;
            Assert.That(means.Precision, Is.EqualTo(Mean((list, _) => Precision.AtK(list, k))).Within(1e-12));
            Assert.That(means.Recall, Is.EqualTo(Mean((list, n) => Recall.AtK(list, k, n))).Within(1e-12));
            Assert.That(means.F1, Is.EqualTo(Mean((list, n) => F1Score.AtK(list, k, n))).Within(1e-12));
            double gain = Mean((list, n) => NormalizedDiscountedCumulativeGain.AtK(list, k, n));
            Assert.That(means.NormalizedDiscountedCumulativeGain, Is.EqualTo(gain).Within(1e-12));
            Assert.That(means.AveragePrecision, Is.EqualTo(Mean((list, n) => AveragePrecision.AtK(list, k, n))).Within(1e-12));
            Assert.That(means.ReciprocalRank, Is.EqualTo(Mean((list, _) => ReciprocalRank.AtK(list, k))).Within(1e-12));
            Assert.That(means.HitRate, Is.EqualTo(Mean((list, _) => HitRate.AtK(list, k))).Within(1e-12));

            long[] exposures = new long[recommender.ItemCount];
            foreach (int item in lists.Values.SelectMany(list => list)) exposures[item]++;
            Assert.That(cutoff.Catalogue, Is.EqualTo(CatalogueMetrics.FromExposures(exposures, positives)));
        }
    }
}
