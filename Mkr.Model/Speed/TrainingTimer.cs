using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Model.Speed;

/// <summary>
/// Times the epochs of training runs as long as the options say, one after the other until the time is over. The first epoch of each warms
/// the caches up, and does not count. No run goes on for longer: in a model that has nothing left to learn, moments fade into denormal
/// numbers, which are slow.
/// </summary>
internal static class TrainingTimer
{
    /// <summary>Measures.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="split">Its split, of which the training part is used.</param>
    /// <param name="options">The model and how it is trained.</param>
    /// <param name="time">How long, but three epochs at least.</param>
    /// <param name="threads">How many may share a step.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static TrainingSpeed Measure(
        RecommendationData data, DatasetSplit split, MkrOptions options, TimeSpan time, int threads = 1,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        var rs = new List<double>();
        var kge = new List<double>();
        int epochs = 0;
        long start = Stopwatch.GetTimestamp();
        for (ulong run = 1; !IsOver(); run++)
        {
            var random = new SeededRandom(run);
            var model = new MkrModel<float>(options, MkrSizes.Of(data), data.Map.IsOneToOne);
            model.Initialize(random.Split("initialisation"));
            using var training = new MkrTraining<float>(model, data, split.Train, random, threads);
            training.RunEpoch(cancellation.ThrowIfCancellationRequested);
            for (int epoch = 1; epoch < Math.Max(options.Epochs, 1 + Rates.LeastRuns) && !IsOver(); epoch++, epochs++)
            {
                (TaskRate rsBefore, TaskRate kgeBefore) = (training.Recommendation.Rate, training.Graph.Rate);
                training.RunEpoch(cancellation.ThrowIfCancellationRequested);
                AddRate(rs, training.Recommendation.Rate - rsBefore);
                AddRate(kge, training.Graph.Rate - kgeBefore);
            }
        }

        double sampleRows = DistinctRows.OfSample(split.Train, options.BatchSize);
        double tripleRows = DistinctRows.OfTriple(data.Graph.OfItems.Triples, options.BatchSize, options.Objective == Objective.Paper);
        return new TrainingSpeed(
            options.Adam.ToString().ToLowerInvariant(), epochs, new TaskSpeed(Rates.Median(rs), StepCost.OfSample(options, sampleRows)),
            new TaskSpeed(Rates.Median(kge), StepCost.OfTriple(options, tripleRows)));

        bool IsOver() => epochs >= Rates.LeastRuns && Stopwatch.GetElapsedTime(start) >= time;
    }

    /// <summary>Adds an epoch's rate, where the task was trained in it.</summary>
    private static void AddRate(List<double> rates, TaskRate epoch)
    {
        if (epoch.Examples > 0) rates.Add(epoch.PerSecond);
    }
}
