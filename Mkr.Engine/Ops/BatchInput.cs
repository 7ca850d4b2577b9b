using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>
/// Numbers that come from outside, such as a label, or an example's features. Fill <see cref="Values"/> before running the tape.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BatchInput<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly AlignedBuffer<T> _values;

    /// <summary>Records the input.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="features">The numbers of an example.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// There are fewer features than one, or more numbers in a batch than can be indexed.
    /// </exception>
    public BatchInput(Tape<T> tape, string name, int features = 1)
        : base(tape, "input " + name)
    {
        Output = tape.Variable(name, features, requiresGradient: false);
        Outputs = [Output];
        _values = tape.Leaders<BatchInput<T>>()?._values ?? new AlignedBuffer<T>((long)LaneShape<T>.Pad(tape.MaxBatch) * features);
    }

    /// <summary>The numbers of the batch, row-major [batch x features].</summary>
    public Span<T> Values => _values.Span;

    /// <summary>The numbers of the current tile.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        if (Output.Features == 1) Output.View(_values, Output.Shape.Offset);
        else Transpose(_values.Span[(Output.Shape.Offset * Output.Features)..], Output.Value);
    }

    internal override bool HasBackward => false;

    /// <inheritdoc/>
    public override void Backward()
    {
    }

    private static void Transpose(ReadOnlySpan<T> rows, LaneMatrix<T> lanes)
    {
        for (int j = 0; j < lanes.Features; j++)
        {
            Span<T> feature = lanes[j];
            for (int lane = 0; lane < feature.Length; lane++)
                feature[lane] = rows[(lane * lanes.Features) + j];
        }
    }
}
