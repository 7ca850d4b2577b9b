using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Models.States;
using Mkr.Model.Runs;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>
/// Trains the model of a chosen run once more, on all the data there is: training, validation and test part together, with the run's
/// settings and seed, for as many epochs as its best one has. Nothing is left to judge the result by.
/// </summary>
/// <remarks>
/// What a run has fitted on its validation part, a scaling to logits or the weights of a hybrid's head, is taken over from it: on pairs
/// that the rest was trained on it would be fitted wrongly.
/// </remarks>
internal static class Refit
{
    /// <summary>The run's settings, with the epochs of its best one; all of a graph's triples are trained on as well.</summary>
    /// <exception cref="InvalidDataException">The run does not say which epoch was its best.</exception>
    public static RunSettings Settings(RunFolder run)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run.Settings.Options is not EpochOptions) return run.Settings;
        int epochs = RunRecord.Read(run.Path).BestEpoch
            ?? throw new InvalidDataException($"{run.Path}: this run does not say which epoch was its best. Train again with --out.");
        IEnumerable<KeyValuePair<string, string>> values =
            [new("epochs", $"{epochs}"), new("patience", "none"), new("select", SelectionMetric.Auc.Name)];
        if (run.Settings.Model.Settings.Any(setting => setting.Key == "graphSplit")) values = [.. values, new("graphSplit", "100:0:0")];
        return run.Settings.With(values);
    }

    /// <summary>Trains it.</summary>
    /// <param name="run">The chosen run.</param>
    /// <param name="settings">What <see cref="Settings"/> says of it.</param>
    /// <param name="other">Another data set, as it was read; null for the run's own.</param>
    /// <param name="threads">The threads; they do not change a bit of the result.</param>
    /// <param name="observer">Is told how it goes; null for nobody.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>A run without rows, whose split has a training part alone.</returns>
    public static ExperimentRun Run(
        RunFolder run, RunSettings settings, RecommendationData? other = null, int threads = 1, ITrainingObserver? observer = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(settings);
        long start = Stopwatch.GetTimestamp();
        var random = new SeededRandom(run.Seed);
        RecommendationData data = other is null ? run.Data : settings.Split.Reduce(other, random);
        DatasetSplit parts = other is null ? run.Split : settings.Split.Split(data, random);
        DatasetSplit all = parts with { Train = [.. parts.Train, .. parts.Validation, .. parts.Test], Test = [] };
        TrainingResult training = new EpochTrainer(settings.Model, settings.Options, new ModelData(data, all), threads)
        {
            KeepsLastEpoch = true,
        }.Train(random.Split("training"), observer is null ? null : new WithoutValidation(observer), cancellation);
        TakeFit(run.Recommender, training.Recommender);
        training = training with { Epochs = [.. training.Epochs.Select(WithoutValidation.Of)] };
        return new ExperimentRun(
            run.Seed, data, all with { Validation = [] }, training, [], Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    private static void TakeFit(ITrainedModel from, ITrainedModel to)
    {
        if (from is not IValidationFit old || to is not IValidationFit fresh) return;
        var copy = new StateCopy();
        copy.Keep(old.VisitFit);
        copy.Restore(fresh.VisitFit);
    }

    /// <summary>Shows epochs without what they come to on pairs that they were trained on.</summary>
    private sealed class WithoutValidation(ITrainingObserver observer) : ITrainingObserver
    {
        public static EpochReport Of(EpochReport report) => report with { Validation = [] };

        public void OnProgress(int epoch, double fraction, double samplesPerSecond) =>
            observer.OnProgress(epoch, fraction, samplesPerSecond);

        public void OnEpoch(EpochReport report) => observer.OnEpoch(Of(report));

        public void OnRestart(int attempt, string reason) => observer.OnRestart(attempt, reason);
    }
}
