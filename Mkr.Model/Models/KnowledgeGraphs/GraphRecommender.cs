using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;
using Mkr.Model.Models.States;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// Recommends by a model's entities (<see cref="GraphNeighbours"/>), as they are at the first score. Its state is the model's, and the
/// triples that were held out of the graph.
/// </summary>
internal sealed class GraphRecommender(string title, KgeModel<float> model, HeldOutLinks heldOut, ModelData data)
    : ITrainedModel, IFoldIn, IExplains
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
