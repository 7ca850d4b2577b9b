using Mkr.Model.Metrics;

namespace Mkr.Model.Evaluation;

/// <summary>What all users' lists at one cutoff show of the catalogue.</summary>
/// <param name="Coverage">The share of items that are in a list.</param>
/// <param name="Novelty">The mean self-information of the recommended items, in bits; NaN where nothing was recommended.</param>
/// <param name="Gini">The inequality of the items' exposures, 0 = all equal; NaN where nothing was recommended.</param>
public readonly record struct CatalogueMetrics(double Coverage, double Novelty, double Gini)
{
    /// <summary>Measures exposures.</summary>
    /// <param name="exposures">How often each item was recommended.</param>
    /// <param name="positives">How many known positives each item has.</param>
    public static CatalogueMetrics FromExposures(ReadOnlySpan<long> exposures, ReadOnlySpan<int> positives) =>
        new(CatalogueCoverage.Compute(exposures), Metrics.Novelty.Compute(exposures, positives), GiniIndex.Compute(exposures));
}
