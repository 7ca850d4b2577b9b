using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>
/// Numbers of the rows of a table that a batch reads: one an example (<see cref="Lookup{T}"/>), or any number of them
/// (<see cref="BagLookup{T}"/>). A tape makes it, and ops look the rows up.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class RowLookup<T> : RowNumbers
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _limit;
    private readonly int _slotOffset;
    private readonly BufferPart<T> _start;

    /// <summary>A list of row numbers.</summary>
    /// <param name="gradient">The gradient that it leads to.</param>
    /// <param name="table">The table; of a pair the first.</param>
    /// <param name="isPair">Whether the rows are looked up in both tables of a pair.</param>
    /// <param name="limit">The rows that may be looked up are those below this one.</param>
    /// <param name="capacity">The most rows that a batch reads.</param>
    /// <param name="slotOffset">Where this table's part of a slot starts.</param>
    /// <param name="sameRows">What has the numbers already; null where this is a list of its own.</param>
    /// <exception cref="InvalidOperationException">There are more than can be indexed.</exception>
    private protected RowLookup(
        TableGradient<T> gradient, Table<T> table, bool isPair, int limit, int capacity, int slotOffset, RowNumbers? sameRows = null)
        : base(sameRows ?? new RowNumbers(LaneShape<T>.Pad(Checked(capacity, table))))
    {
        Gradient = gradient;
        Table = table;
        IsPair = isPair;
        Capacity = capacity;
        _limit = limit;
        (Offsets, Slots) = (new int[Rows.Length], new int[Rows.Length]);
        RowStride = isPair ? 2 * table.Storage.Stride : table.Storage.Stride;
        _slotOffset = slotOffset;
        _start = table.Storage.Memory;
    }

    /// <summary>The table; of a pair the first.</summary>
    public Table<T> Table { get; }

    /// <summary>Whether the rows are looked up in both tables of a pair.</summary>
    public bool IsPair { get; }

    /// <summary>The gradient that it leads to.</summary>
    public TableGradient<T> Gradient { get; }

    /// <summary>The most rows that a batch reads.</summary>
    internal int Capacity { get; }

    /// <summary>Where each row starts, from <see cref="Start"/>: multiplied once, and not by each kernel.</summary>
    internal int[] Offsets { get; }

    /// <summary>Where the gradient of each row starts, from <see cref="GradientStart"/>.</summary>
    internal int[] Slots { get; }

    /// <summary>The distance between two rows, or pairs of rows, in the storage.</summary>
    internal int RowStride { get; }

    /// <summary>Where row 0 starts in the storage.</summary>
    internal ref T Start => ref _start.Start;

    /// <summary>Where this table's part of slot 0 starts in the gradient.</summary>
    internal ref T GradientStart => ref Unsafe.Add(ref Gradient.Start, _slotOffset);

    /// <inheritdoc/>
    public override void Prefetch(ReadOnlySpan<int> rows) => Gradient.Prefetch(rows, Table, RowStride);

    /// <summary>How many rows a batch of so many examples reads.</summary>
    internal abstract int CountOf(int batch);

    /// <summary>Fills <see cref="Offsets"/> of the first <paramref name="count"/> rows, padding included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    internal void FindOffsets(int count)
    {
        int padded = LaneShape<T>.Pad(count);
        // Padding lanes read any row: their gradients are zero.
        if (count < padded) Rows[count..padded].Clear();
        bool isNumber = IsPair || Table.IsPlaceRow;
        ref int rows = ref MemoryMarshal.GetReference(Rows);
        ref int offsets = ref MemoryMarshal.GetArrayDataReference(Offsets);
        // Negative numbers are the largest as unsigned ones.
        Vector<uint> largest = Vector<uint>.Zero;
        for (nuint i = 0; i < (nuint)padded; i += (nuint)Vector<int>.Count)
        {
            Vector<int> row = Vector.LoadUnsafe(ref rows, i);
            largest = Vector.Max(largest, row.As<int, uint>());
            ((isNumber ? row : Table.Places(row)) * RowStride).StoreUnsafe(ref offsets, i);
        }

        if (Vector.GreaterThanOrEqualAny(largest, new Vector<uint>((uint)_limit))) ThrowRow(Rows[..count]);
    }

    private void ThrowRow(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)_limit)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"Table '{Table.Name}' has rows 0 to {_limit - 1}.");
        }
    }

    private static int Checked(int capacity, Table<T> table) => capacity <= Array.MaxLength - LaneShape<T>.Quantum
        ? capacity
        : throw new InvalidOperationException(
            $"Table '{table.Name}': the rows of {capacity} examples cannot be indexed. Use smaller batches.");
}
