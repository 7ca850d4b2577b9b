using Mkr.Model.Data;

namespace Mkr.Model.Models.Blend;

/// <summary>
/// Simple models and counts, weighed against each other by a logistic regression with squares and products: what a model with thousands of
/// learnt parameters must beat.
/// </summary>
/// <remarks>
/// Its parts are made from the training part, its weights are fitted on the validation part, whose pairs the parts have not seen; see
/// <see cref="BlendFeatures"/> and <see cref="QuadraticLogit"/>. On data without triples it does without the overlap of attributes.
/// </remarks>
public sealed class BlendModel : IRecommender
{
    private readonly BlendFeatures _features;
    private readonly QuadraticLogit _logit;

    /// <summary>Makes the parts and fits the weights.</summary>
    /// <param name="data">The data set, for its graph.</param>
    /// <param name="split">Its training and validation parts; the test part is not read.</param>
    /// <param name="options">The hyper-parameters.</param>
    /// <param name="threads">The number of threads; it does not change the result.</param>
    /// <exception cref="ArgumentException">The validation part has examples of one label only.</exception>
    public BlendModel(RecommendationData data, DatasetSplit split, BlendOptions options, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(options);
        _features = new BlendFeatures(data, split, options, threads);
        int size = _features.Names.Count;
        double[] features = new double[split.Validation.Length * size];
        _features.Describe(split.Validation, (i, values) => values.CopyTo(features, i * size));
        _logit = QuadraticLogit.Fit(features, [.. split.Validation.Select(x => x.IsPositive)], options.Ridge);
        Weights = [.. _logit.Name(_features.Names)];
    }

    /// <inheritdoc/>
    public string Name => "Blend";

    /// <inheritdoc/>
    public int UserCount => _features.UserCount;

    /// <inheritdoc/>
    public int ItemCount => _features.ItemCount;

    /// <summary>The weights, the constant first.</summary>
    public IReadOnlyList<BlendWeight> Weights { get; }

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
        float[] logits = new float[ItemCount];
        for (int i = 0; i < users.Length; i++)
        {
            _features.DescribeAll(users[i], (item, values) => logits[item] = (float)_logit.Compute(values));
            logits.CopyTo(scores.Slice(i * ItemCount, ItemCount));
        }
    }
}
