using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// y = max(0, row + shift), with a fixed row of each example, in the order of the examples, and a shift that all examples share: the first
/// hidden layer of a network for one user and all items, where the items' half of it is known. There is no backward.
/// </summary>
/// <remarks>The rows are kept as lanes, a tile after the other: nothing is looked up.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ShiftedRelu<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _tiles;
    private readonly T[] _shift;

    /// <summary>Records the op on a tape whose batches are as long as there are rows, or shorter.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="rows">The rows, row-major; they are copied.</param>
    /// <param name="columns">The length of a row.</param>
    /// <exception cref="ArgumentException">The numbers are not as many rows as a batch may have examples.</exception>
    public ShiftedRelu(Tape<T> tape, ReadOnlySpan<T> rows, int columns)
        : base(tape, "shifted ReLU")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (rows.Length != (long)tape.MaxBatch * columns)
            throw new ArgumentException($"{Name}: {rows.Length} numbers are not {tape.MaxBatch} rows of {columns}.", nameof(rows));
        _shift = new T[columns];
        int capacity = tape.Shape.Capacity, tiles = (tape.MaxBatch + capacity - 1) / capacity;
        _tiles = new AlignedBuffer<T>((long)tiles * columns * capacity);
        for (int row = 0; row < tape.MaxBatch; row++)
        {
            int start = row / capacity * columns * capacity;
            for (int j = 0; j < columns; j++) _tiles.Span[start + (j * capacity) + (row % capacity)] = rows[(row * columns) + j];
        }

        Output = tape.Variable("shifted", columns, requiresGradient: false);
        Outputs = [Output];
    }

    /// <summary>The shift.</summary>
    public Span<T> Shift => _shift;

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => ShiftedReluKernel.Forward(
        ref _tiles.Span[Output.Shape.Offset * Output.Features], Output.Shape.Capacity, ref _shift[0], Output.Features, ref Output.Start,
        Output.Shape);

    internal override bool HasBackward => false;

    /// <inheritdoc/>
    public override void Backward()
    {
    }
}
