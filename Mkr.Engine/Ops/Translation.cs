using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// y = x + σ r, with σ = 1, or -1 where the example goes the other way (TransE, Bordes et al., 2013: h + r = t, t - r = h).
/// Backward: gradX = gradY, gradR = σ gradY.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Translation<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly Variable<T> _r;
    private readonly Direction<T> _direction;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">x.</param>
    /// <param name="r">r.</param>
    /// <param name="direction">σ, one feature, 1 or -1; null for 1.</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public Translation(Tape<T> tape, Variable<T> x, Variable<T> r, Variable<T>? direction = null)
        : base(tape, "translation", x, r)
    {
        Guard.SameSize(Name, x.Name, x.Features, r.Name, r.Features);
        (_x, _r) = (x, r);
        _direction = new Direction<T>(tape, Name, direction);
        Output = tape.Variable($"{x.Name} + {r.Name}", x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => TranslationKernel.Forward(
        ref _x.Start, ref _r.Start, ref _direction.Start, _x.Features, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward() => TranslationKernel.Backward(
        ref Output.GradientStart, ref _direction.Start, _x.Features, ref _x.GradientStart, Adds(0), ref _r.GradientStart, Adds(1),
        Output.Shape);
}
