using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;

namespace Mkr.Model.Training;

/// <summary>A trained model: the one of the epoch with the best validation AUC.</summary>
/// <param name="Model">The model, with that epoch's parameters.</param>
/// <param name="Recommender">The model, ready to score.</param>
/// <param name="Epochs">All epochs of the last attempt.</param>
/// <param name="BestEpoch">The epoch with the best validation AUC, from 1; the earliest of equals.</param>
/// <param name="Validation">That epoch's result on the validation part.</param>
/// <param name="Restarts">Why earlier attempts were given up; empty for most runs.</param>
/// <param name="RsSamplesPerSecond">
/// The recommendation task's speed: training steps only, on the one thread that they take. What trains on other threads meanwhile shares the caches and the memory with it.
/// </param>
/// <param name="KgeTriplesPerSecond">The KGE task's speed, likewise.</param>
public sealed record TrainingResult(
    MkrModel<float> Model,
    IRecommender Recommender,
    IReadOnlyList<EpochReport> Epochs,
    int BestEpoch,
    CtrResult Validation,
    IReadOnlyList<string> Restarts,
    double RsSamplesPerSecond,
    double KgeTriplesPerSecond)
{
    /// <summary>The best epoch's RMSE of predicted tails.</summary>
    public double KgeRmse => Epochs[BestEpoch - 1].KgeRmse;
}
