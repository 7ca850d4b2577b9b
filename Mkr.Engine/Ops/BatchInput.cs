using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>One number an example that comes from outside, such as a label. Fill <see cref="Values"/> before running the tape.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BatchInput<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _values;

    /// <summary>Records the input.</summary>
    public BatchInput(Tape<T> tape, string name)
        : base(tape, "input " + name)
    {
        _values = tape.Leaders<BatchInput<T>>()?._values ?? new AlignedBuffer<T>(LaneShape<T>.Pad(tape.MaxBatch));
        Output = tape.Variable(name, 1, requiresGradient: false);
        Outputs = [Output];
    }

    /// <summary>The number of each example of the batch.</summary>
    public Span<T> Values => _values.Span;

    /// <summary>The numbers of the current tile.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => Output.View(_values, Output.Shape.Offset);

    internal override bool HasBackward => false;

    /// <inheritdoc/>
    public override void Backward()
    {
    }
}
