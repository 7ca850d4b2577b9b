namespace Mkr.Model.Serving;

/// <summary>An item that is like another.</summary>
/// <param name="Id">The id, as in the data.</param>
/// <param name="Name">The name; null where there is none.</param>
/// <param name="Similarity">
/// By the model, the correlation over users of the two items' scores, each less the user's mean; by the graph, the cosine of their
/// attributes. At most 1.
/// </param>
/// <param name="Source">Which of the two.</param>
public readonly record struct SimilarItem(string Id, string? Name, float Similarity, RecommendationSource Source);
