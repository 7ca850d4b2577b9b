using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>
/// The gradient of a table, or of a pair of tables, on a tape: one slot for each row that the batch touches, however often it does.
/// Duplicates are added up in the order of the examples.
/// </summary>
/// <remarks>
/// A pair's slots have the rows of both tables, one after the other. Where the second table is looked up by itself as well, the slots of
/// rows that only those lookups touch come last, and their first half has no meaning.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TableGradient<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TablePair<T>? _pair;
    private readonly Table<T> _table;
    private RowLookup<T>[] _pairLookups = [];
    private RowLookup<T>[] _lookups = [];
    private readonly int _rows;
    private RowSlots _slots = new(1, 1);
    private int[] _starts = [];
    private AlignedBuffer<T> _values = AlignedBuffer<T>.Empty;

    // Of a table that is read as a whole: its rows, and the slots that they get, which are in the same order.
    private int[] _allRows = [];
    private int[] _allSlots = [];
    private (BufferPart<T> M, BufferPart<T> V)? _moments;

    internal TableGradient(Table<T> table)
        : this([table], null, table.Storage, table.Rows)
    {
    }

    internal TableGradient(TablePair<T> pair)
        : this([pair.First, pair.Second], pair, pair.Storage, pair.Second.Rows)
    {
    }

    private TableGradient(Table<T>[] tables, TablePair<T>? pair, TableStorage<T> storage, int rows)
    {
        Tables = tables;
        _table = tables[^1];
        Storage = storage;
        SlotStride = tables.Length * storage.Stride;
        _pair = pair;
        _rows = rows;
    }

    /// <summary>The table, or both tables of the pair.</summary>
    public IReadOnlyList<Table<T>> Tables { get; }

    /// <summary>How many rows the last step touched; for a pair, how many row numbers.</summary>
    public int Count => _slots.Count;

    /// <summary>How many of them, the first ones, are rows of both tables of a pair.</summary>
    public int PairCount { get; private set; }

    /// <summary>The distance between two slots in <see cref="Values"/>.</summary>
    public int SlotStride { get; }

    /// <summary>The slots.</summary>
    public Span<T> Values => _values.Span[..(Count * SlotStride)];

    /// <summary>The first element of the slots, for kernels.</summary>
    internal ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _values.Start;
    }

    internal TableStorage<T> Storage { get; }

    /// <summary>How many rows of the two tables are looked up as pairs; 0 for one table.</summary>
    internal int Pairs => _pair?.Count ?? 0;

    /// <summary>The place in the storage of each slot's row; of a pair, that of the first.</summary>
    internal ReadOnlySpan<int> Places => _slots.Rows;

    /// <summary>Where each slot's row starts in the storage; of a pair, the first of the two.</summary>
    internal ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    /// <summary>Where the gradient starts in the slots behind the pairs.</summary>
    internal int SingleOffset => _pair is null ? 0 : Storage.Stride;

    /// <summary>Adds the gradient to that of a whole table: row by row, rows that were not touched left alone.</summary>
    /// <param name="table">One of <see cref="Tables"/>.</param>
    /// <param name="destination">[rows x columns].</param>
    public void AddTo(Table<T> table, Span<T> destination)
    {
        ArgumentNullException.ThrowIfNull(table);
        for (int row = 0; row < table.Rows; row++)
        {
            int slot = row < _rows ? _slots.SlotOf(row) : -1;
            if (slot < 0 || (table == _pair?.First && slot >= PairCount)) continue;
            ReadOnlySpan<T> gradient = Values.Slice((slot * SlotStride) + (table == _pair?.Second ? Storage.Stride : 0), table.Columns);
            Span<T> sum = destination.Slice(row * table.Columns, table.Columns);
            for (int j = 0; j < sum.Length; j++)
                sum[j] += gradient[j];
        }
    }

    /// <summary>
    /// Of a slot's rows, which lie side by side: where they start in the storage, how many elements they are, and where their gradient
    /// starts in <see cref="Values"/>.
    /// </summary>
    internal (int Start, int Length, int Gradient) Slot(int slot)
    {
        int start = Starts[slot], gradient = slot * SlotStride;
        return slot < PairCount ? (start, SlotStride, gradient) : (start, Storage.Stride, gradient + SingleOffset);
    }

    /// <summary>Where an optimizer keeps two moments of each element of the storage: they are needed whenever a row is.</summary>
    internal void SetMoments(AlignedBuffer<T> m, AlignedBuffer<T> v) => _moments = (new(m), new(v));

    /// <summary>Asks for the memory of rows, values and moments.</summary>
    /// <param name="rows">The rows. They are not checked, since nothing is read.</param>
    /// <param name="table">The table that they are of; of pairs, the first.</param>
    /// <param name="rowStride">How many elements are side by side.</param>
    internal void Prefetch(ReadOnlySpan<int> rows, Table<T> table, int rowStride)
    {
        if (_moments is not var (first, second)) return;
        bool isNumber = rowStride > Storage.Stride || table.IsPlaceRow;
        for (int line = 0; line < rowStride; line += 64 / Unsafe.SizeOf<T>())
        {
            ref T w = ref Unsafe.Add(ref Storage.Start, line), m = ref Unsafe.Add(ref first.Start, line),
                v = ref Unsafe.Add(ref second.Start, line);
            if (isNumber) Fetch<RowIsPlace>(rows, table, rowStride, ref w, ref m, ref v);
            else Fetch<RowHasPlace>(rows, table, rowStride, ref w, ref m, ref v);
        }
    }

    private static void Fetch<TPlace>(ReadOnlySpan<int> rows, Table<T> table, nint stride, ref T w, ref T m, ref T v)
        where TPlace : struct, IPlace
    {
        foreach (int row in rows)
            Kernels.Prefetch.Rows(ref w, ref m, ref v, TPlace.Of(row, table) * stride);
    }

    /// <summary>
    /// From now on each step touches all rows, and slot i is row i's: for ops that read the table as a whole. Called before the first step.
    /// </summary>
    internal void TouchAll()
    {
        if (_allRows.Length > 0) return;
        _allRows = [.. Enumerable.Range(0, _rows)];
        _allSlots = new int[_rows];
    }

    /// <summary>Adds another tape's gradient of the same table, each of whose rows has a slot here.</summary>
    internal void Add(TableGradient<T> other)
    {
        for (int slot = 0; slot < other.Count; slot++)
        {
            ReadOnlySpan<T> gradient = other.Values.Slice(slot * SlotStride, SlotStride);
            Span<T> sum = Values.Slice(_slots.SlotOf(other._slots.Rows[slot]) * SlotStride, SlotStride);
            TensorPrimitives.Add(sum, gradient, sum);
        }
    }

    internal Lookup<T> AddLookup(int maxBatch, RowNumbers? sameRows)
    {
        var lookup = new Lookup<T>(this, _table, isPair: false, _table.Rows, maxBatch, SingleOffset, sameRows);
        _lookups = [.. _lookups, lookup];
        return lookup;
    }

    internal BagLookup<T> AddBagLookup(int maxBatch, int capacity, bool isWeighted, bool isShared)
    {
        var lookup = new BagLookup<T>(this, _table, maxBatch, capacity, isWeighted, isShared, SingleOffset);
        _lookups = [.. _lookups, lookup];
        return lookup;
    }

    internal StepLookup<T> AddStepLookup(int capacity)
    {
        var lookup = new StepLookup<T>(this, _table, capacity, SingleOffset);
        _lookups = [.. _lookups, lookup];
        return lookup;
    }

    internal Lookup<T> AddPairLookup(int maxBatch)
    {
        var lookup = new Lookup<T>(this, _pair!.First, isPair: true, _pair.Count, maxBatch, 0);
        _pairLookups = [.. _pairLookups, lookup];
        return lookup;
    }

    internal void Allocate()
    {
        long touched = _pairLookups.Concat(_lookups).Sum(lookup => (long)lookup.Capacity);
        int slots = (int)Math.Min(_rows, Math.Max(_allRows.Length, touched));
        _slots = new RowSlots(_rows, slots);
        _starts = new int[slots];
        _values = new AlignedBuffer<T>((long)slots * SlotStride);
    }

    /// <summary>Gives each touched row a slot.</summary>
    internal void Resolve(int batch)
    {
        _slots.Begin();
        foreach (RowLookup<T> lookup in _pairLookups)
            Resolve(lookup, batch);
        PairCount = Count;
        if (_allRows.Length > 0) _slots.Resolve(_allRows, _allSlots, SlotStride);
        foreach (RowLookup<T> lookup in _lookups)
            Resolve(lookup, batch);

        // What resolving has listed are numbers of rows.
        Span<int> places = _slots.Rows;
        if (PairCount > 0) _pair!.First.FindPlaces(places[..PairCount]);
        if (PairCount < places.Length) _table.FindPlaces(places[PairCount..]);
        FindStarts(places, Storage.Stride, _starts);
    }

    /// <summary>Brings the rows of <paramref name="count"/> slots up to date, and clears their gradients for a backward pass.</summary>
    internal void Prepare(int slot, int count, bool backward)
    {
        Storage.CatchUp(_slots.Rows.Slice(slot, count), Math.Clamp(PairCount - slot, 0, count));
        // A buffer ends with a cache line of its own: there is memory for the last one.
        if (backward) Kernels.Zero.Fill(ref Unsafe.Add(ref Start, slot * (nint)SlotStride), count * (nint)SlotStride);
    }

    private static void FindStarts(ReadOnlySpan<int> places, int stride, Span<int> starts)
    {
        ref int place = ref MemoryMarshal.GetReference(places);
        ref int start = ref MemoryMarshal.GetReference(starts[..places.Length]);
        int i = 0;
        for (; i <= places.Length - Vector<int>.Count; i += Vector<int>.Count)
            (Vector.LoadUnsafe(ref place, (nuint)i) * stride).StoreUnsafe(ref start, (nuint)i);
        for (; i < places.Length; i++)
            starts[i] = places[i] * stride;
    }

    private void Resolve(RowLookup<T> lookup, int batch)
    {
        int count = lookup.CountOf(batch);
        lookup.FindOffsets(count);
        _slots.Resolve(lookup.Rows[..count], lookup.Slots, SlotStride);
    }

    /// <summary>Where a row is in the storage: code of its own for tables in which that is its number.</summary>
    private interface IPlace
    {
        static abstract nint Of(int row, Table<T> table);
    }

    private readonly struct RowIsPlace : IPlace
    {
        public static nint Of(int row, Table<T> table) => row;
    }

    private readonly struct RowHasPlace : IPlace
    {
        public static nint Of(int row, Table<T> table) => table.Place(row);
    }
}
