using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>
/// Rows from outside, which the examples of a step have in common, such as what another tape computed. Fill them and <see cref="Count"/>
/// before running the tape; after a step with gradients <see cref="Gradient"/> has the loss's gradient of each row.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class RowInput<T> : StepOp<T>, IRowSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _capacity;
    private readonly AlignedBuffer<T> _rows;
    private readonly AlignedBuffer<T> _gradients;
    private readonly int[] _starts;
    private int _count;

    /// <summary>Records the input.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="capacity">The most rows of a step.</param>
    /// <param name="columns">The elements of a row.</param>
    public RowInput(Tape<T> tape, string name, int capacity, int columns)
        : base(tape, "rows " + name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (_capacity, Columns, Stride) = (capacity, columns, (columns + 3) / 4 * 4);
        (_rows, _gradients) = (new((long)capacity * Stride), new((long)capacity * Stride));
        _starts = [.. Enumerable.Range(0, capacity).Select(row => row * Stride)];
    }

    /// <inheritdoc/>
    public int Columns { get; }

    /// <summary>The rows of the step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no place for so many.</exception>
    public int Count
    {
        get => _count;
        set => _count = value >= 0 && value <= _capacity ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"{Name}: there is place for 0 to {_capacity} rows.");
    }

    /// <summary>The elements of row <paramref name="row"/>.</summary>
    public Span<T> this[int row] => _rows.Span.Slice(row * Stride, Columns);

    /// <summary>The gradient of row <paramref name="row"/>.</summary>
    public ReadOnlySpan<T> Gradient(int row) => _gradients.Span.Slice(row * Stride, Columns);

    /// <inheritdoc/>
    int IRowSource<T>.Stride => Stride;

    /// <inheritdoc/>
    ref T IRowSource<T>.Start => ref _rows.Start;

    /// <inheritdoc/>
    ref T IRowSource<T>.GradientStart => ref _gradients.Start;

    /// <inheritdoc/>
    int[] IRowSource<T>.Offsets => _starts;

    /// <inheritdoc/>
    int[] IRowSource<T>.Slots => _starts;

    internal override bool HasForward => false;

    internal override bool HasBackward => false;

    internal override bool CanSplit => false;

    private int Stride { get; }

    /// <inheritdoc/>
    public override void BeginStep(bool backward)
    {
        if (backward) _gradients.Span[..(Count * Stride)].Clear();
    }

    /// <summary>Does nothing: the rows are there.</summary>
    public override void Forward()
    {
    }

    /// <summary>Does nothing: who reads the rows adds to their gradients.</summary>
    public override void Backward()
    {
    }
}
