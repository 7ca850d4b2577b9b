using Mkr.Model.Metrics;

namespace Mkr.Model.Serving;

/// <summary>What ranked an item. A list takes its items from the first source that has any, then from the next, in this order.</summary>
public enum RecommendationSource
{
    /// <summary>The model, by what it has learnt of the user.</summary>
    Model,

    /// <summary>The model, by the items that somebody liked, where it was not trained on them as this user's.</summary>
    FoldIn,

    /// <summary>The attributes that an item shares with those liked, in the knowledge graph: the mean of the cosines.</summary>
    Graph,

    /// <summary>The item's number of training positives.</summary>
    Popularity,
}

/// <summary>An item that is recommended.</summary>
/// <param name="Item">The item's index.</param>
/// <param name="Score">
/// The score, always a number: of the model and of a fold-in a logit, of the other sources what <see cref="RecommendationSource"/> says.
/// Scores of one source can be compared.
/// </param>
/// <param name="Source">What ranked it.</param>
public readonly record struct Recommendation(int Item, float Score, RecommendationSource Source)
{
    /// <summary>The predicted probability of an engagement, the sigmoid of a logit; null where the score is none.</summary>
    public double? Probability => Source <= RecommendationSource.FoldIn ? Sigmoid.Of(Score) : null;
}
