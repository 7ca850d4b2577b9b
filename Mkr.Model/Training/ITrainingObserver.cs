namespace Mkr.Model.Training;

/// <summary>Is told how a training run goes; may be called from several threads where several runs go at once.</summary>
public interface ITrainingObserver
{
    /// <summary>A part of an epoch is done.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="fraction">How much of it, 0 to 1.</param>
    /// <param name="samplesPerSecond">The recommendation task's speed so far.</param>
    void OnProgress(int epoch, double fraction, double samplesPerSecond);

    /// <summary>An epoch is done.</summary>
    void OnEpoch(EpochReport report);

    /// <summary>The run collapsed and starts again from another initialisation.</summary>
    /// <param name="attempt">The attempt that begins, from 2.</param>
    /// <param name="reason">What happened.</param>
    void OnRestart(int attempt, string reason);
}
