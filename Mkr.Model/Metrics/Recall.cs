namespace Mkr.Model.Metrics;

/// <summary>Recall@K = hits among the first K / relevant items. The denominator is not cut to K: it can be out of reach.</summary>
internal static class Recall
{
    /// <summary>Computes the recall of one list.</summary>
    /// <param name="relevance">The ranked list from its top: whether each item is relevant.</param>
    /// <param name="k">The cutoff.</param>
    /// <param name="relevantCount">The number of relevant items, in the list or not.</param>
    /// <returns>A number in [0, 1]; NaN where nothing is relevant.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff is not positive.</exception>
    public static double AtK(ReadOnlySpan<bool> relevance, int k, int relevantCount) =>
        (double)MetricGuard.Head(relevance, k).Count(true) / relevantCount;
}
