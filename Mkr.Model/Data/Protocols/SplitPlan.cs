namespace Mkr.Model.Data.Protocols;

/// <summary>Where the positives go, and where the negatives come from.</summary>
/// <param name="Parts">The part of each positive, in the order of the rows of <see cref="RecommendationData.Positives"/>.</param>
/// <param name="Candidates">
/// For each <see cref="DatasetPart"/> the items to draw negatives from; one that occurs k times is k times as likely.
/// </param>
public sealed record SplitPlan(DatasetPart[] Parts, IReadOnlyList<int>[] Candidates);
