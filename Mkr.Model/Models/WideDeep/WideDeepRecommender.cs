using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.WideDeep;

/// <summary>
/// Scores by Wide &amp; Deep with the first layer's two halves known: of a user P_u W1, of an item [Q_i; x] W1 + b1. A pair costs the sum
/// of two vectors and the layers behind it.
/// </summary>
internal sealed class WideDeepRecommender : ITrainedModel, IOnnxModel, IVectors
{
    private readonly int _hidden;
    private readonly float[] _userHidden;
    private readonly float[] _itemHidden;
    private readonly ParameterSet<float> _parameters = new();
    private readonly ThreadLocal<WideDeepScorer> _scorer;

    /// <summary>A recommender of zeros, to be filled before the first score.</summary>
    public WideDeepRecommender(WideDeepOptions options, int users, int items)
    {
        _hidden = options.Hidden1;
        (_userHidden, _itemHidden) = (new float[users * _hidden], new float[items * _hidden]);
        (UserWeights, ItemWeights) = (new float[users], new float[items]);
        Second = new DenseLayer<float>(_parameters, "deep1.", options.Hidden1, options.Hidden2, Activation.Relu);
        Last = _parameters.AddWeight("deep_out.weight", options.Hidden2, 1);
        _scorer = new ThreadLocal<WideDeepScorer>(() => new WideDeepScorer(_userHidden, _itemHidden, Second, Last));
    }

    /// <inheritdoc/>
    public string Name => WideDeepDefinition.TableTitle;

    /// <inheritdoc/>
    public int UserCount => UserWeights.Length;

    /// <inheritdoc/>
    public int ItemCount => ItemWeights.Length;

    /// <summary>w0 + w_u.</summary>
    public float[] UserWeights { get; }

    /// <summary>w_i + w · x.</summary>
    public float[] ItemWeights { get; }

    /// <summary>W2 and b2.</summary>
    public DenseLayer<float> Second { get; }

    /// <summary>W3.</summary>
    public Weight<float> Last { get; }

    /// <summary>P_u W1.</summary>
    public Span<float> UserHidden(int user) => _userHidden.AsSpan(user * _hidden, _hidden);

    /// <summary>[Q_i; x] W1 + b1.</summary>
    public Span<float> ItemHidden(int item) => _itemHidden.AsSpan(item * _hidden, _hidden);

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        _scorer.Value!.ScorePairs(pairs, scores);
        for (int i = 0; i < pairs.Length; i++) scores[i] += UserWeights[pairs[i].User] + ItemWeights[pairs[i].Item];
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int u = 0; u < users.Length; u++)
        {
            Span<float> row = scores.Slice(u * ItemCount, ItemCount);
            _scorer.Value!.ScoreAllItems(UserHidden(users[u]), row);
            float weight = UserWeights[users[u]];
            for (int item = 0; item < row.Length; item++) row[item] += weight + ItemWeights[item];
        }
    }

    /// <summary>What the first layer makes of users and items, before its ReLU.</summary>
    public IReadOnlyList<VectorTable> Vectors =>
    [
        new VectorTable("users", FeatureOwner.User, _hidden, _userHidden),
        new VectorTable("items", FeatureOwner.Item, _hidden, _itemHidden),
    ];

    /// <inheritdoc/>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item)
    {
        string sum = graph.Add(
            graph.Rows("user_hidden", _userHidden, _hidden, user), graph.Rows("item_hidden", _itemHidden, _hidden, item));
        string second = graph.Apply("Relu", graph.Add(
            graph.Product(graph.Apply("Relu", sum), graph.Matrix(Second.Weight)), graph.Matrix(Second.Bias)));
        string deep = graph.Reshape(graph.Product(second, graph.Matrix(Last)), -1);
        string wide = graph.Add(graph.Numbers("user_weight", UserWeights, user), graph.Numbers("item_weight", ItemWeights, item));
        return graph.Add(deep, wide);
    }

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeUser(OnnxGraph graph, string user) =>
        (graph.Rows("user_hidden", _userHidden, _hidden, user), _hidden);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph graph, string item) =>
        (graph.Rows("item_hidden", _itemHidden, _hidden, item), _hidden);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Values<float>("user_hidden", _userHidden, UserCount, _hidden);
        visitor.Values<float>("item_hidden", _itemHidden, ItemCount, _hidden);
        visitor.Values<float>("user_weight", UserWeights, UserCount);
        visitor.Values<float>("item_weight", ItemWeights, ItemCount);
        foreach (Parameter<float> parameter in _parameters.Parameters) visitor.Parameter(parameter);
    }

    /// <summary>Frees the threads' buffers.</summary>
    public void Dispose() => _scorer.Dispose();
}
