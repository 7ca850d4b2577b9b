using System.Numerics.Tensors;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.Calibration;

/// <summary>A model whose scores are another's, scaled to logits.</summary>
internal sealed class CalibratedModel : ITrainedModel, IOnnxModel, IVectors, IValidationFit, IFoldIn, IExplains
{
    private readonly ITrainedModel _inner;

    // a and b.
    private readonly double[] _scaling;

    private CalibratedModel(ITrainedModel inner, PlattScaling scaling)
    {
        _inner = inner;
        _scaling = [scaling.Slope, scaling.Intercept];
    }

    /// <summary>The scaling.</summary>
    public PlattScaling Scaling => new(_scaling[0], _scaling[1]);

    /// <summary>Scales a model's scores.</summary>
    /// <param name="inner">Whose scores rank.</param>
    /// <param name="examples">Labelled examples that it was not trained on: the validation part.</param>
    public static CalibratedModel Fit(ITrainedModel inner, ReadOnlySpan<Interaction> examples) =>
        new(inner, PlattScaling.Fit(inner, examples));

    /// <summary>Fills the state of a model and its scaling.</summary>
    public static CalibratedModel Open(ITrainedModel inner, StateVisitor state)
    {
        var model = new CalibratedModel(inner, PlattScaling.Identity);
        model.Visit(state);
        return model;
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        _inner.Visit(visitor);
        VisitFit(visitor);
    }

    void IValidationFit.VisitFit(StateVisitor visitor) => VisitFit(visitor);

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public int UserCount => _inner.UserCount;

    /// <inheritdoc/>
    public int ItemCount => _inner.ItemCount;

    /// <inheritdoc/>
    public IReadOnlyList<VectorTable> Vectors => (_inner as IVectors)?.Vectors ?? [];

    // Whether a model has a graph, its definition says before anybody asks for one.
    private IOnnxModel Network => (IOnnxModel)_inner;

    /// <inheritdoc/>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item) => graph.Add(
        graph.Multiply(Network.Score(graph, user, item), graph.Constant<float>("slope", [(float)_scaling[0]])),
        graph.Constant<float>("intercept", [(float)_scaling[1]]));

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeUser(OnnxGraph graph, string user) => Network.EncodeUser(graph, user);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph graph, string item) => Network.EncodeItem(graph, item);

    /// <inheritdoc/>
    string? IOnnxModel.ScoreTriple(OnnxGraph graph, string head, string relation, string tail) =>
        Network.ScoreTriple(graph, head, relation, tail);

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        _inner.ScorePairs(pairs, scores);
        Scale(scores[..pairs.Length]);
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        _inner.ScoreAllItems(users, scores);
        Scale(scores[..(users.Length * ItemCount)]);
    }

    private void VisitFit(StateVisitor visitor) => visitor.Values<double>("calibration", _scaling, _scaling.Length);

    /// <inheritdoc/>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training)
    {
        HistoryScorer inner = FoldIn.Of(_inner, training);
        return (history, scores) =>
        {
            if (!inner(history, scores)) return false;
            Scale(scores);
            return true;
        };
    }

    /// <inheritdoc/>
    public bool Explains => _inner is IExplains { Explains: true };

    /// <summary>The inner model's contributions times a, and b.</summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history)
    {
        var parts = new ContributionList();
        parts.AddScaled(((IExplains)_inner).Explain(user, item, history), _scaling[0]);
        parts.Add(Terms.Constant, _scaling[1]);
        return parts;
    }

    // A product and then a sum, each rounded: an element alone and one of a vector are the same bits.
    private void Scale(Span<float> scores)
    {
        TensorPrimitives.Multiply(scores, (float)_scaling[0], scores);
        TensorPrimitives.Add(scores, (float)_scaling[1], scores);
    }
}
