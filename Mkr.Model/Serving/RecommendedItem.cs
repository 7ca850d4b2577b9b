namespace Mkr.Model.Serving;

/// <summary>An item of a list, with the id and the name that its user knows it by.</summary>
/// <param name="Id">The id, as in the data.</param>
/// <param name="Name">The name; null where there is none.</param>
/// <param name="Recommendation">Its index, its score and what ranked it.</param>
public readonly record struct RecommendedItem(string Id, string? Name, Recommendation Recommendation)
{
    /// <inheritdoc cref="Recommendation.Score"/>
    public float Score => Recommendation.Score;

    /// <inheritdoc cref="Recommendation.Probability"/>
    public double? Probability => Recommendation.Probability;

    /// <inheritdoc cref="Recommendation.Source"/>
    public RecommendationSource Source => Recommendation.Source;
}
