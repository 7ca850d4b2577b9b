using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>An op that gathers rows of a table, or of a pair's two tables, which to it are one row. Backward adds each example's gradient to its row's, duplicates added up.</summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class LookupOp<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _columns;

    private protected LookupOp(Tape<T> tape, string name, Lookup<T> lookup, int columns)
        : base(tape, name)
    {
        Lookup = lookup;
        _columns = columns;
    }

    /// <summary>The rows' numbers.</summary>
    internal Lookup<T> Lookup { get; }

    /// <summary>Where the rows go; of a pair, those of its first table, which the second's follow.</summary>
    internal abstract Variable<T> Rows { get; }

    /// <summary>The gradient of a tile in memory, in elements: whole blocks of four features.</summary>
    internal int GradientLength => (_columns + 3) / 4 * 4 * Rows.Shape.Stride;

    /// <inheritdoc/>
    public sealed override void Forward()
    {
        Variable<T> rows = Rows;
        ReadOnlySpan<int> offsets = Lookup.Offsets.AsSpan(rows.Shape.Offset, rows.Shape.PaddedLanes);
        RowTranspose.Gather(ref Lookup.Start, offsets, ref rows.Start, _columns, rows.Shape);
    }

    /// <inheritdoc/>
    public sealed override void Backward() => ScatterAdd(ref Rows.GradientStart, Rows.Shape.Offset, Rows.Shape.Lanes);

    /// <summary>Adds gradients, <see cref="GradientLength"/> elements in memory, of the <paramref name="lanes"/> examples from <paramref name="offset"/> on.</summary>
    internal void ScatterAdd(ref T gradients, int offset, int lanes) =>
        RowTranspose.ScatterAdd(ref gradients, _columns, Rows.Shape, Lookup.Slots.AsSpan(offset, lanes), ref Lookup.GradientStart);
}
