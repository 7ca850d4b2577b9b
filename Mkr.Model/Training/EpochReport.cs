namespace Mkr.Model.Training;

/// <summary>One epoch, measured.</summary>
/// <param name="Epoch">The epoch, from 1.</param>
/// <param name="RsLoss">The recommendation task's loss, averaged over the steps.</param>
/// <param name="ValidationAuc">AUC on the validation part, after the epoch.</param>
/// <param name="ValidationAccuracy">Accuracy on the validation part, after the epoch.</param>
/// <param name="KgeRmse">The RMSE of predicted tails over all triples, after the epoch.</param>
/// <param name="Seconds">The wall time of the epoch, evaluation included.</param>
public sealed record EpochReport(int Epoch, double RsLoss, double ValidationAuc, double ValidationAccuracy, double KgeRmse, double Seconds);
