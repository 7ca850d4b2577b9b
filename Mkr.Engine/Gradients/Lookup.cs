using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>The row of a table that each example of a batch reads. Fill <see cref="Rows"/> before running the tape.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Lookup<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _rows;
    private readonly int _limit;
    private readonly int _slotOffset;
    private readonly BufferPart<T> _start;

    internal Lookup(
        TableGradient<T> gradient, Table<T> table, bool isPair, int rows, int maxBatch, int slotOffset, Lookup<T>? sameRows = null)
    {
        Gradient = gradient;
        Table = table;
        IsPair = isPair;
        _limit = rows;
        int length = LaneShape<T>.Pad(maxBatch);
        (_rows, Offsets, Slots) = (sameRows?._rows ?? new int[length], new int[length], new int[length]);
        RowStride = isPair ? 2 * table.Storage.Stride : table.Storage.Stride;
        _slotOffset = slotOffset;
        _start = table.Storage.Memory;
    }

    /// <summary>The row of each example.</summary>
    public Span<int> Rows => _rows;

    /// <summary>The table; of a pair the first.</summary>
    public Table<T> Table { get; }

    /// <summary>Whether the rows are looked up in both tables of a pair.</summary>
    public bool IsPair { get; }

    /// <summary>
    /// Asks for the memory that a step with these rows will need, so that it is there when the step comes. Nothing is read: any numbers
    /// will do.
    /// </summary>
    public void Prefetch(ReadOnlySpan<int> rows) => Gradient.Prefetch(rows, Table, RowStride);

    /// <summary>The gradient that it leads to.</summary>
    public TableGradient<T> Gradient { get; }

    /// <summary>Where each example's row starts, from <see cref="Start"/>: multiplied once, and not by each kernel.</summary>
    internal int[] Offsets { get; }

    /// <summary>Where the gradient of each example's row starts, from <see cref="GradientStart"/>.</summary>
    internal int[] Slots { get; }

    /// <summary>The distance between two rows, or pairs of rows, in the storage.</summary>
    internal int RowStride { get; }

    /// <summary>Where row 0 starts in the storage.</summary>
    internal ref T Start => ref _start.Start;

    /// <summary>Where this table's part of slot 0 starts in the gradient.</summary>
    internal ref T GradientStart => ref Unsafe.Add(ref Gradient.Start, _slotOffset);

    /// <summary>Fills <see cref="Offsets"/>, padding included.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    internal void FindOffsets(int batch)
    {
        int padded = LaneShape<T>.Pad(batch);
        // Padding lanes read any row: their gradients are zero.
        if (batch < padded) _rows.AsSpan(batch, padded - batch).Clear();
        bool isNumber = IsPair || Table.IsPlaceRow;
        ref int rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref int offsets = ref MemoryMarshal.GetArrayDataReference(Offsets);
        // Negative numbers are the largest as unsigned ones.
        Vector<uint> largest = Vector<uint>.Zero;
        for (nuint i = 0; i < (nuint)padded; i += (nuint)Vector<int>.Count)
        {
            Vector<int> row = Vector.LoadUnsafe(ref rows, i);
            largest = Vector.Max(largest, row.As<int, uint>());
            ((isNumber ? row : Table.Places(row)) * RowStride).StoreUnsafe(ref offsets, i);
        }

        if (Vector.GreaterThanOrEqualAny(largest, new Vector<uint>((uint)_limit))) ThrowRow(_rows.AsSpan(0, batch));
    }

    private void ThrowRow(ReadOnlySpan<int> rows)
    {
        foreach (int row in rows)
        {
            if ((uint)row >= (uint)_limit)
                throw new ArgumentOutOfRangeException(nameof(rows), row, $"Table '{Table.Name}' has rows 0 to {_limit - 1}.");
        }
    }
}
