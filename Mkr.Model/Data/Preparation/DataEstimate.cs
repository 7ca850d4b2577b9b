namespace Mkr.Model.Data.Preparation;

/// <summary>
/// What training the default model costs on one core, from counts alone: with R ratings, P positives, N items, E things (users, items and
/// entities) and T triples
/// <code>
/// bytes = 75e6 + 100 R + 650 P + 500 E + 60 T + 4 N²
/// seconds = 1e-11 N³, and 11e-6 P in each epoch
/// </code>
/// The powers of N are of the closed form beside the towers, which is left out above 46,272 items. docs/prepare.md has what it was fitted to.
/// </summary>
/// <param name="MemoryBytes">The peak memory, in bytes.</param>
/// <param name="Seconds">The time that is taken once, in seconds.</param>
/// <param name="SecondsPerEpoch">The time of an epoch, in seconds.</param>
public sealed record DataEstimate(long MemoryBytes, double Seconds, double SecondsPerEpoch)
{
    private const double MostItemsOfClosedForm = 46_272; // as of ease

    /// <summary>The estimate for a data set of these counts.</summary>
    public static DataEstimate Of(long ratings, long positives, int items, long things, long triples)
    {
        double n = items <= MostItemsOfClosedForm ? items : 0;
        double bytes = 75e6 + (100.0 * ratings) + (650.0 * positives) + (500.0 * things) + (60.0 * triples) + (4 * n * n);
        return new DataEstimate((long)bytes, 1e-11 * n * n * n, 11e-6 * positives);
    }
}
