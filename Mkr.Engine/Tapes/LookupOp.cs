using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// An op that gathers rows of a table, or of a pair's two tables, which to it are one row: y = row of the example. Backward adds each
/// example's gradient to its row's, duplicates added up.
/// </summary>
/// <remarks>
/// An op of one's own that looks rows up derives from this one, so that threads can share its steps. It may change what was gathered, in
/// place: it overrides <see cref="Forward"/>, calls the base's and goes on from there, and turns the gradient back in
/// <see cref="BackwardRows"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class LookupOp<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _columns;

    /// <summary>Records a lookup of one table's rows.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="name">The op's name, for messages.</param>
    /// <param name="lookup">The rows' numbers, from the same tape.</param>
    /// <exception cref="ArgumentException">It is of a pair of tables.</exception>
    protected LookupOp(Tape<T> tape, string name, Lookup<T> lookup)
        : base(tape, name)
    {
        ArgumentNullException.ThrowIfNull(lookup);
        if (lookup.IsPair)
            throw new ArgumentException($"{Name}: rows of a pair of tables are looked up by a {nameof(PairEmbedding<>)}.", nameof(lookup));
        Lookup = lookup;
        _columns = lookup.Table.Columns;
        Rows = tape.Variable(lookup.Table.Name + " rows", _columns);
        Outputs = [Rows];
    }

    /// <summary>Records a lookup of a pair's rows.</summary>
    private protected LookupOp(Tape<T> tape, string name, Lookup<T> pair, out Variable<T> first, out Variable<T> second)
        : base(tape, name)
    {
        if (!pair.IsPair)
            throw new ArgumentException($"{Name}: the rows of one table are looked up by an {nameof(Embedding<>)}.", nameof(pair));
        Lookup = pair;
        _columns = pair.RowStride;
        IReadOnlyList<Table<T>> tables = pair.Gradient.Tables;
        (first, second) = tape.VariablePair(tables[0].Name + " rows", tables[1].Name + " rows", pair.Table.Columns);
        Rows = first;
        Outputs = [first, second];
    }

    /// <summary>
    /// Records a lookup of any number of one table's rows an example, of which the op makes one vector of so many features.
    /// </summary>
    private protected LookupOp(Tape<T> tape, string name, BagLookup<T> bags, int features)
        : base(tape, name)
    {
        Lookup = bags;
        _columns = features;
        Rows = tape.Variable(bags.Table.Name + " bags", _columns);
        Outputs = [Rows];
    }

    /// <summary>The rows' numbers.</summary>
    internal RowLookup<T> Lookup { get; }

    /// <summary>Where the rows go; of a pair, those of its first table, which the second's follow.</summary>
    protected internal Variable<T> Rows { get; }

    /// <summary>The gradient of a tile in memory, in elements: whole blocks of four features.</summary>
    internal int GradientLength => (_columns + 3) / 4 * 4 * Rows.Shape.Stride;

    /// <inheritdoc/>
    public override void Forward()
    {
        Variable<T> rows = Rows;
        ReadOnlySpan<int> offsets = Lookup.Offsets.AsSpan(rows.Shape.Offset, rows.Shape.PaddedLanes);
        RowTranspose.Gather(ref Lookup.Start, offsets, ref rows.Start, _columns, rows.Shape);
    }

    /// <inheritdoc/>
    public sealed override void Backward()
    {
        BackwardRows();
        ScatterAdd(ref Rows.GradientStart, Rows.Shape.Offset, Rows.Shape.Lanes);
    }

    /// <summary>
    /// Turns the gradient of <see cref="Rows"/>, in place, from that of what this op made of the rows into that of the rows.
    /// </summary>
    protected internal virtual void BackwardRows()
    {
    }

    /// <summary>
    /// Adds gradients, <see cref="GradientLength"/> elements in memory, of the <paramref name="lanes"/> examples from
    /// <paramref name="offset"/> on.
    /// </summary>
    internal virtual void ScatterAdd(ref T gradients, int offset, int lanes) =>
        RowTranspose.ScatterAdd(ref gradients, _columns, Rows.Shape, Lookup.Slots.AsSpan(offset, lanes), ref Lookup.GradientStart);
}
