using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// Two tables that are looked up with the same row numbers, and therefore kept side by side in memory: a row of the one and the row of the
/// same number of the other are fetched, brought up to date and updated as one.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TablePair<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal TablePair(string first, int firstRows, string second, int secondRows, int columns)
    {
        Count = Math.Min(firstRows, secondRows);
        Storage = new TableStorage<T>($"Tables '{first}' and '{second}'", (long)firstRows + secondRows, columns);
        First = new Table<T>(first, firstRows, columns, Storage, shift: 0, Count);
        Second = new Table<T>(second, secondRows, columns, Storage, shift: 1, Count);
    }

    /// <summary>The first table.</summary>
    public Table<T> First { get; }

    /// <summary>The second table.</summary>
    public Table<T> Second { get; }

    /// <summary>The number of pairs: the rows of the shorter table.</summary>
    public int Count { get; }

    internal TableStorage<T> Storage { get; }
}
