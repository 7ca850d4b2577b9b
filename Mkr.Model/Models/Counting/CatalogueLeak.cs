using Mkr.Model.Data;

namespace Mkr.Model.Models.Counting;

/// <summary>
/// Predicts test labels from how often an item was chosen in training, to show how much of a score the list of items gives away. It lists
/// items that somebody chose: one that nobody chose in training is there because somebody chose it in validation or test.
/// </summary>
/// <remarks>
/// score(user, item) = ln((p + 1) / (n + 1)), where p and n are the positives and negatives among the validation examples of items with as
/// many training positives as this one; 0 where validation has none. No user and no graph is looked at. Where this beats
/// <see cref="PopularityRecommender"/>, to be chosen seldom is a worse sign than never, and a flexible model learns it.
/// </remarks>
internal sealed class CatalogueLeak : IRecommender
{
    private readonly float[] _scores;

    /// <summary>Counts the training positives of each item, and learns the share of positives at each count.</summary>
    /// <param name="training">The training interactions.</param>
    /// <param name="validation">The validation interactions.</param>
    /// <param name="userCount">The number of users.</param>
    /// <param name="itemCount">The number of items.</param>
    public CatalogueLeak(ReadOnlySpan<Interaction> training, ReadOnlySpan<Interaction> validation, int userCount, int itemCount)
    {
        UserCount = userCount;
        int[] counts = PositiveCounts.OfItems(training, itemCount);
        int most = counts.DefaultIfEmpty().Max();
        int[] positives = new int[most + 1], negatives = new int[most + 1];
        foreach (Interaction x in validation) (x.IsPositive ? positives : negatives)[counts[x.Item]]++;
        _scores = [.. counts.Select(count => MathF.Log((positives[count] + 1f) / (negatives[count] + 1f)))];
    }

    /// <inheritdoc/>
    public string Name => "Catalogue (leak)";

    /// <inheritdoc/>
    public int UserCount { get; }

    /// <inheritdoc/>
    public int ItemCount => _scores.Length;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int i = 0; i < pairs.Length; i++) scores[i] = _scores[pairs[i].Item];
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++) _scores.CopyTo(scores.Slice(i * ItemCount, ItemCount));
    }
}
