using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Metrics;
using Mkr.Model.Models.Calibration;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// A trained model of a graph. It completes triples by the model's parameters as they are, and recommends by the entities' vectors as they
/// were when it was made, scaled to logits on the validation part.
/// </summary>
internal sealed class KgeRecommender
    : ITrainedModel, IModelFigures, ILinkPredictor, IOnnxModel, IVectors, IValidationFit, IFoldIn, IExplains
{
    private readonly CalibratedModel _items;
    private readonly KgeLinks _links;

    private KgeRecommender(CalibratedModel items, KgeLinks links) => (_items, _links) = (items, links);

    /// <inheritdoc/>
    public string Name => _items.Name;

    /// <inheritdoc/>
    public int UserCount => _items.UserCount;

    /// <inheritdoc/>
    public int ItemCount => _items.ItemCount;

    /// <inheritdoc/>
    public GraphParts Parts => _links.Parts;

    /// <inheritdoc/>
    public LinkRanks Rank(ReadOnlySpan<Triple> triples) => _links.Rank(triples);

    /// <inheritdoc/>
    public LinkRanks Rank(ITripleScorer scorer, ReadOnlySpan<Triple> triples) => _links.Rank(scorer, triples);

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores) => _items.ScorePairs(pairs, scores);

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores) => _items.ScoreAllItems(users, scores);

    /// <inheritdoc/>
    public IReadOnlyList<VectorTable> Vectors => _items.Vectors;

    /// <summary>Scores triples by the present parameters.</summary>
    internal ITripleScorer Triples => _links.Scorer;

    private IOnnxModel Network => _items;

    /// <inheritdoc/>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item) => Network.Score(graph, user, item);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeUser(OnnxGraph graph, string user) => Network.EncodeUser(graph, user);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph graph, string item) => Network.EncodeItem(graph, item);

    /// <inheritdoc/>
    string? IOnnxModel.ScoreTriple(OnnxGraph graph, string head, string relation, string tail) =>
        Network.ScoreTriple(graph, head, relation, tail);

    /// <inheritdoc/>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training) => FoldIn.Of(_items, training);

    /// <inheritdoc/>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history) => _items.Explain(user, item, history);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _items.Visit(visitor);

    void IValidationFit.VisitFit(StateVisitor visitor) => ((IValidationFit)_items).VisitFit(visitor);

    /// <summary>
    /// Link prediction on the test triples: both sides, each side, each relation, and beside them what counting comes to.
    /// </summary>
    public IReadOnlyList<NamedValue> Figures(RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Parts.Test.Length == 0) return [];
        LinkRanks ranks = Rank(Parts.Test);
        LinkPrediction both = ranks.Both;
        var figures = new List<NamedValue>
        {
            new("test triples", ranks.Triples.Count), new("mrr", both.MeanReciprocalRank), new("hits@1", both.HitsAt1),
            new("hits@3", both.HitsAt3), new("hits@10", both.HitsAt10), new("mean rank", both.MeanRank),
            new("mrr of heads", ranks.Heads.MeanReciprocalRank), new("mrr of tails", ranks.Tails.MeanReciprocalRank),
        };
        if (ranks.NotNumbers > 0) figures.Add(new("scores that are no numbers", ranks.NotNumbers));
        foreach (CountingScorer row in CountingScorer.All(Parts.Train, data.Graph.OfItems.Entities.Count))
        {
            LinkPrediction counted = Rank(row, Parts.Test).Both;
            figures.Add(new($"mrr by {row.Name}", counted.MeanReciprocalRank));
            figures.Add(new($"hits@10 by {row.Name}", counted.HitsAt10));
        }

        figures.AddRange(ranks.ByRelation.Select(relation =>
            new NamedValue($"mrr of {RelationName(data, relation.Relation)}", relation.Ranks.MeanReciprocalRank)));
        return figures;
    }

    /// <summary>A recommender from a model's present parameters, its scores scaled to logits.</summary>
    internal static KgeRecommender Create(
        string title, KgeModel<float> model, HeldOutLinks heldOut, KgeLinks links, ModelData data) =>
        new(CalibratedModel.Fit(new GraphRecommender(title, model, heldOut, data), data.Split.Validation), links);

    /// <summary>A recommender from its saved state.</summary>
    internal static KgeRecommender Open(string title, KgeModel<float> model, ModelData data, StateVisitor state)
    {
        var heldOut = new HeldOutLinks();
        CalibratedModel items = CalibratedModel.Open(new GraphRecommender(title, model, heldOut, data), state);
        return new KgeRecommender(items, new KgeLinks(model, heldOut, data.Data.Graph.OfItems));
    }

    private static string RelationName(RecommendationData data, int relation) =>
        data.Graph.OfItems.Relations[relation].Replace(',', ';');
}
