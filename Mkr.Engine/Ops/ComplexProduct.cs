using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// The product of ANALOGY (Liu, Wu and Yang, ICML 2017): vectors of length d are [scalars d/2 | real parts d/4 | imaginary parts d/4].
/// Scalars are multiplied; so are the complex numbers, by r or, where the example goes back, by its conjugate:
/// <code>
/// y = x r            scalars
/// u = a p - σ b q    real part of y, with p + iq of x and a + ib of r
/// v = a q + σ b p    imaginary part
/// </code>
/// With σ = 1 the score of a triple is y(h, r) · t, with σ = -1 it is h · y(t, r).
/// </summary>
/// <remarks>
/// Backward is the product of the gradient with the conjugate: of the scalars gradX = r gradY and gradR = x gradY, of the others
/// gradP = a gradU + σ b gradV, gradQ = a gradV - σ b gradU, gradA = p gradU + q gradV and gradB = σ (p gradV - q gradU).
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class ComplexProduct<T> : Op<T>
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
    /// <exception cref="ArgumentException">The shapes do not agree, or 4 does not divide d.</exception>
    public ComplexProduct(Tape<T> tape, Variable<T> x, Variable<T> r, Variable<T>? direction = null)
        : base(tape, "complex product", x, r)
    {
        Guard.SameSize(Name, x.Name, x.Features, r.Name, r.Features);
        if (x.Features % 4 != 0) throw new ArgumentException($"{Name}: {x.Name} has {x.Features} features, which 4 does not divide.");
        (_x, _r) = (x, r);
        _direction = new Direction<T>(tape, Name, direction);
        Output = tape.Variable($"{x.Name} {r.Name}", x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward() => ComplexProductKernel.Forward(
        ref _x.Start, ref _r.Start, ref _direction.Start, _x.Features, ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward() => ComplexProductKernel.Backward(
        ref _x.Start, ref _r.Start, ref _direction.Start, _x.Features, ref Output.GradientStart, ref _x.GradientStart, Adds(0),
        ref _r.GradientStart, Adds(1), Output.Shape);
}
