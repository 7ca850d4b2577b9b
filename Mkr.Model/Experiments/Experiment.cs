using System.Diagnostics;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments.Comparisons;
using Mkr.Model.Models;
using Mkr.Model.Runs.Checkpoints;
using Mkr.Model.Runs.WarmStarts;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>Trains and tests a model on a data set, together with the rows that its result is to be read against.</summary>
public sealed class Experiment
{
    private readonly RecommendationData _data;
    private readonly RunSettings _settings;
    private readonly int _threads;

    /// <summary>
    /// An experiment. Its rows are trained and tested side by side on up to <paramref name="threads"/> threads; where there are more
    /// threads than rows, the others are shared out to the rows' steps and evaluations. They do not change a bit of the result.
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

    /// <summary>The rows that are wanted; those that say nothing of these settings are left out.</summary>
    public IReadOnlyList<Comparison> Comparisons { get; init; } = Comparison.Defaults;

    /// <summary>The run that the model's training starts from; the other rows start as ever. Null for none.</summary>
    internal WarmStart? WarmStart { get; init; }

    /// <summary>Where the state of each run is kept and gone on from; the other rows are trained again. Null for nowhere.</summary>
    internal CheckpointFolder? Checkpoints { get; init; }

    private Comparison[] Present => [.. Comparisons.Where(comparison => comparison.AppliesTo(_settings))];

    /// <summary>Runs it with one seed.</summary>
    /// <param name="seed">Determines the split, the initialisation and the training.</param>
    /// <param name="observer">Is told how the model's training goes; null for nobody.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public ExperimentRun Run(ulong seed, ITrainingObserver? observer = null, CancellationToken cancellation = default) =>
        Run([seed], [observer], null, cancellation)[0];

    /// <summary>Runs it with each of several seeds. The test part is read once by each row, when it is trained.</summary>
    /// <param name="seeds">Each determines the split, the initialisation and the training of its run.</param>
    /// <param name="observers">Are told how the training of each run's model goes.</param>
    /// <param name="completed">Is given each run, with its place among the seeds, once all its rows are there; null for nobody.</param>
    /// <param name="cancellation">Ends all runs early.</param>
    /// <returns>The runs, in the order of their seeds.</returns>
    public ExperimentRun[] Run(
        IReadOnlyList<ulong> seeds, IReadOnlyList<ITrainingObserver?> observers, Action<int, ExperimentRun>? completed = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(seeds);
        ArgumentNullException.ThrowIfNull(observers);
        Comparison[] comparisons = Present;
        int[] order = LongestFirst(comparisons);
        var runs = new RunInProgress[seeds.Count];
        BlockSchedule.Run(runs.Length, _threads, run =>
            runs[run] = new RunInProgress(seeds[run], RunPart.Prepare(_data, _settings, seeds[run]), comparisons.Length + 1));
        int threads = ThreadsEach(runs.Length * order.Length);
        BlockSchedule.Run(runs.Length * order.Length, _threads, job =>
        {
            int run = job / order.Length, row = order[job % order.Length];
            RunInProgress present = runs[run];
            bool isComplete = row == 0
                ? present.Complete(TrainModel(seeds[run], present.Part, threads, observers[run], cancellation), threads)
                : present.Complete(
                    row, comparisons[row - 1].Title, Train(comparisons[row - 1], present.Part, threads, cancellation), threads);
            if (isComplete) completed?.Invoke(run, present.Result);
        });
        return [.. runs.Select(run => run.Result)];
    }

    /// <summary>Makes what the model of a run is to be compared with, from the run's seed, data and split.</summary>
    public IReadOnlyList<(string Title, IRecommender Recommender)> Compare(
        ulong seed, DatasetSplit split, CancellationToken cancellation = default)
    {
        var part = new RunPart(_data, split, new(seed), 0);
        Comparison[] comparisons = Present;
        int[] order = [.. LongestFirst(comparisons).Where(row => row > 0)];
        int threads = ThreadsEach(comparisons.Length);
        var recommenders = new IRecommender[comparisons.Length];
        BlockSchedule.Run(order.Length, _threads, job =>
            recommenders[order[job] - 1] = Train(comparisons[order[job] - 1], part, threads, cancellation));
        return [.. comparisons.Select(c => c.Title).Zip(recommenders)];
    }

    /// <summary>The rows, 0 the model's, in the order in which to begin them: what takes long is not to be alone at the end.</summary>
    private static int[] LongestFirst(Comparison[] comparisons) =>
        [.. Enumerable.Range(0, comparisons.Length + 1).OrderByDescending(row => row == 0 ? 1 : comparisons[row - 1].RelativeTime)];

    /// <summary>The threads for each of so many rows, which go side by side: never more in all than there are.</summary>
    private int ThreadsEach(int rows) => Math.Max(1, _threads / Math.Max(1, rows));

    private (TrainingResult Training, double Seconds) TrainModel(
        ulong seed, RunPart part, int threads, ITrainingObserver? observer, CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        TrainingResult result = part.Train(_settings, threads, observer, cancellation, WarmStart, Checkpoints?.Of(seed));
        return (result, part.Seconds + Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private IRecommender Train(Comparison comparison, RunPart part, int threads, CancellationToken cancellation) =>
        comparison.Train(part, _settings, threads, cancellation);
}
