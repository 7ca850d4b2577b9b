using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// Looks up rows of numbers that are not trained, such as vectors that were learnt elsewhere: y = values[row of the example]. There is no
/// backward.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class FixedRows<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Block = 4;

    private readonly RowNumbers _numbers;
    private readonly AlignedBuffer<T> _values;
    private readonly int _stride;
    private readonly int _rows;
    private readonly int[] _offsets;

    /// <summary>Records the lookup.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="name">What the rows are, for messages.</param>
    /// <param name="numbers">The rows' numbers, one an example: those of another lookup, say.</param>
    /// <param name="values">The rows, row-major; they are copied.</param>
    /// <param name="columns">The length of a row.</param>
    /// <exception cref="ArgumentException">The values are no whole rows, or there are fewer numbers than a batch may have.</exception>
    public FixedRows(Tape<T> tape, string name, RowNumbers numbers, ReadOnlySpan<T> values, int columns)
        : base(tape, "fixed rows " + name)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.Length % columns != 0)
            throw new ArgumentException($"{Name}: {values.Length} numbers are no whole rows of {columns}.", nameof(values));
        if (numbers.Rows.Length < tape.MaxBatch)
            throw new ArgumentException($"{Name}: there are {numbers.Rows.Length} numbers, fewer than a batch has.", nameof(numbers));
        (_numbers, _rows, _stride) = (numbers, values.Length / columns, (columns + Block - 1) / Block * Block);
        _values = tape.Leaders<FixedRows<T>>()?._values ?? Copy(values, columns);
        _offsets = new int[tape.Shape.Capacity];
        Output = tape.Variable(name, columns, requiresGradient: false);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There is no such row.</exception>
    public override void Forward()
    {
        LaneShape<T> shape = Output.Shape;
        ReadOnlySpan<int> numbers = _numbers.Rows.Slice(shape.Offset, shape.Lanes);
        Span<int> offsets = _offsets.AsSpan(0, shape.PaddedLanes);
        // Padding lanes read the first row: they have no gradient.
        offsets[numbers.Length..].Clear();
        for (int lane = 0; lane < numbers.Length; lane++)
        {
            if ((uint)numbers[lane] >= (uint)_rows)
                throw new ArgumentOutOfRangeException(nameof(numbers), numbers[lane], $"{Name}: there are rows 0 to {_rows - 1}.");
            offsets[lane] = numbers[lane] * _stride;
        }

        RowTranspose.Gather(ref _values.Start, offsets, ref Output.Start, Output.Features, shape);
    }

    internal override bool HasBackward => false;

    /// <inheritdoc/>
    public override void Backward()
    {
    }

    private AlignedBuffer<T> Copy(ReadOnlySpan<T> values, int columns)
    {
        var buffer = new AlignedBuffer<T>((long)_rows * _stride);
        for (int row = 0; row < _rows; row++)
            values.Slice(row * columns, columns).CopyTo(buffer.Span[(row * _stride)..]);
        return buffer;
    }
}
