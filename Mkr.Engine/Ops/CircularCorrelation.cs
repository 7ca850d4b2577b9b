using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// The folded score of HolE (Nickel, Rosasco and Poggio, AAAI 2016), s = r · (h * t) with (h * t)_j = sum of h_i t_(i+j) over i, indices
/// modulo d: what multiplies the missing entity.
/// <code>
/// y_i = sum over j of r_j x_(i-j)    σ = 1: circular convolution, s = y(h, r) · t
/// y_i = sum over j of r_j x_(i+j)    σ = -1: circular correlation, s = y(t, r) · h
/// </code>
/// O(d²), a vector of examples at a time.
/// </summary>
/// <remarks>
/// Both are y_i = sum of q_j x_(i+j) with q_j = r_(-j) or r_j. Backward: gradX_i = sum of q_(-j) gradY_(i+j) and
/// gradQ_j = sum of gradY_i x_(i+j), which are of the same form.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CircularCorrelation<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly Variable<T> _r;
    private readonly Direction<T> _direction;
    private readonly Variable<T> _turned;

    // Two periods of x, or of the gradient: an index then needs no remainder.
    private readonly Variable<T> _twice;

    /// <summary>Records the op.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">x.</param>
    /// <param name="r">r.</param>
    /// <param name="direction">σ, one feature, 1 or -1; null for 1.</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public CircularCorrelation(Tape<T> tape, Variable<T> x, Variable<T> r, Variable<T>? direction = null)
        : base(tape, "circular correlation", x, r)
    {
        Guard.SameSize(Name, x.Name, x.Features, r.Name, r.Features);
        (_x, _r) = (x, r);
        _direction = new Direction<T>(tape, Name, direction);
        _turned = tape.Variable("r in order", x.Features, requiresGradient: false);
        _twice = tape.Variable("two periods", 2 * x.Features, requiresGradient: false);
        Output = tape.Variable($"{x.Name} * {r.Name}", x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        CircularKernel.Turn(ref _r.Start, ref _direction.Start, turnsForward: true, _x.Features, ref _turned.Start, add: false, _x.Shape);
        CircularKernel.Repeat(ref _x.Start, _x.Features, ref _twice.Start, _x.Shape);
        CircularKernel.Correlate(ref _turned.Start, ref _twice.Start, _x.Features, ref Output.Start, add: false, _x.Shape);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        // The two periods are still those of x: the tile's backward follows its forward.
        CircularKernel.Correlate(ref Output.GradientStart, ref _twice.Start, _x.Features, ref _turned.Start, add: false, _x.Shape);
        CircularKernel.Turn(
            ref _turned.Start, ref _direction.Start, turnsForward: true, _x.Features, ref _r.GradientStart, Adds(1), _x.Shape);
        CircularKernel.Turn(ref _r.Start, ref _direction.Start, turnsForward: false, _x.Features, ref _turned.Start, add: false, _x.Shape);
        CircularKernel.Repeat(ref Output.GradientStart, _x.Features, ref _twice.Start, _x.Shape);
        CircularKernel.Correlate(ref _turned.Start, ref _twice.Start, _x.Features, ref _x.GradientStart, Adds(0), _x.Shape);
    }
}
