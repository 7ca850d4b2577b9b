using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Metrics;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;
using Mkr.Model.Models.Mkr.Prediction;

namespace Mkr.Model.Models.Mkr;

/// <summary>Scores by MKR's f_RS on the vectors uL and vL, as the model has them when it is made; its state is the model's.</summary>
internal sealed class MkrRecommender : ITrainedModel, IModelFigures, IOnnxModel, IVectors, IFoldIn, IExplains
{
    private readonly MkrEncoder<float> _encoder;
    private readonly float[] _users;
    private readonly float[] _items;
    private readonly IPairScorer _scorer;

    /// <summary>A recommender from the model's present parameters; <paramref name="name"/> is its name in tables.</summary>
    public MkrRecommender(string name, MkrModel<float> model, MkrEncoder<float> encoder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(encoder);
        Name = name;
        Model = model;
        _encoder = encoder;
        (_users, _items) = (encoder.Users(), encoder.Items());
        _scorer = model.Predictor is null
            ? new VectorScorer(model.Options.Dim, _users, _items)
            : new PredictorScorer(model, _users, _items);
    }

    /// <summary>The model.</summary>
    public MkrModel<float> Model { get; }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int UserCount => Model.Sizes.Users;

    /// <inheritdoc/>
    public int ItemCount => Model.Sizes.Items;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores) => _scorer.ScorePairs(pairs, scores);

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores) => _scorer.ScoreAllItems(users, scores);

    /// <summary>With f_RS an inner product a vector is fitted; any other has no closed form.</summary>
    HistoryScorer? IFoldIn.CreateFoldIn(PositiveMatrix training) => (_scorer as VectorScorer)?.CreateFoldIn(training);

    /// <summary>An inner product can be divided, a network's output cannot.</summary>
    public bool Explains => Model.Predictor is null;

    /// <summary>Divides the inner product over the history, as far as that goes (<see cref="VectorParts"/>).</summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history)
    {
        if (!Explains) throw new InvalidOperationException("A network's output is not divided. Ask Explains first.");
        int dim = Model.Options.Dim;
        return VectorParts.Explain(_users.AsSpan(user * dim, dim), _items.AsSpan(item * dim, dim), history, _items, []);
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => Model.Visit(visitor);

    /// <summary>How well it knows the graph that it was trained on: the RMSE of tails, and the filtered rank of the true tail.</summary>
    public IReadOnlyList<NamedValue> Figures(RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Graph.OfItems.Triples.Length == 0) return [];
        var kge = new KgeEvaluator(Model, _encoder);
        LinkPrediction tails = kge.RankTails(data.Graph.OfItems);
        return
        [
            .. kge.HasRmse ? new NamedValue[] { new("kge rmse", kge.Rmse(data.Graph.OfItems.Triples)) } : [],
            new("kge mrr", tails.MeanReciprocalRank),
            new("kge hits@1", tails.HitsAt1), new("kge hits@3", tails.HitsAt3), new("kge hits@10", tails.HitsAt10),
        ];
    }

    /// <summary>uL and vL, and the rows of the graph's tables.</summary>
    public IReadOnlyList<VectorTable> Vectors =>
    [
        new VectorTable("users", FeatureOwner.User, Model.Options.Dim, _users),
        new VectorTable("items", FeatureOwner.Item, Model.Options.Dim, _items),
        VectorTable.Of(FeatureOwner.Entity, Model.Entities),
        .. Model.Triples.Tables.Where(table => table.Rows == Model.Sizes.Relations)
            .Select(table => VectorTable.Of(FeatureOwner.Relation, table)),
    ];

    private MkrNetwork Network => new(Model, _encoder.Map);

    /// <inheritdoc/>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item) => Network.Score(graph, user, item);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeUser(OnnxGraph graph, string user) =>
        (Network.EncodeUser(graph, user), Model.Options.Dim);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph graph, string item) =>
        (Network.EncodeItem(graph, item), Model.Options.Dim);

    /// <inheritdoc/>
    public void Dispose() => _scorer.Dispose();
}
