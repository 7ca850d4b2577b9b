using Mkr.Model.Metrics;

namespace Mkr.Model.Evaluation;

/// <summary>How well a recommender predicts whether a user engages with an item (click-through-rate prediction).</summary>
/// <param name="Count">The number of examples.</param>
/// <param name="Auc">The area under the ROC curve; NaN where one class is missing.</param>
/// <param name="Accuracy">The share of labels predicted, at a probability of 1/2; NaN without examples.</param>
/// <param name="F1">The F1 score of the positive class; NaN where nothing is positive nor predicted to be.</param>
/// <param name="LogLoss">The mean cross-entropy in nats; NaN without examples.</param>
public sealed record CtrResult(int Count, double Auc, double Accuracy, double F1, double LogLoss);
