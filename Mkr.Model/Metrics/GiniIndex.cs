namespace Mkr.Model.Metrics;

/// <summary>
/// How unequally recommendations are spread over the catalogue: G = sum over i of (2 i - n - 1) x_i / (n sum x), with the exposures x of
/// the n items in ascending order and i from 1. Items never recommended count. 0 where all are shown equally often, 1 - 1/n where only
/// one is shown.
/// </summary>
internal static class GiniIndex
{
    /// <summary>Computes the index.</summary>
    /// <param name="exposures">How often each item of the catalogue was recommended.</param>
    /// <returns>A number in [0, 1); NaN where nothing was recommended.</returns>
    public static double Compute(ReadOnlySpan<long> exposures)
    {
        long[] sorted = exposures.ToArray();
        Array.Sort(sorted);
        double weighted = 0, total = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            weighted += ((2.0 * i) + 1 - sorted.Length) * sorted[i];
            total += sorted[i];
        }

        return weighted / (sorted.Length * total);
    }
}
