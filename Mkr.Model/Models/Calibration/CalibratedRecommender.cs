using System.Numerics.Tensors;
using Mkr.Model.Data;

namespace Mkr.Model.Models.Calibration;

/// <summary>A recommender whose scores are another's, scaled to logits.</summary>
/// <param name="inner">Whose scores rank.</param>
/// <param name="scaling">a and b.</param>
public sealed class CalibratedRecommender(IRecommender inner, PlattScaling scaling) : IRecommender
{
    /// <summary>The scaling.</summary>
    public PlattScaling Scaling => scaling;

    /// <inheritdoc/>
    public string Name => inner.Name;

    /// <inheritdoc/>
    public int UserCount => inner.UserCount;

    /// <inheritdoc/>
    public int ItemCount => inner.ItemCount;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        inner.ScorePairs(pairs, scores);
        Scale(scores[..pairs.Length]);
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        inner.ScoreAllItems(users, scores);
        Scale(scores[..(users.Length * ItemCount)]);
    }

    // A product and then a sum, each rounded: an element alone and one of a vector are the same bits.
    private void Scale(Span<float> scores)
    {
        TensorPrimitives.Multiply(scores, (float)scaling.Slope, scores);
        TensorPrimitives.Add(scores, (float)scaling.Intercept, scores);
    }
}
