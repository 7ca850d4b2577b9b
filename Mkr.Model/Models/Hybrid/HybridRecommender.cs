using System.Numerics.Tensors;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Export.Onnx;
using Mkr.Model.Export.Vectors;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;
using Mkr.Model.Models.Wide;

namespace Mkr.Model.Models.Hybrid;

/// <summary>The towers' score and the closed forms, weighed by a regression that is fitted on validation.</summary>
internal sealed class HybridRecommender : ITrainedModel, IModelFigures, IOnnxModel, IVectors, IValidationFit, IFoldIn, IExplains
{
    private readonly ITrainedModel _towers;
    private readonly WideFeatures _wide;
    private QuadraticLogit _logit;

    private HybridRecommender(ITrainedModel towers, WideFeatures wide, QuadraticLogit logit) =>
        (_towers, _wide, _logit) = (towers, wide, logit);

    /// <summary>Weighs the towers and the closed forms on examples that neither has seen.</summary>
    public static HybridRecommender Fit(ITrainedModel towers, WideFeatures wide, HeadExamples examples, double ridge) =>
        new(towers, wide, examples.Fit(towers, ridge));

    /// <summary>Fills the state.</summary>
    public static HybridRecommender Open(ITrainedModel towers, WideFeatures wide, StateVisitor state)
    {
        var model = new HybridRecommender(towers, wide, QuadraticLogit.Zero(wide.Names.Count + 1));
        model.Visit(state);
        return model;
    }

    /// <inheritdoc/>
    public string Name => HybridDefinition.TableTitle;

    /// <inheritdoc/>
    public int UserCount => _towers.UserCount;

    /// <inheritdoc/>
    public int ItemCount => _towers.ItemCount;

    /// <inheritdoc/>
    public IReadOnlyList<NamedValue> Figures(RecommendationData data) => [.. _logit.Name([.. _wide.Names, "towers"])];

    /// <summary>Divides what the closed forms and the towers add to the logit over the history.</summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history)
    {
        float[] score = new float[1];
        _towers.ScorePairs([new Interaction(user, item, IsPositive: false)], score);
        double[] wide = _wide.DescribePair(user, item);
        LinearForm form = _logit.Linearize([.. wide, score[0]]);
        ContributionList parts = _wide.Explain(user, item, history, wide, form);
        parts.AddScaled(((IExplains)_towers).Explain(user, item, history), form.Slopes[^1]);
        parts.Add(Terms.AveragePair, -form.Slopes[^1] * form.Means[^1]);
        return parts;
    }

    /// <inheritdoc/>
    public IReadOnlyList<VectorTable> Vectors => (_towers as IVectors)?.Vectors ?? [];

    private IOnnxModel Towers => (IOnnxModel)_towers;

    /// <summary>What the graph's input "features" is to be of pairs: what the closed forms know of them, a row each.</summary>
    public double[] Features(ReadOnlySpan<Interaction> pairs)
    {
        int size = _wide.Names.Count;
        double[] features = new double[pairs.Length * size];
        _wide.Describe(pairs, (i, values) => values.CopyTo(features, i * size));
        return features;
    }

    /// <summary>The towers are constants of the graph, and so is the regression; the features of the closed forms come in.</summary>
    string IOnnxModel.Score(OnnxGraph graph, string user, string item)
    {
        string features = graph.Numbers("features", _wide.Names.Count);
        graph.Note("features", string.Join(", ", _wide.Names));
        string towers = graph.Cast(graph.Unsqueeze(Towers.Score(graph, user, item), 1), OnnxType.Double);
        return _logit.Score(graph, graph.Concat(features, towers));
    }

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeUser(OnnxGraph graph, string user) => Towers.EncodeUser(graph, user);

    /// <inheritdoc/>
    (string Vector, int Length)? IOnnxModel.EncodeItem(OnnxGraph graph, string item) => Towers.EncodeItem(graph, item);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _towers.Visit(visitor);
        _wide.Visit(visitor);
        VisitFit(visitor);
    }

    /// <inheritdoc/>
    public void VisitFit(StateVisitor visitor) => _logit = _logit.Visit(visitor);

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        float[] deep = new float[pairs.Length];
        _towers.ScorePairs(pairs, deep);
        double[] all = new double[_wide.Names.Count + 1];
        _wide.Describe(pairs, (i, values) => deep[i] = Score(values, deep[i], all));
        deep.CopyTo(scores);
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        _towers.ScoreAllItems(users, scores);
        for (int i = 0; i < users.Length; i++) AddWide(_wide.HistoryOf(users[i]), scores.Slice(i * ItemCount, ItemCount));
    }

    /// <summary>The closed forms take the history as it is; the towers' vector is fitted to it.</summary>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training)
    {
        HistoryScorer towers = FoldIn.Of(_towers, training);
        return (history, scores) =>
        {
            if (!towers(history, scores)) return false;
            AddWide(history, scores);
            return true;
        };
    }

    /// <summary>The towers' scores become those of the whole model.</summary>
    private void AddWide(ReadOnlySpan<int> history, Span<float> scores)
    {
        using FeatureColumns columns = _wide.DescribeAll(history, more: 1);
        TensorPrimitives.ConvertTruncating<float, double>(scores, columns[_wide.Names.Count]);
        _logit.ComputeAll(columns, scores);
    }

    private float Score(double[] wide, float deep, double[] all)
    {
        wide.CopyTo(all, 0);
        all[^1] = deep;
        return (float)_logit.Compute(all);
    }
}
