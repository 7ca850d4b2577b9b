using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// One side of a layer of a deep and cross network between two vectors (MKR, proposition 2; Wang et al., "Deep &amp; Cross Network",
/// ADKDD 2017, where the partner is the layer's own first input):
/// <code>
/// y = partner (x · w) + x + b
/// </code>
/// with x, partner, w, b and y of length d.
/// </summary>
/// <remarks>
/// Backward, with g = gradY and s = g · partner:
/// <code>
/// gradX       = g + w s
/// gradPartner = g (x · w)
/// gradW       = x s, summed over the examples
/// gradB       = g, summed over the examples
/// </code>
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CrossNetwork<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly Variable<T> _partner;
    private readonly WeightUse<T> _weight;
    private readonly WeightUse<T> _bias;

    // x · w, and in its gradient g · partner.
    private readonly Variable<T> _product;

    /// <summary>Records the side of a layer.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="x">The side's vector.</param>
    /// <param name="partner">The other side's first vector.</param>
    /// <param name="weight">w, d elements.</param>
    /// <param name="bias">b, d elements.</param>
    /// <exception cref="ArgumentException">The lengths do not agree.</exception>
    public CrossNetwork(Tape<T> tape, Variable<T> x, Variable<T> partner, Weight<T> weight, Weight<T> bias)
        : base(tape, "cross network " + weight.Name, x, partner)
    {
        Guard.SameSize(Name, x.Name, x.Features, partner.Name, partner.Features);
        Guard.SameSize(Name, x.Name, x.Features, weight.Name, weight.Count);
        Guard.SameSize(Name, x.Name, x.Features, bias.Name, bias.Count);
        _x = x;
        _partner = partner;
        _weight = tape.Weights.Use(weight);
        _bias = tape.Weights.Use(bias);
        _product = tape.Variable("inner product", 1);
        Output = tape.Variable(weight.Name + " output", x.Features);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <summary>w.</summary>
    public Weight<T> Weight => _weight.Weight;

    /// <summary>b.</summary>
    public Weight<T> Bias => _bias.Weight;

    /// <inheritdoc/>
    public override void Forward() => CrossNetworkKernel.Forward(
        ref _x.Start, ref _partner.Start, _x.Features, ref _weight.Weight.Start, ref _bias.Weight.Start, ref _product.Start,
        ref Output.Start, Output.Shape);

    /// <inheritdoc/>
    public override void Backward()
    {
        CrossNetworkKernel.BackwardInputs(
            ref _partner.Start, _x.Features, ref _weight.Weight.Start, ref _product.Start, ref Output.GradientStart,
            ref _product.GradientStart, ref _x.GradientStart, Adds(0), ref _partner.GradientStart, Adds(1), Output.Shape);
        CrossNetworkKernel.BackwardWeights(
            ref _x.Start, _x.Features, ref Output.GradientStart, ref _product.GradientStart, ref _weight.PartialStart, _weight.Adds,
            ref _bias.PartialStart, _bias.Adds, Output.Shape);
    }
}
