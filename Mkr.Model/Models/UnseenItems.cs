using Mkr.Model.Data;
using Mkr.Model.Evaluation;

namespace Mkr.Model.Models;

/// <summary>An item that is recommended, with its score.</summary>
/// <param name="Item">The item's index.</param>
/// <param name="Score">The score, a logit.</param>
public readonly record struct ScoredItem(int Item, float Score)
{
    /// <summary>The predicted probability of an engagement: the sigmoid of the score.</summary>
    public double Probability => 1 / (1 + Math.Exp(-Score));
}

/// <summary>Recommends what a user has not rated yet.</summary>
public static class UnseenItems
{
    /// <summary>The items of the highest scores, best first, without those that the user has rated.</summary>
    /// <param name="recommender">Scores the items.</param>
    /// <param name="data">Knows what the user has rated.</param>
    /// <param name="user">The user's index.</param>
    /// <param name="count">How many; there are fewer where no more are left.</param>
    public static IReadOnlyList<ScoredItem> Best(IRecommender recommender, RecommendationData data, int user, int count)
    {
        ArgumentNullException.ThrowIfNull(recommender);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 0);
        float[] scores = new float[recommender.ItemCount];
        recommender.ScoreAllItems([user], scores);
        foreach (int item in data.Positives[user]) scores[item] = float.NaN;
        foreach (int item in data.Rated[user]) scores[item] = float.NaN;
        int[] items = new int[Math.Min(count, scores.Length)];
        int found = TopItems.Select(scores, items);
        return [.. items.Take(found).Select(item => new ScoredItem(item, scores[item]))];
    }
}
