using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Models;
using Mkr.Model.Serving;

namespace Mkr.Tests.Model.Serving;

/// <summary>What lists for very many users take, for the documentation.</summary>
[Explicit("a minute, for the documentation")]
internal sealed class MassTests
{
    /// <summary>The hundred best of 10^5 items for 10^5 users by vectors of length 64, in bounded memory.</summary>
    [Test]
    public void A_hundred_thousand_users_and_items([Values(1, 2)] int threads)
    {
        const int Count = 100_000, Dim = 64, Wanted = 100;
        RecommendationData data = RandomWorld.Create("mass", new WorldSizes(Count, Count, Count, 1, 1_000_000, 1));
        Interaction[] train = [.. Enumerable.Range(0, Count).SelectMany(user =>
            data.Positives[user].ToArray().Select(item => new Interaction(user, item, IsPositive: true)))];
        var random = new SeededRandom(1);
        var model = new VectorRecommender("vectors", Dim, Vectors(), Vectors());
        using var recommender = new Recommender(ModelCatalog.Find("cke"), model, new ModelData(data, new DatasetSplit(train, [], [])));
        long before = Process.GetCurrentProcess().WorkingSet64;
        long start = Stopwatch.GetTimestamp(), rows = 0, peak = 0;
        foreach (RecommendationList list in recommender.RecommendMany([.. Enumerable.Range(0, Count)], Wanted, threads: threads))
        {
            rows += list.Count;
            if (rows % (1000 * Wanted) == 0) peak = Math.Max(peak, Process.GetCurrentProcess().WorkingSet64);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        TestContext.Out.WriteLine(
            $"{threads} threads: {seconds:0.0} s, {Count / seconds:0} users/s, {1e-9 * Count * Count / seconds:0.00} billion scores/s, "
            + $"{before >> 20} MiB before, {peak >> 20} MiB at most");
        Assert.That(rows, Is.EqualTo((long)Count * Wanted));

        float[] Vectors()
        {
            float[] vectors = new float[Count * Dim];
            foreach (ref float x in vectors.AsSpan()) x = (float)random.NextGaussian();
            return vectors;
        }
    }
}
