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
    private readonly int _rowOffset;
    private readonly int _slotOffset;

    private Lookup(TableGradient<T> gradient, Table<T> table, int[] rows, int[] places, int[] slots, int rowStride, int rowOffset, int slotOffset)
    {
        Gradient = gradient;
        Table = table;
        _rows = rows;
        Places = places;
        Slots = slots;
        RowStride = rowStride;
        _rowOffset = rowOffset;
        _slotOffset = slotOffset;
    }

    /// <summary>The row of each example.</summary>
    public Span<int> Rows => _rows;

    /// <summary>The table.</summary>
    public Table<T> Table { get; }

    /// <summary>Asks for the memory that a step with these rows will need, so that it is there when the step comes. Nothing is read: any numbers will do.</summary>
    public void Prefetch(ReadOnlySpan<int> rows) => Gradient.Prefetch(rows, Table, RowStride);

    /// <summary>The gradient that it leads to.</summary>
    public TableGradient<T> Gradient { get; }

    /// <summary>Where each example's row starts, in units of <see cref="RowStride"/>.</summary>
    internal int[] Places { get; }

    /// <summary>The place of each example's row in the gradient.</summary>
    internal int[] Slots { get; }

    /// <summary>The distance between two places, in elements.</summary>
    internal int RowStride { get; }

    /// <summary>Where place 0 starts in the storage.</summary>
    internal ref T Start => ref Unsafe.Add(ref MemoryMarshal.GetReference(Table.Storage.Values), _rowOffset);

    /// <summary>Where this table's part of slot 0 starts in the gradient.</summary>
    internal ref T GradientStart => ref Unsafe.Add(ref MemoryMarshal.GetReference(Gradient.Values), _slotOffset);

    /// <summary>Fills <see cref="Places"/> where they are not the rows themselves, padding included.</summary>
    internal void FindPlaces(int batch)
    {
        for (int i = 0; i < batch; i++)
            Places[i] = Table.Place(_rows[i]);
        Places.AsSpan(batch, LaneShape<T>.Pad(batch) - batch).Clear();
    }

    /// <summary>A lookup of a table's rows.</summary>
    internal static Lookup<T> OfTable(TableGradient<T> gradient, Table<T> table, int maxBatch, int slotOffset)
    {
        int[] rows = new int[LaneShape<T>.Pad(maxBatch)];
        int[] places = table.IsPlaceRow ? rows : new int[rows.Length];
        return new Lookup<T>(gradient, table, rows, places, new int[rows.Length], table.Storage.Stride, 0, slotOffset);
    }

    /// <summary>Two lookups of a pair's rows, which share their numbers.</summary>
    internal static (Lookup<T> First, Lookup<T> Second) OfPair(TableGradient<T> gradient, TablePair<T> pair, int maxBatch)
    {
        int stride = pair.Storage.Stride;
        int[] rows = new int[LaneShape<T>.Pad(maxBatch)], slots = new int[rows.Length];
        return (
            new Lookup<T>(gradient, pair.First, rows, rows, slots, 2 * stride, 0, 0),
            new Lookup<T>(gradient, pair.Second, rows, rows, slots, 2 * stride, stride, stride));
    }
}
