using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Models;
using Mkr.Model.Models.States;
using Mkr.Model.Runs.Checkpoints;
using Mkr.Model.Runs.WarmStarts;
using Mkr.Model.Settings;

namespace Mkr.Model.Training;

/// <summary>
/// Trains any model from its initial state to the epoch that validates best. The test part is not touched. A run that collapses is
/// reported, and started again from another initialisation.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="options">Its options.</param>
/// <param name="data">What it learns from, and what it is validated on.</param>
/// <param name="threads">Threads for steps and evaluation; they do not change a bit of the result.</param>
internal sealed class EpochTrainer(ModelDefinition model, ModelOptions options, ModelData data, int threads = 1)
{
    private const int MaxAttempts = 10;
    private const int StepsBetweenReports = 16;
    private const int FewSteps = 10;

    private readonly EpochOptions? _epochs = options as EpochOptions;
    private readonly Validation _validation =
        new(data, (options as EpochOptions)?.Select ?? SelectionMetric.Auc, threads);

    /// <summary>The run that the parameters start from; null: they are drawn.</summary>
    public WarmStart? WarmStart { get; init; }

    /// <summary>
    /// Where the state is kept, and gone on from where there is one already, to the bit as if there had been no interruption; null for
    /// nowhere. A model that is solved in one go has none.
    /// </summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>Whether the last epoch is kept, and not the one that validates best.</summary>
    public bool KeepsLastEpoch { get; init; }

    /// <summary>Trains the model.</summary>
    /// <param name="random">The source of the initialisation, the shuffles and the samples.</param>
    /// <param name="observer">Is told how it goes; null for nobody.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="InvalidOperationException">Every attempt collapsed.</exception>
    public TrainingResult Train(SeededRandom random, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        SavedTraining? saved = _epochs is null ? null : Checkpoint?.Read();
        TrainingProgress progress = saved?.Progress ?? new TrainingProgress();
        if (Checkpoint is not null) CheckSplit(progress);
        for (; progress.Attempt <= MaxAttempts; saved = null)
        {
            int attempt = progress.Attempt;
            SeededRandom source = attempt == 1 ? random : random.Split("restart").Split((ulong)attempt);
            if (Attempt(source, progress, saved, observer, cancellation) is TrainingResult result) return result;
            if (attempt < MaxAttempts) observer?.OnRestart(attempt + 1, progress.Restarts[^1]);
        }

        throw new InvalidOperationException(
            $"All {MaxAttempts} attempts collapsed ({progress.Restarts[^1]}). Use a larger dimension or smaller learning rates.");
    }

    private void CheckSplit(TrainingProgress progress)
    {
        string split = data.Split.Fingerprint;
        progress.Split ??= split;
        if (progress.Split != split)
            throw new SettingException("The split is not the one that the training began with: a checkpoint is of no use for another.");
    }

    private TrainingResult? Attempt(
        SeededRandom random, TrainingProgress progress, SavedTraining? saved, ITrainingObserver? observer, CancellationToken cancellation)
    {
        using ITrainable training = model.Create(options, data, new TrainingResources(random, threads));
        var best = new BestEpoch(training, _epochs, progress, KeepsLastEpoch || training.KeepsLastEpoch);
        if (saved is not null) saved.Fill(best);
        else if (WarmStart is not null) progress.Start.AddRange(WarmStart.Fill(training, model, options, data));
        foreach (EpochReport report in progress.Epochs) observer?.OnEpoch(report);
        int epochs = _epochs?.Epochs ?? 1;
        for (int epoch = progress.Epochs.Count + 1; epoch <= epochs && !best.IsOutOfPatience(epoch); epoch++)
        {
            if (RunEpoch(training, best, progress, epoch, observer, cancellation) is string failure)
            {
                progress.Restart(failure);
                return null;
            }

            bool isLast = epoch == epochs || best.IsOutOfPatience(epoch + 1);
            if (_epochs is not null) Checkpoint?.EndEpoch(best, progress, isLast);
            observer?.OnEpoch(progress.Epochs[^1]);
        }

        best.Restore();
        // Of the last epoch no copy is kept on the way; another training may start from it all the same.
        if (KeepsLastEpoch && _epochs is not null) best.State.Keep(training);
        return new TrainingResult(
            training.CreateRecommender(), progress.Epochs, progress.BestEpoch, progress.Best!.Ctr, progress.Restarts, training.Rates,
            [.. training.Warnings, .. Warnings(training, progress)])
        {
            Start = progress.Start,
            Parameters = best.State,
        };
    }

    /// <summary>An epoch, and its validation.</summary>
    /// <returns>Why the attempt is not worth going on with, or null.</returns>
    private string? RunEpoch(
        ITrainable training, BestEpoch best, TrainingProgress progress, int epoch, ITrainingObserver? observer,
        CancellationToken cancellation)
    {
        long start = Stopwatch.GetTimestamp();
        int steps = 0;
        double loss = training.RunEpoch(() => AfterStep(training, epoch, ++steps, observer, cancellation));
        if (Collapse(training, epoch, isLast: epoch == (_epochs?.Epochs ?? 1)) is string reason) return reason;
        IRecommender recommender = training.CreateRecommender();
        if (_validation.Measure(recommender) is not ValidationResult validation) return $"the loss diverged in epoch {epoch}";
        best.Offer(epoch, validation);
        progress.Steps = steps;
        progress.Epochs.Add(new EpochReport(
            epoch, loss, validation.Values, training.Figures(), Stopwatch.GetElapsedTime(start).TotalSeconds));
        return null;
    }

    /// <summary>What defaults that were chosen for other data may lack on these.</summary>
    private IEnumerable<string> Warnings(ITrainable training, TrainingProgress progress)
    {
        if (_epochs is null) yield break;
        if (progress.Steps < FewSteps)
            yield return $"an epoch is of {progress.Steps} steps only. Give a smaller batchSize (now {_epochs.BatchSize}), or more epochs.";
        if (progress.BestEpoch == _epochs.Epochs && progress.BestEpoch > 1 && !KeepsLastEpoch && !training.KeepsLastEpoch)
            yield return
                $"the best epoch is the last of {progress.BestEpoch}: the training had not converged. Give more epochs.";
    }

    /// <summary>Reports now and then: to look at the clock takes as long as a few examples.</summary>
    private static void AfterStep(
        ITrainable training, int epoch, int step, ITrainingObserver? observer, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (step % StepsBetweenReports != 0 || observer is null) return;
        observer.OnProgress(epoch, training.Progress, training.Rates is [TaskRate first, ..] ? first.PerSecond : 0);
    }

    private static string? Collapse(ITrainable training, int epoch, bool isLast)
    {
        if (FiniteCheck.FirstBad(training) is not null) return $"the loss diverged in epoch {epoch}";
        return training.Collapse(isLast) is string reason ? $"after epoch {epoch} {reason}" : null;
    }
}
