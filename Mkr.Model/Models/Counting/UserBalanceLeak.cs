using Mkr.Model.Data;

namespace Mkr.Model.Models.Counting;

/// <summary>
/// Predicts test labels without looking at an item, to show how much of a score an evaluation protocol gives away. The paper's protocol
/// draws as many negatives as a user has positives and splits them afterwards, at random: whatever training holds more of, the test set
/// holds less of.
/// </summary>
/// <remarks>
/// score(user, item) = the user's training negatives - his training positives. All items of a user score the same, so that it ranks none:
/// an AUC above 1/2 is the leak, not a recommendation.
/// </remarks>
internal sealed class UserBalanceLeak : IRecommender
{
    private readonly float[] _scores;

    /// <summary>Counts the labels of each user.</summary>
    /// <param name="training">The training interactions.</param>
    /// <param name="userCount">The number of users.</param>
    /// <param name="itemCount">The number of items.</param>
    public UserBalanceLeak(ReadOnlySpan<Interaction> training, int userCount, int itemCount)
    {
        ItemCount = itemCount;
        _scores = new float[userCount];
        foreach (Interaction x in training) _scores[x.User] += x.IsPositive ? -1 : 1;
    }

    /// <inheritdoc/>
    public string Name => "User balance (leak)";

    /// <inheritdoc/>
    public int UserCount => _scores.Length;

    /// <inheritdoc/>
    public int ItemCount { get; }

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int i = 0; i < pairs.Length; i++) scores[i] = _scores[pairs[i].User];
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++) scores.Slice(i * ItemCount, ItemCount).Fill(_scores[users[i]]);
    }
}
