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
    internal const string Popularity = "popularity";
    private const string UserBalance = "user balance (leak)";

    private readonly RecommendationData _data;
    private readonly RunSettings _settings;
    private readonly int _threads;

    /// <summary>
    /// An experiment. Its rows are trained and tested side by side on up to <paramref name="threads"/> threads; where there are more threads than rows, the others are shared out
    /// to the rows' evaluations. They do not change a bit of the result.
    /// </summary>
    public Experiment(RecommendationData data, RunSettings settings, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        _data = data;
        _settings = settings;
        _threads = threads;
    }

    /// <summary>The rows that there are to compare the model with.</summary>
    public static IReadOnlyList<string> AllComparisons { get; } = [WithoutGraph, ShuffledGraph, Popularity, UserBalance];

    /// <summary>Those that are wanted; the leak is left out under a protocol that has none.</summary>
    public IReadOnlyList<string> Comparisons { get; init; } = AllComparisons;

    /// <summary>Runs it with one seed.</summary>
    /// <param name="seed">Determines the split, the initialisation and the training.</param>
    /// <param name="observer">Is told how the model's training goes; null for nobody.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public ExperimentRun Run(ulong seed, ITrainingObserver? observer = null, CancellationToken cancellation = default) => Run([seed], [observer], cancellation)[0];

    /// <summary>Runs it with each of several seeds. The test part is read once by each row, when it is trained.</summary>
    /// <param name="seeds">Each determines the split, the initialisation and the training of its run.</param>
    /// <param name="observers">Are told how the training of each run's model goes.</param>
    /// <param name="cancellation">Ends all runs early.</param>
    /// <returns>The runs, in the order of their seeds.</returns>
    public ExperimentRun[] Run(IReadOnlyList<ulong> seeds, IReadOnlyList<ITrainingObserver?> observers, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(observers);
        string[] names = [Model, .. PresentComparisons()];
        int[] order = LongestFirst(names);
        var parts = new Part[seeds.Count];
        BlockSchedule.Run(parts.Length, _threads, run => parts[run] = Prepare(seeds[run]));
        var models = new (TrainingResult Training, double Seconds)[parts.Length];
        var rows = new ExperimentRow[parts.Length * names.Length];
        int threads = ThreadsEach(rows.Length);
        BlockSchedule.Run(rows.Length, _threads, job =>
        {
            int run = job / names.Length, row = order[job % names.Length];
            Part part = parts[run];
            if (row == 0) models[run] = TrainModel(part, threads, observers[run], cancellation);
            IRecommender recommender = row == 0 ? models[run].Training.Recommender : Compare(names[row], part, threads, cancellation);
            rows[(run * names.Length) + row] = Test(part.Split, names[row], recommender, threads);
        });
        return
        [
            .. seeds.Select((seed, run) => new ExperimentRun(
                seed, parts[run].Split, models[run].Training, rows[(run * names.Length)..((run + 1) * names.Length)], models[run].Seconds)),
        ];
    }

    /// <summary>Makes what the model of a run is to be compared with, from the run's seed and split.</summary>
    public IReadOnlyList<(string Name, IRecommender Recommender)> Compare(ulong seed, DatasetSplit split, CancellationToken cancellation = default)
    {
        var random = new SeededRandom(seed);
        var part = new Part(_settings.Reduce(_data, random), split, random, 0);
        string[] names = [.. PresentComparisons()];
        int[] order = LongestFirst(names);
        int threads = ThreadsEach(names.Length);
        var recommenders = new IRecommender[names.Length];
        BlockSchedule.Run(names.Length, _threads, job => recommenders[order[job]] = Compare(names[order[job]], part, threads, cancellation));
        return [.. names.Zip(recommenders)];
    }

    /// <summary>The rows in the order in which to begin them: what takes long is not to be alone at the end.</summary>
    private static int[] LongestFirst(string[] names) =>
        [.. Enumerable.Range(0, names.Length).OrderBy(row => names[row] switch { Model or ShuffledGraph => 0, WithoutGraph => 1, _ => 2 })];

    private IEnumerable<string> PresentComparisons() => Comparisons.Where(name => name != UserBalance || _settings.Protocol.LeaksUserBalance);

    /// <summary>The threads for the evaluations of each of so many rows, which go side by side: never more in all than there are.</summary>
    private int ThreadsEach(int rows) => Math.Max(1, _threads / Math.Max(1, rows));

    private Part Prepare(ulong seed)
    {
        long start = Stopwatch.GetTimestamp();
        var random = new SeededRandom(seed);
        RecommendationData data = _settings.Reduce(_data, random);
        DatasetSplit split = _settings.Split(data, random);
        return new Part(data, split, random, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private (TrainingResult Training, double Seconds) TrainModel(Part part, int threads, ITrainingObserver? observer, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        TrainingResult result = Train(part, part.Data, _settings.Training, threads, observer, cancellation);
        return (result, part.Seconds + Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private IRecommender Compare(string name, Part part, int threads, CancellationToken cancellation)
    {
        (RecommendationData data, DatasetSplit split) = (part.Data, part.Split);
        return name switch
        {
            WithoutGraph => Train(part, data, _settings.Training with { UseKge = false }, threads, null, cancellation).Recommender,
            ShuffledGraph => Train(
                part, data with { Graph = data.Graph.ShuffleTails(part.Random.Split("shuffled graph")) }, _settings.Training, threads, null, cancellation).Recommender,
            Popularity => new PopularityRecommender(split.Train, data.Users.Count, data.Items.Count),
            UserBalance => new UserBalanceLeak(split.Train, data.Users.Count, data.Items.Count),
            _ => throw new InvalidOperationException($"There is no comparison '{name}'."),
        };
    }

    private TrainingResult Train(
        Part part, RecommendationData data, TrainingOptions training, int threads, ITrainingObserver? observer, CancellationToken cancellation) =>
        new MkrTrainer(data, part.Split, _settings.Model, training, threads).Train(part.Random.Split("training"), observer, cancellation);

    private static ExperimentRow Test(DatasetSplit split, string name, IRecommender recommender, int threads)
    {
        float[] scores = new float[split.Test.Length];
        recommender.ScorePairs(split.Test, scores);
        return new ExperimentRow(name, CtrEvaluator.Evaluate(recommender, split.Test, threads), recommender, scores);
    }

    /// <summary>What the rows of a run share. The source of randomness is only split, which threads may do at once.</summary>
    private sealed record Part(RecommendationData Data, DatasetSplit Split, SeededRandom Random, double Seconds);
}
