using Mkr.Model.Models;

namespace Mkr.Model.Data.Preparation;

/// <summary>
/// What training costs on one core, from counts alone: with R ratings, P positives, N items, E things (users, items and entities) and T
/// triples
/// <code>
/// bytes = 75e6 + 100 R + 500 E + 60 T, and with the default model 650 P + 4 N² more
/// seconds = 4e-6 P in each epoch; with the default model 11e-6 P in each epoch, and 1e-11 N³ once
/// </code>
/// The powers of N are of EASE's closed form beside the default model's towers. Above 46,272 items it cannot be had, and the estimate is of
/// <c>mkr</c>. docs/prepare.md has what the numbers were fitted to.
/// </summary>
/// <param name="Model">The model: the default one, or <c>mkr</c>.</param>
/// <param name="MemoryBytes">The peak memory, in bytes.</param>
/// <param name="Seconds">The time that is taken once, in seconds.</param>
/// <param name="SecondsPerEpoch">The time of an epoch, in seconds.</param>
internal sealed record DataEstimate(string Model, long MemoryBytes, double Seconds, double SecondsPerEpoch)
{
    private const double MostItemsOfClosedForm = 46_272; // as of ease

    /// <summary>The estimate for a data set of these counts.</summary>
    public static DataEstimate Of(long ratings, long positives, int items, long things, long triples)
    {
        double bytes = 75e6 + (100.0 * ratings) + (500.0 * things) + (60.0 * triples), n = items;
        return n > MostItemsOfClosedForm
            ? new DataEstimate("mkr", (long)bytes, 0, 4e-6 * positives)
            : new DataEstimate(
                ModelCatalog.Default.Name, (long)(bytes + (650.0 * positives) + (4 * n * n)), 1e-11 * n * n * n, 11e-6 * positives);
    }
}
