using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Runs.Checkpoints;
using Mkr.Model.Runs.WarmStarts;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>What the rows of a run share. The source of randomness is only split, which threads may do at once.</summary>
/// <param name="Data">The data, reduced as the settings say.</param>
/// <param name="Split">Its split.</param>
/// <param name="Random">The run's source of randomness.</param>
/// <param name="Seconds">The time that it took to prepare.</param>
internal sealed record RunPart(RecommendationData Data, DatasetSplit Split, SeededRandom Random, double Seconds)
{
    /// <summary>Reduces and splits a data set.</summary>
    public static RunPart Prepare(RecommendationData data, RunSettings settings, ulong seed)
    {
        long start = Stopwatch.GetTimestamp();
        var random = new SeededRandom(seed);
        data = settings.Split.Reduce(data, random);
        DatasetSplit split = settings.Split.Split(data, random);
        return new RunPart(data, split, random, Stopwatch.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>The same split with data that is reduced further.</summary>
    public RunPart With(SplitOptions options) => this with { Data = options.Reduce(Data, Random) };

    /// <summary>Trains the settings' model. Every model of a run has the same source of randomness.</summary>
    public TrainingResult Train(
        RunSettings settings, int threads, ITrainingObserver? observer, CancellationToken cancellation, WarmStart? warmStart = null,
        Checkpoint? checkpoint = null) =>
        new EpochTrainer(settings.Model, settings.Options, new ModelData(Data, Split), threads)
        {
            WarmStart = warmStart,
            Checkpoint = checkpoint,
        }.Train(Random.Split("training"), observer, cancellation);
}
