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
    public Embedding(Tape<T> tape, Lookup<T> lookup)
        : base(tape, "embedding " + lookup.Gradient.Table.Name)
    {
        _lookup = lookup;
        Output = tape.Variable(lookup.Gradient.Table.Name + " rows", lookup.Gradient.Table.Columns);
        Outputs = [Output];
    }

    /// <summary>The rows, feature-major.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        Table<T> table = _lookup.Gradient.Table;
        ReadOnlySpan<int> rows = _lookup.Rows.Slice(Output.Shape.Offset, Output.Shape.PaddedLanes);
        RowTranspose.Gather(table.Values, table.Stride, rows, Output.ValueBuffer, Output.Shape.Stride);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        ReadOnlySpan<int> slots = _lookup.Slots.Slice(Output.Shape.Offset, Output.Shape.Lanes);
        int stride = _lookup.Gradient.Table.Stride;
        RowTranspose.ScatterAdd(Output.GradientBuffer, Output.Shape.Stride, slots, _lookup.Gradient.Values, stride);
    }
}
