namespace Mkr.Model.Metrics;

/// <summary>
/// AP@K = the sum of Precision@rank over the hits among the first K / min(K, relevant items), so that the best possible list reaches 1.
/// Its mean over users is the mean average precision, MAP@K.
/// </summary>
internal static class AveragePrecision
{
    /// <summary>Computes the average precision of one list.</summary>
    /// <param name="relevance">The ranked list from its top: whether each item is relevant.</param>
    /// <param name="k">The cutoff.</param>
    /// <param name="relevantCount">The number of relevant items, in the list or not.</param>
    /// <returns>A number in [0, 1]; NaN where nothing is relevant.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff is not positive.</exception>
    public static double AtK(ReadOnlySpan<bool> relevance, int k, int relevantCount)
    {
        ReadOnlySpan<bool> head = MetricGuard.Head(relevance, k);
        int hits = 0;
        double sum = 0;
        for (int i = 0; i < head.Length; i++)
            if (head[i]) sum += (double)++hits / (i + 1);
        return sum / Math.Min(k, relevantCount);
    }
}
