using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>Looks up a table's rows: y = table[row of the example]. Backward adds each example's gradient to its row's, duplicates added up.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Embedding<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lookup<T> _lookup;

    /// <summary>Records the lookup.</summary>
    /// <exception cref="ArgumentException">It is of a pair of tables.</exception>
    public Embedding(Tape<T> tape, Lookup<T> lookup)
        : base(tape, "embedding " + lookup.Table.Name)
    {
        if (lookup.IsPair) throw new ArgumentException($"{Name}: rows of a pair of tables are looked up by a {nameof(PairEmbedding<>)}.", nameof(lookup));
        _lookup = lookup;
        Output = tape.Variable(lookup.Table.Name + " rows", lookup.Table.Columns);
        Outputs = [Output];
    }

    /// <summary>The rows, feature-major.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        ReadOnlySpan<int> offsets = _lookup.Offsets.AsSpan(Output.Shape.Offset, Output.Shape.PaddedLanes);
        RowTranspose.Gather(ref _lookup.Start, offsets, ref Output.Start, Output.Features, Output.Shape);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        ReadOnlySpan<int> slots = _lookup.Slots.AsSpan(Output.Shape.Offset, Output.Shape.Lanes);
        RowTranspose.ScatterAdd(ref Output.GradientStart, Output.Features, Output.Shape, slots, ref _lookup.GradientStart);
    }
}
