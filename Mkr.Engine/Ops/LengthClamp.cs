using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// y = x / max(least, |x|): with least = 1, what is longer than 1 is cut to length 1; with one next to 0, all have length 1. Backward:
/// gradX = gradY / least where |x| is at most that, else gradX = (gradY - (y · gradY) y) / |x|.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LengthClamp<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;

    // 1 / max(least, |x|), which backward needs again.
    private readonly Variable<T> _scale;
    private readonly T _least;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">x.</param>
    /// <param name="least">The least length that x is divided by, above 0.</param>
    public LengthClamp(Tape<T> tape, Variable<T> x, double least = 1)
        : base(tape, "length clamp", x)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(least);
        (_x, _least) = (x, T.CreateChecked(least));
        _scale = tape.Variable("1 / max(least, length)", 1, requiresGradient: false);
        Output = tape.Variable($"clamped {x.Name}", x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() =>
        LengthClampKernel.Forward(ref _x.Start, _x.Features, _least, ref _scale.Start, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward() => LengthClampKernel.Backward(
        ref Output.Start, _x.Features, _least, ref _scale.Start, ref Output.GradientStart, ref _x.GradientStart, Adds(0), Output.Shape);
}
