using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Model.Speed;

/// <summary>
/// Times the epochs of training runs as long as the settings say, one after the other until the time is over. The first epoch of each warms the caches up, and does not count. No
/// run goes on for longer: in a model that has nothing left to learn, moments fade into denormal numbers, which are slow.
/// </summary>
public static class TrainingTimer
{
    /// <summary>Measures.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="split">Its split, of which the training part is used.</param>
    /// <param name="sizes">The tables' sizes.</param>
    /// <param name="settings">The model and how it is trained.</param>
    /// <param name="time">How long, but three epochs at least.</param>
    /// <param name="threads">How many may share a step.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static TrainingSpeed Measure(
        RecommendationData data, DatasetSplit split, MkrSizes sizes, RunSettings settings, TimeSpan time, int threads = 1, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(settings);
        var rs = new List<double>();
        var kge = new List<double>();
        int epochs = 0;
        long start = Stopwatch.GetTimestamp();
        for (ulong run = 1; !IsOver(); run++)
        {
            var random = new SeededRandom(run);
            var model = new MkrModel<float>(settings.Model, sizes, data.Map.IsOneToOne);
            model.Initialize(random.Split("initialisation"));
            using var trainer = new AlternatingTrainer<float>(model, data, split.Train, settings.Training, random, threads);
            trainer.RunEpoch(cancellation.ThrowIfCancellationRequested);
            for (int epoch = 1; epoch < Math.Max(settings.Training.Epochs, 1 + Rates.LeastRuns) && !IsOver(); epoch++, epochs++)
            {
                (Reading rsBefore, Reading kgeBefore) = (new(trainer.RsThroughput), new(trainer.KgeThroughput));
                trainer.RunEpoch(cancellation.ThrowIfCancellationRequested);
                AddRate(rs, rsBefore, trainer.RsThroughput);
                AddRate(kge, kgeBefore, trainer.KgeThroughput);
            }
        }

        string policy = Setting.Find("adam").Get(settings)!.ToString();
        int batchSize = settings.Training.BatchSize;
        double sampleRows = DistinctRows.OfSample(split.Train, batchSize);
        double tripleRows = DistinctRows.OfTriple(data.Graph.Triples, batchSize, settings.Model.Objective == Objective.Paper);
        return new TrainingSpeed(
            policy, epochs, new TaskSpeed(Rates.Median(rs), StepCost.OfSample(settings.Model, sampleRows)), new TaskSpeed(Rates.Median(kge), StepCost.OfTriple(settings.Model, tripleRows)));

        bool IsOver() => epochs >= Rates.LeastRuns && Stopwatch.GetElapsedTime(start) >= time;
    }

    /// <summary>Adds an epoch's rate, where the task was trained in it.</summary>
    private static void AddRate(List<double> rates, Reading before, Throughput now)
    {
        if (now.Examples > before.Examples) rates.Add((now.Examples - before.Examples) / (now.Seconds - before.Seconds));
    }

    private readonly record struct Reading(long Examples, double Seconds)
    {
        public Reading(Throughput throughput)
            : this(throughput.Examples, throughput.Seconds)
        {
        }
    }
}
