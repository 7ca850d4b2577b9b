using Mkr.Model.Data;
using Mkr.Model.Models.FoldIns;
using Mkr.Model.Models.States;

namespace Mkr.Model.Models;

/// <summary>Scores by inner products of user and item vectors, which are all its state: what any factorisation comes down to.</summary>
/// <param name="name">The name shown in tables.</param>
/// <param name="dim">The length of a vector.</param>
/// <param name="users">The users' vectors, a row each.</param>
/// <param name="items">The items' vectors, a row each.</param>
public sealed class VectorRecommender(string name, int dim, float[] users, float[] items) : ITrainedModel, IFoldIn
{
    // The items' vectors are laid out for scoring at the first score: until then the state may be filled.
    private readonly Lazy<VectorScorer> _scorer = new(() => new VectorScorer(dim, users, items));

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public int UserCount => users.Length / dim;

    /// <inheritdoc/>
    public int ItemCount => items.Length / dim;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores) => _scorer.Value.ScorePairs(pairs, scores);

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores) => _scorer.Value.ScoreAllItems(users, scores);

    /// <summary>The scores of all items for the user of a vector.</summary>
    internal void ScoreAllItems(ReadOnlySpan<float> user, Span<float> scores) => _scorer.Value.ScoreAllItems(user, scores);

    /// <inheritdoc/>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training) => _scorer.Value.CreateFoldIn(training);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Values<float>("user_vector", users, UserCount, dim);
        visitor.Values<float>("item_vector", items, ItemCount, dim);
    }
}
