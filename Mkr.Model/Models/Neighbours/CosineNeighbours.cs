using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;

namespace Mkr.Model.Models.Neighbours;

/// <summary>The items that share most users with each item.</summary>
/// <remarks>
/// sim(j, i) = n_ij / (√(n_i n_j) + shrink), with n_ij the users of both and n_i the users of i. A row of XT X is counted at a time, so
/// that memory grows with the neighbours that are kept and not with the square of the items; rows are independent, so that threads do not
/// change them.
/// </remarks>
internal static class CosineNeighbours
{
    /// <summary>Row i: the neighbours of item i; of equally similar ones the smaller index is kept.</summary>
    public static WeightedRows Find(PositiveMatrix positives, ItemKnnOptions options, int threads)
    {
        var rows = new (int Column, double Weight)[positives.ItemCount][];
        BlockSchedule.Run(
            rows.Length, threads, () => new int[rows.Length], (item, counts) => rows[item] = Row(positives, item, options, counts));
        return WeightedRows.Build(rows);
    }

    /// <param name="positives">X.</param>
    /// <param name="item">The row.</param>
    /// <param name="options">How many neighbours to keep, and the shrinkage.</param>
    /// <param name="counts">Zeros, one an item; they are zeros again at the end.</param>
    private static (int Column, double Weight)[] Row(PositiveMatrix positives, int item, ItemKnnOptions options, int[] counts)
    {
        positives.AddCommonUsers(item, counts);
        counts[item] = 0;
        var row = new List<(int Column, double Weight)>();
        double own = positives.UsersOf(item).Length;
        for (int other = 0; other < counts.Length; other++)
        {
            if (counts[other] == 0) continue;
            row.Add((other, counts[other] / (Math.Sqrt(own * positives.UsersOf(other).Length) + options.Shrink)));
            counts[other] = 0;
        }

        if (row.Count <= options.Neighbours) return [.. row];
        row.Sort((a, b) => b.Weight != a.Weight ? b.Weight.CompareTo(a.Weight) : a.Column.CompareTo(b.Column));
        row.RemoveRange(options.Neighbours, row.Count - options.Neighbours);
        row.Sort((a, b) => a.Column.CompareTo(b.Column));
        return [.. row];
    }
}
