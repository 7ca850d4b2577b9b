using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// A row of an <see cref="IRowSource{T}"/> for each example, y = row: what an <see cref="Embedding{T}"/> is to a table. Backward adds gradY
/// to the row's gradient in place, example after example: so threads cannot share its steps.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SourceRow<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly IRowSource<T> _source;
    private readonly RowNumbers _numbers;
    private readonly int[] _starts;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="source">The rows.</param>
    /// <param name="numbers">The number of each example's row.</param>
    public SourceRow(Tape<T> tape, IRowSource<T> source, RowNumbers numbers)
        : base(tape, "row of " + source.Name)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        (_source, _numbers) = (source, numbers);
        _starts = new int[tape.Shape.Capacity];
        Output = tape.Variable(source.Name + " row", source.Columns);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    internal override bool CanSplit => false;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no row of such a number.</exception>
    public override void Forward() => RowTranspose.Gather(
        ref _source.Start, Find(_source.Offsets, Output.Shape.PaddedLanes), ref Output.Start, Output.Features, Output.Shape);

    /// <inheritdoc/>
    public override void Backward() => RowTranspose.ScatterAdd(
        ref Output.GradientStart, Output.Features, Output.Shape, Find(_source.Slots, Output.Shape.Lanes), ref _source.GradientStart);

    /// <summary>Where the rows of the tile start; those of the padding are the first's.</summary>
    private ReadOnlySpan<int> Find(int[] starts, int count)
    {
        ReadOnlySpan<int> numbers = _numbers.Rows.Slice(Output.Shape.Offset, Output.Shape.Lanes);
        for (int lane = 0; lane < count; lane++) _starts[lane] = starts[Checked(numbers[lane < numbers.Length ? lane : 0])];
        return _starts.AsSpan(0, count);
    }

    private int Checked(int number) => (uint)number < (uint)_source.Count
        ? number
        : throw new ArgumentOutOfRangeException(nameof(number), number, $"{Name}: there are rows 0 to {_source.Count - 1}.");
}
