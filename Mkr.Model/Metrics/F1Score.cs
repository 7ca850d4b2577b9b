using Mkr.Model.Data;

namespace Mkr.Model.Metrics;

/// <summary>The harmonic mean of precision and recall, of a classification or of the head of a ranked list.</summary>
internal static class F1Score
{
    /// <summary>2 TP / (2 TP + FP + FN) of a classification; a logit of at least 0 predicts a positive.</summary>
    /// <param name="logits">One logit an example.</param>
    /// <param name="examples">The examples, of which only the labels are read.</param>
    /// <returns>A number in [0, 1]; NaN where nothing is positive nor predicted to be.</returns>
    /// <exception cref="ArgumentException">The lengths differ, or a logit is NaN.</exception>
    public static double Compute(ReadOnlySpan<float> logits, ReadOnlySpan<Interaction> examples)
    {
        MetricGuard.CheckScores(logits, examples.Length);
        int hits = 0, predictedPlusPositive = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            int predicted = logits[i] >= 0 ? 1 : 0, positive = examples[i].IsPositive ? 1 : 0;
            hits += predicted & positive;
            predictedPlusPositive += predicted + positive;
        }

        return 2.0 * hits / predictedPlusPositive;
    }

    /// <summary>2 hits / (K + relevant items): the harmonic mean of one list's Precision@K and Recall@K, 0 without a hit.</summary>
    /// <param name="relevance">The ranked list from its top: whether each item is relevant.</param>
    /// <param name="k">The cutoff.</param>
    /// <param name="relevantCount">The number of relevant items, in the list or not.</param>
    /// <returns>A number in [0, 1]; NaN where nothing is relevant.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff is not positive.</exception>
    public static double AtK(ReadOnlySpan<bool> relevance, int k, int relevantCount)
    {
        int hits = MetricGuard.Head(relevance, k).Count(true);
        return relevantCount == 0 ? double.NaN : 2.0 * hits / (k + relevantCount);
    }
}
