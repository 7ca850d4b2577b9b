namespace Mkr.Model.Metrics;

/// <summary>
/// The mean self-information of the recommended items in bits: the mean of -log2 p(item) over all recommendations (Zhou et al., 2010).
/// p(item) = (the item's positives + 1) / (all positives + items): one positive is added to each item, so that an item nobody has engaged
/// with is very novel instead of infinitely so.
/// </summary>
internal static class Novelty
{
    /// <summary>Computes the novelty.</summary>
    /// <param name="exposures">How often each item of the catalogue was recommended.</param>
    /// <param name="positives">How many known positives each item has.</param>
    /// <returns>A number of at least 0, in bits; NaN where nothing was recommended.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static double Compute(ReadOnlySpan<long> exposures, ReadOnlySpan<int> positives)
    {
        MetricGuard.CheckSameItems(exposures, positives.Length);
        long total = positives.Length, recommended = 0;
        foreach (int count in positives) total += count;

        double bits = 0;
        for (int item = 0; item < exposures.Length; item++)
        {
            recommended += exposures[item];
            bits += exposures[item] * Math.Log2(total / (positives[item] + 1.0));
        }

        return bits / recommended;
    }
}
