using Mkr.Model.Data;

namespace Mkr.Model.Models.Counting;

/// <summary>How many positives an item has: what everything that goes by popularity counts.</summary>
internal static class PositiveCounts
{
    /// <summary>The number of positives of each item.</summary>
    /// <param name="interactions">The labelled interactions.</param>
    /// <param name="itemCount">The number of items.</param>
    public static int[] OfItems(ReadOnlySpan<Interaction> interactions, int itemCount)
    {
        int[] counts = new int[itemCount];
        foreach (Interaction x in interactions)
            if (x.IsPositive) counts[x.Item]++;
        return counts;
    }
}
