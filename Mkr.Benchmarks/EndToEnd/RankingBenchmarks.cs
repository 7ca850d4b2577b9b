using BenchmarkDotNet.Attributes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>
/// Full ranking of a data set of MovieLens-1M's size (6,036 users, 2,347 items, 377,000 positives, K up to 100, d = 8) with all metrics,
/// beside sorting all scores of each user.
/// </summary>
public class RankingBenchmarks : IDisposable
{
    private const int Items = 2347;
    private const int Dim = 8;

    private VectorRecommender _recommender = null!;
    private TopKEvaluator _evaluator = null!;

    /// <summary>The users, each of whom is an example of the report.</summary>
    [Params(6036)]
    public int Batch { get; set; }

    /// <summary>Makes random vectors and interactions.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var random = new SeededRandom(1);
        _recommender = new VectorRecommender("random", Dim, Vectors(Batch, random), Vectors(Items, random));
        Interaction[] seen = Interactions(301_000, random), test = Interactions(75_000, random);
        _evaluator = new TopKEvaluator(test, seen, Batch, Items);
    }

    /// <summary>Sorts every user's scores; no metric.</summary>
    /// <summary>Ends the recommender.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        ((IDisposable)_recommender).Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public int SortAll()
    {
        float[] scores = new float[Items];
        int[] items = new int[Items];
        int sum = 0;
        for (int user = 0; user < Batch; user++)
        {
            _recommender.ScoreAllItems([user], scores);
            for (int item = 0; item < Items; item++) items[item] = item;
            Array.Sort(scores, items);
            sum += items[^1];
        }

        return sum;
    }

    /// <summary>The evaluator, on one thread.</summary>
    [Benchmark]
    public double Evaluate() => _evaluator.Evaluate(_recommender).At(100).Ranking.Recall;

    private static float[] Vectors(int rows, SeededRandom random)
    {
        float[] vectors = new float[rows * Dim];
        foreach (ref float x in vectors.AsSpan()) x = (float)random.NextGaussian();
        return vectors;
    }

    private Interaction[] Interactions(int count, SeededRandom random)
    {
        var interactions = new Interaction[count];
        foreach (ref Interaction x in interactions.AsSpan())
            x = new Interaction(random.NextInt32(Batch), random.NextInt32(Items), IsPositive: true);
        return interactions;
    }
}
