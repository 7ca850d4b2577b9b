using Mkr.Model.Sampling;

namespace Mkr.Model.Data.Protocols;

/// <summary>Where the positives go, and where the negatives come from.</summary>
/// <param name="Parts">The part of each positive, in the order of the rows of <see cref="RecommendationData.Positives"/>.</param>
/// <param name="Candidates">
/// For each <see cref="DatasetPart"/> the items that may be in it. Negatives are drawn from them, one that occurs k times being k times as
/// likely; a positive that is not among them is left out.
/// </param>
internal sealed record SplitPlan(DatasetPart[] Parts, IReadOnlyList<int>[] Candidates);
