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
    private readonly bool _isPair;
    private readonly int _rowStride;
    private readonly int _rowOffset;
    private readonly int _slotOffset;

    private Lookup(TableGradient<T> gradient, Table<T> table, (int[] Rows, int[] Offsets, int[] Slots) arrays, bool isPair, int rowOffset, int slotOffset)
    {
        Gradient = gradient;
        Table = table;
        (_rows, Offsets, Slots) = arrays;
        _isPair = isPair;
        _rowStride = isPair ? 2 * table.Storage.Stride : table.Storage.Stride;
        _rowOffset = rowOffset;
        _slotOffset = slotOffset;
    }

    /// <summary>The row of each example.</summary>
    public Span<int> Rows => _rows;

    /// <summary>The table.</summary>
    public Table<T> Table { get; }

    /// <summary>Asks for the memory that a step with these rows will need, so that it is there when the step comes. Nothing is read: any numbers will do.</summary>
    public void Prefetch(ReadOnlySpan<int> rows) => Gradient.Prefetch(rows, Table, _rowStride);

    /// <summary>The gradient that it leads to.</summary>
    public TableGradient<T> Gradient { get; }

    /// <summary>Where each example's row starts, from <see cref="Start"/>: multiplied once, and not by each kernel.</summary>
    internal int[] Offsets { get; }

    /// <summary>Where the gradient of each example's row starts, from <see cref="GradientStart"/>.</summary>
    internal int[] Slots { get; }

    /// <summary>Where row 0 starts in the storage.</summary>
    internal ref T Start => ref Unsafe.Add(ref MemoryMarshal.GetReference(Table.Storage.Values), _rowOffset);

    /// <summary>Where this table's part of slot 0 starts in the gradient.</summary>
    internal ref T GradientStart => ref Unsafe.Add(ref MemoryMarshal.GetReference(Gradient.Values), _slotOffset);

    /// <summary>Fills <see cref="Offsets"/>, padding included.</summary>
    internal void FindOffsets(int batch)
    {
        int padded = LaneShape<T>.Pad(batch);
        bool isNumber = _isPair || Table.IsPlaceRow;
        ref int rows = ref MemoryMarshal.GetArrayDataReference(_rows);
        ref int offsets = ref MemoryMarshal.GetArrayDataReference(Offsets);
        for (nuint i = 0; i < (nuint)padded; i += (nuint)Vector<int>.Count)
        {
            Vector<int> row = Vector.LoadUnsafe(ref rows, i);
            ((isNumber ? row : Table.Places(row)) * _rowStride).StoreUnsafe(ref offsets, i);
        }
    }

    /// <summary>A lookup of a table's rows.</summary>
    internal static Lookup<T> OfTable(TableGradient<T> gradient, Table<T> table, int maxBatch, int slotOffset) =>
        new(gradient, table, Arrays(maxBatch), isPair: false, rowOffset: 0, slotOffset);

    /// <summary>Two lookups of a pair's rows, which share their numbers.</summary>
    internal static (Lookup<T> First, Lookup<T> Second) OfPair(TableGradient<T> gradient, TablePair<T> pair, int maxBatch)
    {
        (int[] Rows, int[] Offsets, int[] Slots) arrays = Arrays(maxBatch);
        int stride = pair.Storage.Stride;
        return (new(gradient, pair.First, arrays, isPair: true, rowOffset: 0, slotOffset: 0), new(gradient, pair.Second, arrays, isPair: true, stride, stride));
    }

    private static (int[] Rows, int[] Offsets, int[] Slots) Arrays(int maxBatch)
    {
        int length = LaneShape<T>.Pad(maxBatch);
        return (new int[length], new int[length], new int[length]);
    }
}
