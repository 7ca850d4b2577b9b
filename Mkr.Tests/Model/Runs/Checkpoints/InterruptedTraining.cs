using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Runs.Checkpoints;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Runs.Checkpoints;

/// <summary>Trains with interruptions, each time in objects that are all new, as another process would.</summary>
internal sealed class InterruptedTraining(RunSettings settings, RecommendationData data) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Trains, with interruptions after the given epochs.</summary>
    /// <param name="stops">The epochs after which it is interrupted, ascending; none: no state is kept either.</param>
    /// <param name="threads">The threads before the first interruption, after it, and so on; the last holds for all that follow.</param>
    /// <returns>The bytes of what was trained.</returns>
    public byte[] Run(int[] stops, params int[] threads)
    {
        string path = Path.Combine(_folder.Path, Guid.NewGuid().ToString("N"));
        for (int i = 0; ; i++)
        {
            using CheckpointFolder? checkpoints = stops.Length == 0 ? null
                : i == 0 ? CheckpointFolder.Claim(path, CheckpointInterval.EveryEpoch)
                : CheckpointFolder.Open(path, CheckpointInterval.EveryEpoch);
            if (i == 0) checkpoints?.Begin(new JsonObject(), "data");
            int[] given = threads.Length == 0 ? [1] : threads;
            var experiment = new Experiment(data, settings, given[Math.Min(i, given.Length - 1)])
            {
                Comparisons = [],
                Checkpoints = checkpoints,
            };
            try
            {
                return StateBytes.Of(experiment.Run(1, i < stops.Length ? new Stop(stops[i]) : null).Training.Recommender);
            }
            catch (Exception e) when ((e as AggregateException)?.InnerException is StopException || e is StopException)
            {
                // The epoch has come: on with it.
            }
        }
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Stop(int epoch) : ITrainingObserver
    {
        public void OnProgress(int epoch, double fraction, double samplesPerSecond)
        {
        }

        public void OnEpoch(EpochReport report)
        {
            if (report.Epoch == epoch) throw new StopException();
        }

        public void OnRestart(int attempt, string reason)
        {
        }
    }

    private sealed class StopException : Exception;
}
