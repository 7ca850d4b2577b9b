using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>
/// The gradient of a table on a tape: one row for each row of the table that the batch touches ("slot"), however often it does. Duplicates
/// are added up in the order of the examples.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TableGradient<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _maxBatch;
    private readonly List<Lookup<T>> _lookups = [];
    private readonly Lookup<T>? _mirrored;
    private readonly int[] _seen;
    private int _base = 1;
    private int[] _rows = [];
    private int _count;
    private AlignedBuffer<T> _values = new(0);

    internal TableGradient(Table<T> table, int maxBatch, Lookup<T>? mirrored = null)
    {
        Table = table;
        _maxBatch = maxBatch;
        _mirrored = mirrored;
        _seen = mirrored is null ? new int[table.Rows] : [];
    }

    /// <summary>The table.</summary>
    public Table<T> Table { get; }

    /// <summary>The table's rows that the last step touched, in the order of their first appearance.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>How many rows the first lookup touched.</summary>
    internal int FirstLookupCount { get; private set; }

    /// <summary>Their gradients, <see cref="Table{T}.Stride"/> elements each.</summary>
    public Span<T> Values => _values.Span[..(_count * Table.Stride)];

    internal bool IsFirst(Lookup<T> lookup) => _mirrored is null && _lookups[0] == lookup;

    internal Lookup<T> AddLookup()
    {
        var lookup = new Lookup<T>(this, _maxBatch, _mirrored);
        _lookups.Add(lookup);
        return lookup;
    }

    internal void Allocate()
    {
        if (_mirrored is not null)
        {
            if (_lookups.Count > 1) throw new InvalidOperationException($"Table '{Table.Name}' mirrors the rows of another table, and so can be looked up only once.");
            _mirrored.Gradient.Allocate();
            _rows = _mirrored.Gradient._rows;
            _values = new AlignedBuffer<T>((long)_rows.Length * Table.Stride);
            return;
        }

        if (_rows.Length > 0) return;
        int slots = (int)Math.Min(Table.Rows, (long)_maxBatch * _lookups.Count);
        _rows = new int[slots + 1]; // resolving writes one place ahead
        _values = new AlignedBuffer<T>((long)slots * Table.Stride);
    }

    /// <summary>Gives each touched row a slot, brings the rows up to date, and clears their gradients.</summary>
    internal void Begin(int batch, bool backward)
    {
        if (_mirrored is null) ResolveLookups(batch);
        else MirrorLookup(_mirrored);
        Table.CatchUp(Rows);
        if (backward) Values.Clear();
    }

    private void MirrorLookup(Lookup<T> original)
    {
        _count = original.Gradient.FirstLookupCount;
        if (Table.Rows < original.Gradient.Table.Rows) CheckRows(Rows);
    }

    private void ResolveLookups(int batch)
    {
        // A row's entry in _seen is base + slot if this step has met it, and below base if not: so _seen is never cleared between steps.
        if (_base > int.MaxValue - (2 * _rows.Length))
        {
            Array.Clear(_seen);
            _base = 1;
        }
        else
        {
            _base += _count;
        }

        _count = 0;
        FirstLookupCount = 0;
        foreach (Lookup<T> lookup in _lookups)
        {
            Resolve(lookup.Rows[..batch], lookup.Slots);
            // Padding lanes read any row: their gradients are zero.
            lookup.Rows[batch..LaneShape<T>.Pad(batch)].Clear();
            if (FirstLookupCount == 0) FirstLookupCount = _count;
        }
    }

    private void Resolve(ReadOnlySpan<int> rows, Span<int> slots)
    {
        CheckRows(rows);
        ref int seen = ref MemoryMarshal.GetArrayDataReference(_seen);
        ref int list = ref MemoryMarshal.GetArrayDataReference(_rows);
        int start = _base, count = _count;
        for (int i = 0; i < rows.Length; i++)
        {
            // Without a branch, which random rows would make the processor guess: a row not met yet is below base, and wraps to more than count.
            int row = rows[i];
            ref int stamp = ref Unsafe.Add(ref seen, row);
            int slot = (int)Math.Min((uint)(stamp - start), (uint)count);
            stamp = start + slot;
            Unsafe.Add(ref list, count) = row;
            count += slot == count ? 1 : 0;
            slots[i] = slot;
        }

        _count = count;
    }

    private void CheckRows(ReadOnlySpan<int> rows)
    {
        // Negative numbers are the largest as unsigned ones.
        uint largest = TensorPrimitives.Max(MemoryMarshal.Cast<int, uint>(rows));
        if (largest >= (uint)Table.Rows) ThrowRow((int)largest);
    }

    private void ThrowRow(int row) =>
        throw new ArgumentOutOfRangeException(nameof(row), row, $"Table '{Table.Name}' has rows 0 to {Table.Rows - 1}.");
}
