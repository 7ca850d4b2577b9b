namespace Mkr.Model.Metrics;

/// <summary>1 where a relevant item is among the first K, else 0. Its mean over users is the hit rate, HR@K.</summary>
internal static class HitRate
{
    /// <summary>Computes the hit of one list.</summary>
    /// <param name="relevance">The ranked list from its top: whether each item is relevant.</param>
    /// <param name="k">The cutoff.</param>
    /// <returns>0 or 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff is not positive.</exception>
    public static double AtK(ReadOnlySpan<bool> relevance, int k) => MetricGuard.Head(relevance, k).Contains(true) ? 1 : 0;
}
