using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.Baselines;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>
/// Trains and tests a model on a data set, together with the rows that every result is to be read against: popularity, the same model without its knowledge graph, the
/// same model with a shuffled one, and, under the paper's protocol, the protocol's own leak.
/// </summary>
public sealed class Experiment
{
    /// <summary>The name of the model's row.</summary>
    public const string Model = "MKR";

    private const string WithoutGraph = "without the graph";
    private const string ShuffledGraph = "shuffled graph";
    private const string Popularity = "popularity";
    private const string UserBalance = "user balance (leak)";

    private readonly RecommendationData _data;
    private readonly RunSettings _settings;
    private readonly int _threads;

    /// <summary>An experiment; <paramref name="threads"/> are used for evaluation, and do not change a bit of the result.</summary>
    public Experiment(RecommendationData data, RunSettings settings, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        _data = data;
        _settings = settings;
        _threads = threads;
    }

    /// <summary>The rows that there are to compare the model with.</summary>
    public static IReadOnlyList<string> AllComparisons { get; } = [WithoutGraph, ShuffledGraph, Popularity, UserBalance];

    /// <summary>Those that are wanted; the leak is left out under a protocol that has none.</summary>
    public IReadOnlyList<string> Comparisons { get; init; } = AllComparisons;

    /// <summary>Runs it. The test part is read once, when everything is trained.</summary>
    /// <param name="seed">Determines the split, the initialisation and the training.</param>
    /// <param name="observer">Is told how the model's training goes; null for nobody.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public ExperimentRun Run(ulong seed, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        var random = new SeededRandom(seed);
        RecommendationData data = _settings.Reduce(_data, random);
        DatasetSplit split = _settings.Split(data, random);
        TrainingResult model = Train(data, split, _settings.Training, random, observer, cancellation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        IEnumerable<(string Name, IRecommender Recommender)> rows = [(Model, model.Recommender), .. Compare(data, split, random, cancellation)];
        return new ExperimentRun(seed, split, model, [.. rows.Select(row => Test(split, row.Name, row.Recommender))], seconds);
    }

    /// <summary>Makes what the model of a run is to be compared with, from the run's seed and split.</summary>
    public IReadOnlyList<(string Name, IRecommender Recommender)> Compare(ulong seed, DatasetSplit split, CancellationToken cancellation = default)
    {
        var random = new SeededRandom(seed);
        return Compare(_settings.Reduce(_data, random), split, random, cancellation);
    }

    private List<(string Name, IRecommender Recommender)> Compare(
        RecommendationData data, DatasetSplit split, SeededRandom random, CancellationToken cancellation)
    {
        var rows = new List<(string Name, IRecommender Recommender)>();
        foreach (string name in Comparisons)
        {
            if (Compare(name, data, split, random, cancellation) is IRecommender recommender) rows.Add((name, recommender));
        }

        return rows;
    }

    private IRecommender? Compare(string name, RecommendationData data, DatasetSplit split, SeededRandom random, CancellationToken cancellation) => name switch
    {
        WithoutGraph => Train(data, split, _settings.Training with { UseKge = false }, random, null, cancellation).Recommender,
        ShuffledGraph => Train(
            data with { Graph = data.Graph.ShuffleTails(random.Split("shuffled graph")) }, split, _settings.Training, random, null, cancellation).Recommender,
        Popularity => new PopularityRecommender(split.Train, data.Users.Count, data.Items.Count),
        UserBalance => _settings.Protocol.LeaksUserBalance ? new UserBalanceLeak(split.Train, data.Users.Count, data.Items.Count) : null,
        _ => throw new InvalidOperationException($"There is no comparison '{name}'."),
    };

    private TrainingResult Train(
        RecommendationData data, DatasetSplit split, TrainingOptions training, SeededRandom random, ITrainingObserver? observer, CancellationToken cancellation) =>
        new MkrTrainer(data, split, _settings.Model, training, _threads).Train(random.Split("training"), observer, cancellation);

    private ExperimentRow Test(DatasetSplit split, string name, IRecommender recommender)
    {
        float[] scores = new float[split.Test.Length];
        recommender.ScorePairs(split.Test, scores);
        return new ExperimentRow(name, CtrEvaluator.Evaluate(recommender, split.Test, _threads), recommender, scores);
    }
}
