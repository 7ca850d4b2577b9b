using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.States;
using Mkr.Model.Speed;

namespace Mkr.Model.Training;

/// <summary>A trained model: the one of the epoch that validates best.</summary>
/// <param name="Recommender">The model, ready to score; its state is what is worth saving.</param>
/// <param name="Epochs">All epochs of the last attempt.</param>
/// <param name="BestEpoch">The epoch that was chosen, from 1; the earliest of equals.</param>
/// <param name="Validation">That epoch's result on the validation part.</param>
/// <param name="Restarts">Why earlier attempts were given up; empty for most runs.</param>
/// <param name="Rates">
/// The tasks' speeds: training steps only, on the threads that they take. What trains on other threads meanwhile shares the caches and the
/// memory with it.
/// </param>
/// <param name="Warnings">What the user should know of a training that went through, a line each.</param>
public sealed record TrainingResult(
    ITrainedModel Recommender,
    IReadOnlyList<EpochReport> Epochs,
    int BestEpoch,
    CtrResult Validation,
    IReadOnlyList<string> Restarts,
    IReadOnlyList<TaskRate> Rates,
    IReadOnlyList<string> Warnings)
{
    /// <summary>What the parameters started from, a line each; none where they were drawn.</summary>
    public IReadOnlyList<string> Start { get; init; } = [];

    /// <summary>
    /// The parameters of the chosen epoch, which another training may start from; empty where <see cref="Recommender"/> has all there is.
    /// </summary>
    internal StateCopy Parameters { get; init; } = new();

    /// <summary>The chosen epoch.</summary>
    public EpochReport Best => Epochs[BestEpoch - 1];
}
