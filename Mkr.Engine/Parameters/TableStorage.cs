using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mkr.Engine;

/// <summary>
/// The memory of a table, or of two tables whose rows lie side by side: the rows of both with the same number are then one piece of memory,
/// fetched and updated at once. A row's number in the storage is its place.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TableStorage<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _values;
    private readonly List<IDeferredRows> _deferred = [];

    /// <summary>Zeros.</summary>
    /// <param name="tables">What it is for, in messages.</param>
    /// <param name="places">The rows of all its tables.</param>
    /// <param name="columns">The columns of each.</param>
    /// <exception cref="InvalidOperationException">
    /// There are more elements than can be indexed, the padding of the rows included.
    /// </exception>
    public TableStorage(string tables, long places, int columns)
    {
        long stride = (columns + 3L) / 4 * 4;
        Guard.Indexable(tables, places, columns, places * stride);
        Places = (int)places;
        Stride = (int)stride;
        _values = new AlignedBuffer<T>(places * stride);
    }

    /// <summary>The number of rows.</summary>
    public int Places { get; }

    /// <summary>
    /// The distance between rows, in elements: the columns, rounded up to whole blocks of four. The padding is zero and stays so.
    /// </summary>
    public int Stride { get; }

    /// <summary>All rows.</summary>
    public Span<T> Values
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _values.Span;
    }

    /// <summary>All rows, for kernels.</summary>
    public BufferPart<T> Memory => new(_values);

    /// <summary>The first element, for kernels.</summary>
    public ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _values.Start;
    }

    /// <summary>Makes up all missed steps of all rows.</summary>
    public void CatchUp()
    {
        foreach (IDeferredRows rows in _deferred)
            rows.CatchUpAll();
    }

    /// <summary>Makes up the missed steps of the given rows, before they are read.</summary>
    /// <param name="places">The places; of pairs, that of the first row.</param>
    /// <param name="pairs">How many of them, the first ones, are of two rows each.</param>
    public void CatchUp(ReadOnlySpan<int> places, int pairs)
    {
        foreach (IDeferredRows deferred in _deferred)
            deferred.CatchUp(places, pairs);
    }

    /// <summary>From now on <paramref name="rows"/> is asked for the steps that rows have missed.</summary>
    public void Attach(IDeferredRows rows) => _deferred.Add(rows);
}
