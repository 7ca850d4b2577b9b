using System.Numerics;

namespace Mkr.Engine.Losses;

/// <summary>
/// A loss whose gradient comes from outside: the sum of a variable's elements, each multiplied by a given number c. Backward:
/// gradX = factor c. What goes on from a <see cref="Ops.BatchOutput{T}"/> outside the tape comes back by it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class GivenCotangent<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly AlignedBuffer<T> _values;

    /// <summary>Records the loss.</summary>
    public GivenCotangent(Tape<T> tape, Variable<T> x)
        : base(tape, "given cotangent", x)
    {
        _x = x;
        _values = tape.Leaders<GivenCotangent<T>>()?._values ?? new AlignedBuffer<T>((long)tape.MaxBatch * x.Features);
    }

    /// <summary>c, row-major [batch x features]. Fill it before running the tape.</summary>
    public Span<T> Values => _values.Span;

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneMatrix<T> x = _x.Value;
        double sum = 0;
        for (int j = 0; j < x.Features; j++)
        {
            ReadOnlySpan<T> lanes = x[j][.._x.Shape.Lanes];
            for (int lane = 0; lane < lanes.Length; lane++)
                sum += double.CreateTruncating(lanes[lane] * Values[Place(lane, j)]);
        }

        Sum += sum;
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        LaneMatrix<T> gradient = _x.Gradient;
        T factor = T.CreateTruncating(Factor);
        for (int j = 0; j < gradient.Features; j++)
        {
            Span<T> lanes = gradient[j][.._x.Shape.Lanes];
            for (int lane = 0; lane < lanes.Length; lane++)
                lanes[lane] = (factor * Values[Place(lane, j)]) + (Adds(0) ? lanes[lane] : T.Zero);
        }

        _x.ClearPadding();
    }

    private int Place(int lane, int feature) => ((_x.Shape.Offset + lane) * _x.Features) + feature;
}
