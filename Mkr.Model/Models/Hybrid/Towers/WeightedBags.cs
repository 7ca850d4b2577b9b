using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Data;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>Puts rows of a sparse matrix into a lookup, bag after bag.</summary>
/// <param name="rows">The matrix.</param>
/// <param name="bags">Receives the rows.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class WeightedBags<T>(WeightedRows rows, BagLookup<T> bags)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Converted once.
    private readonly T[] _weights = [.. rows.AllWeights.ToArray().Select(T.CreateTruncating)];
    private int _end;

    /// <summary>A new batch.</summary>
    public void Begin() => _end = 0;

    /// <summary>The next bag is that of a row.</summary>
    public void Add(int bag, int row)
    {
        ReadOnlySpan<int> columns = rows.Columns(row);
        columns.CopyTo(bags.Rows[_end..]);
        _weights.AsSpan(rows.Start(row), columns.Length).CopyTo(bags.Weights[_end..]);
        bags.Ends[bag] = _end += columns.Length;
    }

    /// <summary>The next bag is that of a row, to be taken off.</summary>
    public void Subtract(int bag, int row)
    {
        int start = _end;
        Add(bag, row);
        foreach (ref T weight in bags.Weights[start.._end]) weight = -weight;
    }

    /// <summary>The next bag is one element of a row, to be taken off.</summary>
    public void SubtractOne(int bag, int row, int place)
    {
        bags.Rows[_end] = rows.Columns(row)[place];
        bags.Weights[_end] = -_weights[rows.Start(row) + place];
        bags.Ends[bag] = ++_end;
    }

    /// <summary>The next bag has nothing in it.</summary>
    public void AddEmpty(int bag) => bags.Ends[bag] = _end;
}
