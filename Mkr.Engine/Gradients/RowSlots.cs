using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>
/// Which slot each row of a table has in the present step: the rows in the order of their first appearance, or, of a small table, in their
/// own.
/// </summary>
/// <remarks>
/// A row's stamp is base + slot if this step has met the row, and below base if not: so nothing is cleared between steps, and base grows by
/// the number of rows met. The stamps of a table of up to <see cref="LargestArray"/> rows are an array; those of a larger one, which would
/// be a cache miss for each row, are a hash table of the batch's rows with linear probing.
/// </remarks>
internal sealed class RowSlots
{
    /// <summary>The stamps of this many rows are 1 MB.</summary>
    public const int LargestArray = 1 << 18;

    private readonly bool _isArray;
    private readonly int[] _stamps;
    private readonly int[] _keys = [];
    private readonly int[] _rows;
    private int _base = 1;
    private int _rowCount;
    private bool _fewRepeat;

    /// <summary>Slots for a table of <paramref name="tableRows"/> rows.</summary>
    /// <param name="tableRows">The rows there are.</param>
    /// <param name="maxCount">The most that a step meets.</param>
    public RowSlots(int tableRows, int maxCount)
    {
        _isArray = tableRows <= LargestArray;
        _rows = new int[maxCount + 1]; // listing writes one place ahead
        if (_isArray)
        {
            _stamps = new int[tableRows];
            return;
        }

        // At most a quarter full: a row is found where it is looked for first, or nearly.
        int capacity = (int)BitOperations.RoundUpToPowerOf2((uint)maxCount * 4);
        _stamps = new int[capacity];
        _keys = new int[capacity];
    }

    /// <summary>How many rows the step has met.</summary>
    public int Count { get; private set; }

    /// <summary>The rows, at first; the owner may replace them by their places.</summary>
    public Span<int> Rows => _rows.AsSpan(0, Count);

    /// <summary>A new step.</summary>
    public void Begin()
    {
        _fewRepeat = Count > _rowCount / 8 * 7;
        _base += Count;
        (Count, _rowCount) = (0, 0);
        if (_base <= int.MaxValue - (2 * _rows.Length)) return;
        Array.Clear(_stamps);
        _base = 1;
    }

    /// <summary>Gives each row its slot, multiplied by <paramref name="stride"/>: where its gradient starts.</summary>
    public void Resolve(ReadOnlySpan<int> rows, Span<int> slots, int stride)
    {
        _rowCount += rows.Length;
        if (_isArray)
        {
            ref int first = ref MemoryMarshal.GetReference(rows), slot = ref MemoryMarshal.GetReference(slots);
            ref int stamps = ref MemoryMarshal.GetArrayDataReference(_stamps), list = ref MemoryMarshal.GetArrayDataReference(_rows);
            if (Count == 0 && _stamps.Length <= rows.Length)
                Count = ResolveAll(ref first, ref slot, stride, rows.Length, ref stamps, _stamps.Length, _base, ref list);
            else Count = _fewRepeat
                ? ResolveFewRepeated(ref first, ref slot, stride, rows.Length, ref stamps, _base, ref list, Count)
                : ResolveRepeated(ref first, ref slot, stride, rows.Length, ref stamps, _base, ref list, Count);
            return;
        }

        for (int i = 0; i < rows.Length; i++)
        {
            int entry = Find(rows[i]);
            if (_stamps[entry] < _base)
            {
                _stamps[entry] = _base + Count;
                _keys[entry] = rows[i];
                _rows[Count++] = rows[i];
            }

            slots[i] = (_stamps[entry] - _base) * stride;
        }
    }

    /// <summary>The slot of a row, or -1 if the step has not met it.</summary>
    public int SlotOf(int row)
    {
        int stamp = _stamps[_isArray ? row : Find(row)];
        return stamp >= _base && stamp < _base + Count ? stamp - _base : -1;
    }

    /// <summary>
    /// Of a table with no more rows than the batch, a row comes so often that each look at its stamp would wait for the one before: first
    /// all are marked, then the marked ones numbered.
    /// </summary>
    private static int ResolveAll(
        ref int rows, ref int slots, int stride, nint batch, ref int stamps, int tableRows, int start, ref int list)
    {
        for (nint i = 0; i < batch; i++)
            Unsafe.Add(ref stamps, Unsafe.Add(ref rows, i)) = start;
        int count = 0;
        for (int row = 0; row < tableRows; row++)
        {
            ref int stamp = ref Unsafe.Add(ref stamps, row);
            int isNew = ~((stamp - start) >> 31) & 1;
            Unsafe.Add(ref list, count) = row;
            stamp += isNew * count;
            count += isNew;
        }

        for (nint i = 0; i < batch; i++)
            Unsafe.Add(ref slots, i) = (Unsafe.Add(ref stamps, Unsafe.Add(ref rows, i)) - start) * stride;
        return count;
    }

    /// <summary>With a branch, which the processor guesses right where nearly every row is new.</summary>
    private static int ResolveFewRepeated(
        ref int rows, ref int slots, int stride, nint batch, ref int stamps, int start, ref int list, nint count)
    {
        for (nint i = 0; i < batch; i++)
        {
            int row = Unsafe.Add(ref rows, i);
            ref int stamp = ref Unsafe.Add(ref stamps, row);
            int slot = stamp - start;
            if (slot < 0)
            {
                slot = (int)count;
                stamp = start + slot;
                Unsafe.Add(ref list, count++) = row;
            }

            Unsafe.Add(ref slots, i) = slot * stride;
        }

        return (int)count;
    }

    /// <summary>
    /// Without a branch, which many repeated rows would make the processor guess wrong (a conditional expression becomes one in a loop): a
    /// row not met yet is below the base, so that the difference's sign is a mask.
    /// </summary>
    private static int ResolveRepeated(
        ref int rows, ref int slots, int stride, nint batch, ref int stamps, int start, ref int list, int count)
    {
        for (nint i = 0; i < batch; i++)
        {
            uint row = (uint)Unsafe.Add(ref rows, i);
            ref int stamp = ref Unsafe.Add(ref stamps, (nuint)row);
            int old = stamp - start, isNew = old >> 31;
            int slot = old + ((count - old) & isNew);
            stamp = start + slot;
            Unsafe.Add(ref list, (nuint)(uint)count) = (int)row;
            Unsafe.Add(ref slots, i) = slot * stride;
            count -= isNew;
        }

        return count;
    }

    /// <summary>The entry of a row, or the free one that it would take (Fibonacci hashing).</summary>
    private int Find(int row)
    {
        int mask = _stamps.Length - 1;
        int entry = (int)(((uint)row * 2654435769u) >> (32 - BitOperations.Log2((uint)_stamps.Length)));
        while (_stamps[entry] >= _base && _keys[entry] != row)
            entry = (entry + 1) & mask;
        return entry;
    }
}
