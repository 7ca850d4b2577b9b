namespace Mkr.Model.Evaluation;

/// <summary>The metrics of all users' first K items.</summary>
/// <param name="K">The cutoff.</param>
/// <param name="Ranking">The ranking metrics, means over users.</param>
/// <param name="Catalogue">The catalogue metrics, over all lists together.</param>
public sealed record TopKCutoff(int K, RankingMetrics Ranking, CatalogueMetrics Catalogue);
