using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models;

/// <summary>Scores by inner products of user and item vectors, which are all its state: what any factorisation comes down to.</summary>
/// <param name="name">The name shown in tables.</param>
/// <param name="dim">The length of a vector.</param>
/// <param name="users">The users' vectors, a row each.</param>
/// <param name="items">The items' vectors, a row each.</param>
/// <param name="biases">What the products of the last elements are, one each: a bias of the item, say; null for none.</param>
internal sealed class VectorRecommender(string name, int dim, float[] users, float[] items, IReadOnlyList<string>? biases = null)
    : ITrainedModel, IOnnxModel, IVectors, IFoldIn, IExplains
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

    /// <summary>Divides the inner product over the history, as far as that goes (<see cref="VectorParts"/>).</summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history) => VectorParts.Explain(
        users.AsSpan(user * dim, dim), items.AsSpan(item * dim, dim), history, items, biases ?? []);

    /// <inheritdoc/>
    public IReadOnlyList<VectorTable> Vectors =>
        [new VectorTable("users", FeatureOwner.User, dim, users), new VectorTable("items", FeatureOwner.Item, dim, items)];

    /// <inheritdoc/>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item) =>
        graph.Dot(graph.Rows("user_vectors", users, dim, user), graph.Rows("item_vectors", items, dim, item));

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeUser(OnnxGraph graph, string user) =>
        (graph.Rows("user_vectors", users, dim, user), dim);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph graph, string item) =>
        (graph.Rows("item_vectors", items, dim, item), dim);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Values<float>("user_vector", users, UserCount, dim);
        visitor.Values<float>("item_vector", items, ItemCount, dim);
    }
}
