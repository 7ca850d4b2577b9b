namespace Mkr.Model.Metrics;

/// <summary>
/// NDCG@K = DCG@K / IDCG@K with binary gains: DCG@K sums 1 / log2(rank + 1) over the hits among the first K; the denominator IDCG@K is
/// that of the best possible list, whose first min(K, relevant items) are all hits (Järvelin and Kekäläinen, 2002).
/// </summary>
internal static class NormalizedDiscountedCumulativeGain
{
    /// <summary>Computes the gain of one list.</summary>
    /// <param name="relevance">The ranked list from its top: whether each item is relevant.</param>
    /// <param name="k">The cutoff.</param>
    /// <param name="relevantCount">The number of relevant items, in the list or not.</param>
    /// <returns>A number in [0, 1]; NaN where nothing is relevant.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff is not positive.</exception>
    public static double AtK(ReadOnlySpan<bool> relevance, int k, int relevantCount)
    {
        ReadOnlySpan<bool> head = MetricGuard.Head(relevance, k);
        double gain = 0, ideal = 0;
        for (int i = 0; i < head.Length; i++)
            if (head[i]) gain += Discount(i);
        for (int i = 0; i < Math.Min(k, relevantCount); i++)
            ideal += Discount(i);
        return gain / ideal;
    }

    private static double Discount(int position) => 1 / Math.Log2(position + 2);
}
