using System.Numerics;

namespace Mkr.Engine;

/// <summary>A parameter of which an example reads one row: an embedding table. Row-major, since a row is what a lookup touches.</summary>
/// <remarks>
/// An optimizer with <see cref="Optimizers.RowPolicy.Deferred"/> leaves rows behind and makes the missed steps up when they are read next.
/// The copying members read rows that are up to date; call <see cref="CatchUp()"/> before using <see cref="this[int, int]"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Table<T> : Parameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _values;
    private readonly List<Optimizers.IDeferredRows> _deferred = [];

    internal Table(string name, int rows, int columns)
        : base(name, rows, columns)
    {
        Stride = (columns + 3) / 4 * 4;
        _values = new AlignedBuffer<T>((long)rows * Stride);
    }

    /// <summary>The distance between rows, in elements: <see cref="Parameter{T}.Columns"/> rounded up to whole blocks of four. The padding is zero and stays so.</summary>
    public int Stride { get; }

    /// <summary>All rows, <see cref="Stride"/> elements each.</summary>
    public Span<T> Values => _values.Span;

    /// <inheritdoc/>
    public override ref T this[int row, int column] => ref Values.Slice(row * Stride, Columns)[column];

    /// <summary>Makes up all missed steps of all rows.</summary>
    public void CatchUp()
    {
        foreach (Optimizers.IDeferredRows rows in _deferred)
            rows.CatchUpAll();
    }

    /// <inheritdoc/>
    public override void CopyTo(Span<T> destination)
    {
        CheckLength(destination.Length);
        CatchUp();
        for (int row = 0; row < Rows; row++)
            Values.Slice(row * Stride, Columns).CopyTo(destination[(row * Columns)..]);
    }

    /// <inheritdoc/>
    public override void CopyFrom(ReadOnlySpan<T> source)
    {
        CheckLength(source.Length);
        CatchUp();
        for (int row = 0; row < Rows; row++)
            source.Slice(row * Columns, Columns).CopyTo(Values[(row * Stride)..]);
    }

    /// <summary>Makes up the missed steps of the given rows, before they are read.</summary>
    internal void CatchUp(ReadOnlySpan<int> rows)
    {
        foreach (Optimizers.IDeferredRows deferred in _deferred)
            deferred.CatchUp(rows);
    }

    internal void Attach(Optimizers.IDeferredRows rows) => _deferred.Add(rows);
}
