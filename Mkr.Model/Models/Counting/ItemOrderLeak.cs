using Mkr.Model.Data;

namespace Mkr.Model.Models.Counting;

/// <summary>
/// Predicts test labels from the order of the items in the data set's files, to show how much of a score it gives away. Where items were
/// numbered in the order of their first users, neighbours in the list were chosen by the same user.
/// </summary>
/// <remarks>
/// score(user, item) = -min |item - i| over the items i of the user's training positives, by index; minus the number of items where there
/// is none. Only the order of the scores means something: none is positive.
/// </remarks>
internal sealed class ItemOrderLeak : IRecommender
{
    private readonly UserItems _history;

    /// <summary>Keeps the training positives of each user.</summary>
    /// <param name="training">The training interactions.</param>
    /// <param name="userCount">The number of users.</param>
    /// <param name="itemCount">The number of items.</param>
    public ItemOrderLeak(ReadOnlySpan<Interaction> training, int userCount, int itemCount)
    {
        ItemCount = itemCount;
        _history = UserItems.ByLabel(userCount, training).Positives;
    }

    /// <inheritdoc/>
    public string Name => "Item order (leak)";

    /// <inheritdoc/>
    public int UserCount => _history.UserCount;

    /// <inheritdoc/>
    public int ItemCount { get; }

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int i = 0; i < pairs.Length; i++) scores[i] = Score(_history[pairs[i].User], pairs[i].Item);
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++)
            for (int item = 0; item < ItemCount; item++)
                scores[(i * ItemCount) + item] = Score(_history[users[i]], item);
    }

    private float Score(ReadOnlySpan<int> history, int item)
    {
        int place = history.BinarySearch(item);
        if (place >= 0) return 0;
        int next = ~place, distance = ItemCount;
        if (next > 0) distance = item - history[next - 1];
        if (next < history.Length) distance = Math.Min(distance, history[next] - item);
        return -distance;
    }
}
