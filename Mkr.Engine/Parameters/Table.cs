using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>A parameter of which an example reads one row: an embedding table. Row-major, since a row is what a lookup touches.</summary>
/// <remarks>
/// An optimizer with <see cref="Optimizers.RowPolicy.Deferred"/> leaves rows behind and makes the missed steps up when they are read next.
/// The copying members read rows that are up to date; call <see cref="CatchUp"/> before using <see cref="this[int, int]"/> or
/// <see cref="Row"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Table<T> : Parameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Row r is at place r + min(r + shift, pairs): of the pairs, the first table's rows are at even places and the second's at odd ones;
    // then come the rows that have no partner. A table of its own has no pairs.
    private readonly int _shift;
    private readonly int _pairs;

    internal Table(string name, int rows, int columns)
        : this(name, rows, columns, new TableStorage<T>($"Table '{name}'", rows, columns), shift: 0, pairs: 0)
    {
    }

    internal Table(string name, int rows, int columns, TableStorage<T> storage, int shift, int pairs)
        : base(name, rows, columns)
    {
        Storage = storage;
        _shift = shift;
        _pairs = pairs;
    }

    /// <inheritdoc/>
    public override ref T this[int row, int column] => ref Row(row)[column];

    /// <summary>Where the rows are kept.</summary>
    internal TableStorage<T> Storage { get; }

    /// <summary>Whether a row's place is its number.</summary>
    internal bool IsPlaceRow => _pairs == 0;

    /// <summary>The elements of row <paramref name="row"/>.</summary>
    public Span<T> Row(int row) => Storage.Values.Slice(Place(row) * Storage.Stride, Columns);

    /// <summary>Makes up all missed steps of all rows.</summary>
    public void CatchUp() => Storage.CatchUp();

    /// <inheritdoc/>
    public override void CopyTo(Span<T> destination)
    {
        CheckLength(destination.Length);
        CatchUp();
        for (int row = 0; row < Rows; row++)
            Row(row).CopyTo(destination[(row * Columns)..]);
    }

    /// <inheritdoc/>
    public override void CopyFrom(ReadOnlySpan<T> source)
    {
        CheckLength(source.Length);
        CatchUp();
        for (int row = 0; row < Rows; row++)
            source.Slice(row * Columns, Columns).CopyTo(Row(row));
    }

    /// <summary>The place of a row in the storage.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal int Place(int row) => row + Math.Min(row + _shift, _pairs);

    /// <summary><see cref="Place"/> of a vector of rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Vector<int> Places(Vector<int> rows) => rows + Vector.Min(rows + new Vector<int>(_shift), new Vector<int>(_pairs));

    /// <summary>Replaces rows by their <see cref="Place"/>.</summary>
    internal void FindPlaces(Span<int> rows)
    {
        if (IsPlaceRow) return;
        ref int start = ref MemoryMarshal.GetReference(rows);
        int i = 0;
        for (; i <= rows.Length - Vector<int>.Count; i += Vector<int>.Count)
            Places(Vector.LoadUnsafe(ref start, (nuint)i)).StoreUnsafe(ref start, (nuint)i);
        for (; i < rows.Length; i++)
            rows[i] = Place(rows[i]);
    }
}
