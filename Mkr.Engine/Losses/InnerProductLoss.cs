using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// A function f of an inner product, and L2 penalties on its factors: scale f(a · b) + (penaltyA |a|² + penaltyB |b|²) / 2, summed over the
/// batch. Backward: gradA = scale f'(a · b) b + penaltyA a and gradB = scale f'(a · b) a + penaltyB b.
/// </summary>
/// <remarks>
/// What an <see cref="Ops.InnerProduct{T}"/>, a loss on it and two <see cref="L2Penalty{T}"/> give, in one pass over a and b each way.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public abstract class InnerProductLoss<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _a;
    private readonly Variable<T> _b;
    private readonly Variable<T> _derivatives;

    /// <summary>Records the loss.</summary>
    /// <exception cref="ArgumentException">The variables have different numbers of features.</exception>
    private protected InnerProductLoss(Tape<T> tape, string name, Variable<T> a, Variable<T> b)
        : base(tape, name, a, b)
    {
        Guard.SameSize(Name, a.Name, a.Features, b.Name, b.Features);
        _a = a;
        _b = b;
        Product = tape.Variable(a.Name + "·" + b.Name, 1, requiresGradient: false);
        _derivatives = tape.Variable("derivative of " + name, 1, requiresGradient: false);
        Outputs = [Product];
    }

    /// <summary>a · b.</summary>
    public Variable<T> Product { get; }

    /// <summary>The factor of |a|² / 2.</summary>
    public double PenaltyA { get; init; }

    /// <summary>The factor of |b|² / 2.</summary>
    public double PenaltyB { get; init; }

    /// <summary>Whether the penalties are sums over the examples, means, or neither.</summary>
    public Reduction PenaltyReduction { get; init; } = Reduction.Sum;

    /// <inheritdoc/>
    public override double Value => base.Value + SecondTotal;

    /// <inheritdoc/>
    public sealed override void Forward()
    {
        (double squaresA, double squaresB) =
            InnerProductKernel.ForwardWithSquares(ref _a.Start, ref _b.Start, _a.Features, ref Product.Start, Product.Shape);
        SecondSum += ((DecayA * squaresA) + (DecayB * squaresB)) / 2;
        Sum += Apply(ref Product.Start, ref _derivatives.Start, Product.Shape);
    }

    /// <inheritdoc/>
    public sealed override void Backward()
    {
        InnerProductKernel.Backward(
            ref _a.Start, ref _b.Start, _a.Features, ref _derivatives.Start,
            T.CreateTruncating(Factor), T.CreateTruncating(DecayA), T.CreateTruncating(DecayB), ref _a.GradientStart, Adds(0),
            ref _b.GradientStart, Adds(1), Product.Shape);
        _a.ClearPadding();
        _b.ClearPadding();
    }

    private double DecayA => Reduce(PenaltyA, PenaltyReduction);

    private double DecayB => Reduce(PenaltyB, PenaltyReduction);

    /// <summary>Writes f'(z) of the current tile's z; returns the sum of f(z) over its examples.</summary>
    private protected abstract double Apply(ref T z, ref T derivatives, LaneShape<T> shape);
}
