namespace Mkr.Model.Reports;

/// <summary>What a run comes to on a part of the users or items.</summary>
/// <param name="Group">The range of their training positives, in words.</param>
/// <param name="Count">How many users or items it is measured on.</param>
/// <param name="Auc">The AUC over their rows of the test part; NaN where a label is missing.</param>
/// <param name="Recall">
/// Of users: the mean Recall@10. Of items: the share of their test positives that are in the user's list of ten. NaN where there are none.
/// </param>
/// <param name="Gain">Of users: the mean NDCG@10; of items null.</param>
/// <param name="ListShare">Of items: their share of the places of all lists; of users null.</param>
/// <param name="PositiveShare">Of items: their share of the test positives; of users null.</param>
internal sealed record GroupResult(
    string Group, int Count, double Auc, double Recall, double? Gain = null, double? ListShare = null, double? PositiveShare = null);
