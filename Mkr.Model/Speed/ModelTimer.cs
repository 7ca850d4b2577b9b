using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Speed;

/// <summary>Measures how fast the tasks of any model train: epoch after epoch, without evaluation.</summary>
internal static class ModelTimer
{
    // One more than make a median: in the first epoch code is compiled.
    private const int LeastEpochs = Rates.LeastRuns + 1;

    /// <summary>Trains until the time is over.</summary>
    /// <param name="subject">The model's settings and the data.</param>
    /// <param name="time">About how long; four epochs are the least.</param>
    /// <param name="threads">How many may share a step.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <returns>The speed of each task, the first task's first; empty for a model without steps.</returns>
    public static IReadOnlyList<ModelSpeed> Measure(
        SpeedSubject subject, TimeSpan time, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(subject);
        var random = new SeededRandom(1);
        var data = subject.Settings.Split.Reduce(subject.Data, random);
        var resources = new TrainingResources(random, threads);
        using ITrainable training = subject.Settings.Model.Create(
            subject.Settings.Options, new ModelData(data, subject.Settings.Split.Split(data, random)), resources);
        List<double>[] rates = [.. training.Rates.Select(_ => new List<double>())];
        if (rates.Length == 0) return [];
        long start = Stopwatch.GetTimestamp();
        for (int epoch = 0; epoch < LeastEpochs || Stopwatch.GetElapsedTime(start) < time; epoch++)
        {
            IReadOnlyList<TaskRate> before = training.Rates;
            training.RunEpoch(cancellation.ThrowIfCancellationRequested);
            for (int task = 0; task < rates.Length; task++)
            {
                // Until the first steps are left out, numbers may fall.
                TaskRate trained = training.Rates[task] - before[task];
                if (trained is { Examples: > 0, Seconds: > 0 }) rates[task].Add(trained.PerSecond);
            }
        }

        return [.. training.Rates.Select((rate, task) =>
            new ModelSpeed(rate.Task, rates[task].Count == 0 ? 0 : Rates.Median(rates[task]), rates[task].DefaultIfEmpty().Max()))];
    }
}
