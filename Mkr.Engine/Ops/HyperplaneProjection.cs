using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// y = x - (w · x) w with w = n / |n|: the projection of x onto the hyperplane through 0 with the normal n (TransH, Wang et al., 2014).
/// n need not have length 1: the division is differentiated. Where n = 0, y = x.
/// </summary>
/// <remarks>
/// Backward, with g = gradY and c = (n · x) / |n|²:
/// <code>
/// gradX = g - (n · g) / |n|² n
/// gradN = -c g - (n · g) / |n|² (x - 2 c n)
/// </code>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class HyperplaneProjection<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly Variable<T> _normal;

    // c and 1 / |n|², which backward needs again.
    private readonly Variable<T> _parts;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">x.</param>
    /// <param name="normal">n.</param>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    public HyperplaneProjection(Tape<T> tape, Variable<T> x, Variable<T> normal)
        : base(tape, "hyperplane projection", x, normal)
    {
        Guard.SameSize(Name, x.Name, x.Features, normal.Name, normal.Features);
        (_x, _normal) = (x, normal);
        _parts = tape.Variable("parts along the normal", 2, requiresGradient: false);
        Output = tape.Variable($"P {x.Name}", x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => HyperplaneProjectionKernel.Forward(
        ref _x.Start, ref _normal.Start, _x.Features, ref _parts.Start, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward() => HyperplaneProjectionKernel.Backward(
        ref _x.Start, ref _normal.Start, _x.Features, ref _parts.Start, ref Output.GradientStart, ref _x.GradientStart, Adds(0),
        ref _normal.GradientStart, Adds(1), Output.Shape);
}
