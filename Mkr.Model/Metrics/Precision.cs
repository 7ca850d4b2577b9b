namespace Mkr.Model.Metrics;

/// <summary>Precision@K = hits among the first K / K. The denominator is K even where the list is shorter.</summary>
internal static class Precision
{
    /// <summary>Computes the precision of one list.</summary>
    /// <param name="relevance">The ranked list from its top: whether each item is relevant.</param>
    /// <param name="k">The cutoff.</param>
    /// <returns>A number in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff is not positive.</exception>
    public static double AtK(ReadOnlySpan<bool> relevance, int k) => (double)MetricGuard.Head(relevance, k).Count(true) / k;
}
