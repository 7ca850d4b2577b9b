using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;

namespace Mkr.Model.Speed;

/// <summary>Ranks all items for some users, with all metrics. The vectors are random: a model's scores may tie, and rank faster.</summary>
internal static class RankingWork
{
    private const int Users = 1000;

    /// <summary>The work, which returns how many users it ranked for.</summary>
    public static Func<long> Create(DatasetSplit split, MkrSizes sizes, int dim)
    {
        var random = new SeededRandom(1);
        var recommender = new VectorRecommender("random", dim, Vectors(sizes.Users), Vectors(sizes.Items));
        var evaluator = new TopKEvaluator(split.Test, split.Train, sizes.Users, sizes.Items, new TopKOptions { SampledUsers = Users });
        return () => evaluator.Evaluate(recommender).Users;

        float[] Vectors(int rows) => [.. Enumerable.Range(0, rows * dim).Select(_ => (float)random.NextGaussian())];
    }
}
