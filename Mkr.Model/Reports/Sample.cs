using Mkr.Model.Explanations;

namespace Mkr.Model.Reports;

/// <summary>What a run recommends to a user.</summary>
/// <param name="User">The user.</param>
/// <param name="HistorySize">How many training positives he has.</param>
/// <param name="History">Some of them.</param>
/// <param name="Items">The items, best first.</param>
internal sealed record Sample(Named User, int HistorySize, IReadOnlyList<Named> History, IReadOnlyList<SampleItem> Items);

/// <summary>A recommended item.</summary>
/// <param name="Item">The item.</param>
/// <param name="Probability">The predicted probability of an engagement.</param>
/// <param name="IsHit">Whether it is a test positive of the user.</param>
/// <param name="Why">Why it is recommended; null where the model does not say.</param>
internal sealed record SampleItem(Named Item, double Probability, bool IsHit, Explanation? Why);
