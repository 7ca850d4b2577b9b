using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// Recommends by a model's entities (<see cref="GraphNeighbours"/>), as they are at the first score. Its state is the model's, and the
/// triples that were held out of the graph.
/// </summary>
internal sealed class GraphRecommender(string title, KgeModel<float> model, HeldOutLinks heldOut, ModelData data)
    : ITrainedModel, IOnnxModel, IVectors, IFoldIn, IExplains
{
    private readonly Lazy<GraphNeighbours> _items = new(() => GraphNeighbours.Create(title, model, data));

    /// <inheritdoc/>
    public string Name => title;

    /// <inheritdoc/>
    public int UserCount => data.Data.Users.Count;

    /// <inheritdoc/>
    public int ItemCount => data.Data.Items.Count;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores) => _items.Value.Scores.ScorePairs(pairs, scores);

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores) => _items.Value.Scores.ScoreAllItems(users, scores);

    /// <summary>Those of users and items, which are of length 1, and those of the graph, as they are trained.</summary>
    public IReadOnlyList<VectorTable> Vectors =>
    [
        .. _items.Value.Scores.Vectors, VectorTable.Of(FeatureOwner.Entity, model.Entities),
        .. model.Function.Tables.Select(table => VectorTable.Of(FeatureOwner.Relation, table)),
    ];

    private IOnnxModel Network => _items.Value.Scores;

    /// <inheritdoc/>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item) => Network.Score(graph, user, item);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeUser(OnnxGraph graph, string user) => Network.EncodeUser(graph, user);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph graph, string item) => Network.EncodeItem(graph, item);

    /// <inheritdoc/>
    string IOnnxModel.ScoreTriple(OnnxGraph graph, string head, string relation, string tail) =>
        new KgeNetwork(model, graph).Score(head, relation, tail);

    /// <inheritdoc/>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history) => _items.Value.Explain(item, history);

    /// <inheritdoc/>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training) => _items.Value.FoldIn(model, data.Data.Map);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        model.Visit(visitor);
        heldOut.Visit(visitor);
    }
}
