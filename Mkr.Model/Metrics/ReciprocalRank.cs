namespace Mkr.Model.Metrics;

/// <summary>
/// RR@K = 1 / rank of the first hit, the top being rank 1; 0 where no hit is among the first K. Its mean over users is the mean reciprocal
/// rank, MRR@K.
/// </summary>
internal static class ReciprocalRank
{
    /// <summary>Computes the reciprocal rank of one list.</summary>
    /// <param name="relevance">The ranked list from its top: whether each item is relevant.</param>
    /// <param name="k">The cutoff.</param>
    /// <returns>A number in [0, 1].</returns>
    /// <exception cref="ArgumentOutOfRangeException">The cutoff is not positive.</exception>
    public static double AtK(ReadOnlySpan<bool> relevance, int k)
    {
        int first = MetricGuard.Head(relevance, k).IndexOf(true);
        return first < 0 ? 0 : 1.0 / (first + 1);
    }
}
