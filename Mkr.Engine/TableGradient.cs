using System.Numerics;

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
    private readonly int[] _seen;
    private int _base = 1;
    private int[] _rows = [];
    private int _count;
    private AlignedBuffer<T> _values = new(0);

    internal TableGradient(Table<T> table, int maxBatch)
    {
        Table = table;
        _maxBatch = maxBatch;
        _seen = new int[table.Rows];
    }

    /// <summary>The table.</summary>
    public Table<T> Table { get; }

    /// <summary>The table's rows that the last step touched, in the order of their first appearance.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>Their gradients, <see cref="Table{T}.Stride"/> elements each.</summary>
    public Span<T> Values => _values.Span[..(_count * Table.Stride)];

    internal Lookup<T> AddLookup()
    {
        var lookup = new Lookup<T>(this, _maxBatch);
        _lookups.Add(lookup);
        return lookup;
    }

    internal void Allocate()
    {
        int slots = (int)Math.Min(Table.Rows, (long)_maxBatch * _lookups.Count);
        _rows = new int[slots];
        _values = new AlignedBuffer<T>((long)slots * Table.Stride);
    }

    /// <summary>Gives each touched row a slot, brings the rows up to date, and clears their gradients.</summary>
    internal void Begin(int batch, bool backward)
    {
        // A row's entry in _seen is base + slot if this step has met it, and below base if not: so _seen is never cleared between steps.
        if (_base > int.MaxValue - _rows.Length)
        {
            Array.Clear(_seen);
            _base = 1;
        }
        else
        {
            _base += _count;
        }

        _count = 0;
        foreach (Lookup<T> lookup in _lookups)
            Resolve(lookup.Rows[..batch], lookup.Slots);
        Table.CatchUp(Rows);
        if (backward) Values.Clear();
    }

    private void Resolve(ReadOnlySpan<int> rows, Span<int> slots)
    {
        int[] seen = _seen;
        for (int i = 0; i < rows.Length; i++)
        {
            int row = rows[i];
            if ((uint)row >= (uint)seen.Length) ThrowRow(row);
            int slot = seen[row] - _base;
            if (slot < 0)
            {
                slot = _count++;
                seen[row] = _base + slot;
                _rows[slot] = row;
            }

            slots[i] = slot;
        }
    }

    private void ThrowRow(int row) =>
        throw new ArgumentOutOfRangeException(nameof(row), row, $"Table '{Table.Name}' has rows 0 to {Table.Rows - 1}.");
}
