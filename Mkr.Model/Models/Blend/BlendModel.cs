using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;
using Mkr.Model.Models.Wide;

namespace Mkr.Model.Models.Blend;

/// <summary>
/// Simple models and counts, weighed against each other by a logistic regression with squares and products: what a model with thousands of
/// learnt parameters must beat.
/// </summary>
/// <remarks>
/// Its parts are made from the training part, its weights are fitted on the validation part, whose pairs the parts have not seen; see
/// <see cref="WideFeatures"/> and <see cref="QuadraticLogit"/>. On data without triples it does without the overlap of attributes.
/// </remarks>
internal sealed class BlendModel : ITrainedModel, IModelFigures, IValidationFit, IFoldIn, IExplains
{
    private readonly WideFeatures _features;
    private QuadraticLogit _logit;

    /// <summary>Makes the parts and fits the weights.</summary>
    /// <param name="data">The data set, for its graph, and its training and validation parts; the test part is not read.</param>
    /// <param name="options">The hyper-parameters.</param>
    /// <param name="threads">The number of threads; it does not change the result.</param>
    /// <exception cref="ArgumentException">The validation part has examples of one label only.</exception>
    public BlendModel(ModelData data, BlendOptions options, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        DatasetSplit split = data.Split;
        _features = new WideFeatures(data, GraphAttributes.Find(data.Data), options.ItemKnn, options.Ease, threads);
        int size = _features.Names.Count;
        double[] features = new double[split.Validation.Length * size];
        _features.Describe(split.Validation, (i, values) => values.CopyTo(features, i * size));
        _logit = QuadraticLogit.Fit(features, [.. split.Validation.Select(x => x.IsPositive)], options.Ridge);
    }

    /// <summary>A model whose state is yet to be filled.</summary>
    internal BlendModel(ModelData data)
    {
        _features = new WideFeatures(data, GraphAttributes.Find(data.Data));
        _logit = QuadraticLogit.Zero(_features.Names.Count);
    }

    /// <inheritdoc/>
    public string Name => BlendDefinition.TableTitle;

    /// <inheritdoc/>
    public int UserCount => _features.UserCount;

    /// <inheritdoc/>
    public int ItemCount => _features.ItemCount;

    /// <summary>
    /// The weights of the logit, the constant first: of a feature, its square, or the product of two, in standard deviations.
    /// </summary>
    public IReadOnlyList<NamedValue> Figures(RecommendationData data) => [.. _logit.Name(_features.Names)];

    /// <summary>Divides what the features add to the logit over the history (<see cref="QuadraticLogit.Linearize"/>).</summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history)
    {
        double[] features = _features.DescribePair(user, item);
        return _features.Explain(user, item, history, features, _logit.Linearize(features));
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        _features.Visit(visitor);
        VisitFit(visitor);
    }

    void IValidationFit.VisitFit(StateVisitor visitor) => VisitFit(visitor);

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        float[] logits = new float[pairs.Length];
        _features.Describe(pairs, (i, values) => logits[i] = (float)_logit.Compute(values));
        logits.CopyTo(scores);
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++) Score(_features.HistoryOf(users[i]), scores.Slice(i * ItemCount, ItemCount));
    }

    /// <inheritdoc/>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training) => Score;

    private bool Score(ReadOnlySpan<int> history, Span<float> scores)
    {
        using FeatureColumns columns = _features.DescribeAll(history);
        _logit.ComputeAll(columns, scores);
        return true;
    }

    private void VisitFit(StateVisitor visitor) => _logit = _logit.Visit(visitor);
}
