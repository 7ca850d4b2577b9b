using Mkr.Model.Data;

namespace Mkr.Model.Inspection;

/// <summary>The labels of one part of a split.</summary>
/// <param name="Interactions">The number of interactions.</param>
/// <param name="Positives">How many of them are positive.</param>
internal sealed record PartStatistics(int Interactions, int Positives)
{
    /// <summary>Positives / interactions; NaN for an empty part.</summary>
    public double PositiveShare => Positives / (double)Interactions;

    /// <summary>Counts the labels of <paramref name="part"/>.</summary>
    public static PartStatistics Of(Interaction[] part) => new(part.Length, part.Count(x => x.IsPositive));
}
