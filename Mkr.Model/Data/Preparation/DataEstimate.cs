namespace Mkr.Model.Data.Preparation;

/// <summary>
/// What training the default model costs, from counts alone: see docs/prepare.md for the formula and what it was fitted to.
/// </summary>
/// <param name="MemoryBytes">The peak memory, in bytes.</param>
/// <param name="SecondsPerEpoch">The time of an epoch on one core, in seconds.</param>
public sealed record DataEstimate(long MemoryBytes, double SecondsPerEpoch)
{
    // Measured with `mkr train --epochs 2 --compare none --threads 1` on the default model.
    private const double Base = 100e6, PerRating = 90, PerThing = 500, PerTriple = 60, SecondsPerPositive = 3e-6;

    /// <summary>The estimate for a data set of so many ratings, positives, users and items and entities, and triples.</summary>
    public static DataEstimate Of(long ratings, long positives, long things, long triples) => new(
        (long)(Base + (PerRating * ratings) + (PerThing * things) + (PerTriple * triples)), SecondsPerPositive * positives);
}
