using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// y = x / max(1, |x|): what is longer than 1 is cut to length 1. Backward: gradX = gradY where |x| is at most 1, else
/// gradX = (gradY - (y · gradY) y) / |x|.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class LengthClamp<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;

    // 1 / max(1, |x|), which backward needs again.
    private readonly Variable<T> _scale;

    /// <summary>Records the op.</summary>
    public LengthClamp(Tape<T> tape, Variable<T> x)
        : base(tape, "length clamp", x)
    {
        _x = x;
        _scale = tape.Variable("1 / max(1, length)", 1, requiresGradient: false);
        Output = tape.Variable($"clamped {x.Name}", x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() =>
        LengthClampKernel.Forward(ref _x.Start, _x.Features, ref _scale.Start, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward() => LengthClampKernel.Backward(
        ref Output.Start, _x.Features, ref _scale.Start, ref Output.GradientStart, ref _x.GradientStart, Adds(0), Output.Shape);
}
