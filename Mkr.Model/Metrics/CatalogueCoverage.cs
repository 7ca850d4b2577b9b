namespace Mkr.Model.Metrics;

/// <summary>The share of the catalogue that is recommended to anybody: items with an exposure / items.</summary>
internal static class CatalogueCoverage
{
    /// <summary>Computes the coverage.</summary>
    /// <param name="exposures">How often each item of the catalogue was recommended.</param>
    /// <returns>A number in [0, 1]; NaN where the catalogue is empty.</returns>
    public static double Compute(ReadOnlySpan<long> exposures) =>
        (double)(exposures.Length - exposures.Count(0)) / exposures.Length;
}
