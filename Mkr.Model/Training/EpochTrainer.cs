using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Models;
using Mkr.Model.Models.States;

namespace Mkr.Model.Training;

/// <summary>
/// Trains any model from its initial state to the epoch that validates best. The test part is not touched. A run that collapses is
/// reported, and started again from another initialisation.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="options">Its options.</param>
/// <param name="data">What it learns from, and what it is validated on.</param>
/// <param name="threads">Threads for steps and evaluation; they do not change a bit of the result.</param>
public sealed class EpochTrainer(ModelDefinition model, ModelOptions options, ModelData data, int threads = 1)
{
    private const int MaxAttempts = 10;
    private const int StepsBetweenReports = 16;
    private const int FewSteps = 10;

    private readonly EpochOptions? _epochs = options as EpochOptions;
    private readonly Validation _validation =
        new(data, (options as EpochOptions)?.Select ?? SelectionMetric.Auc, threads);

    /// <summary>Trains the model.</summary>
    /// <param name="random">The source of the initialisation, the shuffles and the samples.</param>
    /// <param name="observer">Is told how it goes; null for nobody.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="InvalidOperationException">Every attempt collapsed.</exception>
    public TrainingResult Train(SeededRandom random, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        var restarts = new List<string>();
        for (int attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            SeededRandom source = attempt == 1 ? random : random.Split("restart").Split((ulong)attempt);
            if (Attempt(source, restarts, observer, cancellation) is TrainingResult result) return result;
            if (attempt < MaxAttempts) observer?.OnRestart(attempt + 1, restarts[^1]);
        }

        throw new InvalidOperationException(
            $"All {MaxAttempts} attempts collapsed ({restarts[^1]}). Use a larger dimension or smaller learning rates.");
    }

    private TrainingResult? Attempt(
        SeededRandom random, List<string> restarts, ITrainingObserver? observer, CancellationToken cancellation)
    {
        using ITrainable training = model.Create(options, data, new TrainingResources(random, threads));
        var reports = new List<EpochReport>();
        var best = new BestEpoch(training, _epochs);
        int epochs = _epochs?.Epochs ?? 1, steps = 0;
        for (int epoch = 1; epoch <= epochs && !best.IsOutOfPatience(epoch); epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            steps = 0;
            double loss = training.RunEpoch(() => AfterStep(training, epoch, ++steps, observer, cancellation));
            if (Collapse(training, epoch, isLast: epoch == epochs) is string reason)
            {
                restarts.Add(reason);
                return null;
            }

            IRecommender recommender = training.CreateRecommender();
            if (_validation.Measure(recommender) is not ValidationResult validation)
            {
                restarts.Add($"the loss diverged in epoch {epoch}");
                return null;
            }

            best.Offer(epoch, validation);
            reports.Add(new EpochReport(
                epoch, loss, validation.Values, training.Figures(), Stopwatch.GetElapsedTime(start).TotalSeconds));
            observer?.OnEpoch(reports[^1]);
        }

        best.Restore();
        return new TrainingResult(
            training.CreateRecommender(), reports, best.Epoch, best.Validation!.Ctr, restarts, training.Rates,
            [.. training.Warnings, .. Warnings(training, best.Epoch, steps)]);
    }

    /// <summary>What defaults that were chosen for other data may lack on these.</summary>
    private IEnumerable<string> Warnings(ITrainable training, int bestEpoch, int steps)
    {
        if (_epochs is null) yield break;
        if (steps < FewSteps)
            yield return $"an epoch is of {steps} steps only. Give a smaller batchSize (now {_epochs.BatchSize}), or more epochs.";
        if (bestEpoch == _epochs.Epochs && bestEpoch > 1 && !training.KeepsLastEpoch)
            yield return $"the best epoch is the last of {bestEpoch}: the training had not converged. Give more epochs.";
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
