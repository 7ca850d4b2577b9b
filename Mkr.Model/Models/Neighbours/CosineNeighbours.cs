using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;

namespace Mkr.Model.Models.Neighbours;

/// <summary>The items that share most users with each item.</summary>
/// <remarks>
/// sim(j, i) = n_ij / (√(n_i n_j) + shrink), with n_ij the users of both and n_i the users of i. A row of XT X is counted at a time, and
/// only where it is not 0, so that neither memory nor time grows with the square of the items; rows are independent, so that threads do
/// not change them.
/// </remarks>
internal static class CosineNeighbours
{
    /// <summary>Row i: the neighbours of item i; of equally similar ones the smaller index is kept.</summary>
    public static WeightedRows Find(PositiveMatrix positives, ItemKnnOptions options, int threads)
    {
        var rows = new (int Column, double Weight)[positives.ItemCount][];
        BlockSchedule.Run(
            rows.Length, threads, () => (new int[rows.Length], new List<int>()),
            (item, buffers) => rows[item] = Row(positives, item, options, buffers.Item1, buffers.Item2));
        return WeightedRows.Build(rows);
    }

    /// <param name="positives">X.</param>
    /// <param name="item">The row.</param>
    /// <param name="options">How many neighbours to keep, and the shrinkage.</param>
    /// <param name="counts">Zeros, one an item; they are zeros again at the end.</param>
    /// <param name="others">A buffer for the items that have a common user.</param>
    private static (int Column, double Weight)[] Row(
        PositiveMatrix positives, int item, ItemKnnOptions options, int[] counts, List<int> others)
    {
        others.Clear();
        foreach (int user in positives.UsersOf(item))
        {
            foreach (int other in positives.ItemsOf(user))
                if (other != item && counts[other]++ == 0) others.Add(other);
        }

        others.Sort();
        var row = new List<(int Column, double Weight)>(others.Count);
        double own = positives.UsersOf(item).Length;
        foreach (int other in others)
        {
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
