using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine;

/// <summary>Random bags of up to six rows, many of them empty, with repeated rows; perhaps with weights.</summary>
internal sealed class Bags
{
    public Bags(int examples, int tableRows, bool isWeighted, SeededRandom random)
    {
        Rows = [.. Enumerable.Range(0, examples).Select(_ => Bag(tableRows, random))];
        Weights = isWeighted ? [.. Rows.Select(bag => Numbers.Uniform<double>(bag.Length, random))] : null;
    }

    public int[][] Rows { get; }

    public double[][]? Weights { get; }

    public int Count => Rows.Sum(bag => bag.Length);

    public void Fill<T>(BagLookup<T> lookup)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int end = 0;
        for (int i = 0; i < Rows.Length; i++)
        {
            Rows[i].CopyTo(lookup.Rows[end..]);
            for (int k = 0; k < Rows[i].Length && Weights is not null; k++)
                lookup.Weights[end + k] = T.CreateChecked(Weights[i][k]);
            lookup.Ends[i] = end += Rows[i].Length;
        }
    }

    /// <summary>The factor of row <paramref name="k"/> of a bag.</summary>
    public double Factor(int bag, int k, BagMode mode) =>
        mode == BagMode.Mean ? 1.0 / Rows[bag].Length : Weights is null ? 1 : Weights[bag][k];

    private static int[] Bag(int tableRows, SeededRandom random)
    {
        int[] rows = [.. Enumerable.Range(0, random.NextInt32(4) == 0 ? 0 : random.NextInt32(7)).Select(_ => random.NextInt32(tableRows))];
        if (rows.Length > 2) rows[^1] = rows[0];
        return rows;
    }
}
