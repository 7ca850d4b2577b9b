using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// A fully connected layer, y = activation(x W + b) (MKR, equation 4), with x [in], W [in x out], b [out], y [out] for each example.
/// </summary>
/// <remarks>
/// Backward, with g = gradY activation'(y): gradX = g Wᵀ; gradW = sum over examples of x gᵀ; gradB = sum over examples of g.
/// gradY is overwritten by g: this op is the only one that reads it.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Dense<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _x;
    private readonly WeightUse<T> _weight;
    private readonly WeightUse<T> _bias;

    /// <summary>Records the layer.</summary>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public Dense(Tape<T> tape, Variable<T> x, Weight<T> weight, Weight<T> bias, Activation activation)
        : base(tape, "dense " + weight.Name, x)
    {
        Guard.SameSize(Name, x.Name, x.Features, "weight's rows", weight.Rows);
        Guard.SameSize(Name, "weight's columns", weight.Columns, bias.Name, bias.Count);
        _x = x;
        _weight = tape.Weights.Use(weight);
        _bias = tape.Weights.Use(bias);
        Activation = activation;
        Output = tape.Variable(weight.Name + " output", weight.Columns);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <summary>W.</summary>
    public Weight<T> Weight => _weight.Weight;

    /// <summary>b.</summary>
    public Weight<T> Bias => _bias.Weight;

    /// <summary>The function behind them.</summary>
    public Activation Activation { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        switch (Activation)
        {
            case Activation.Identity: Forward<IdentityFunction>(); break;
            case Activation.Relu: Forward<ReluFunction>(); break;
            case Activation.Sigmoid: Forward<SigmoidFunction>(); break;
            case Activation.Tanh: Forward<TanhFunction>(); break;
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        switch (Activation)
        {
            case Activation.Identity: BackwardBias<IdentityFunction>(); break;
            case Activation.Relu: BackwardBias<ReluFunction>(); break;
            case Activation.Sigmoid: BackwardBias<SigmoidFunction>(); break;
            case Activation.Tanh: BackwardBias<TanhFunction>(); break;
        }

        DenseWeightsKernel.BackwardWeight(ref _x.Start, _x.Features, ref Output.GradientStart, Output.Features, ref _weight.PartialStart,
            _weight.Adds, Output.Shape);
        if (_x.GradientFeatures == 0) return;
        DenseKernel.BackwardInput(
            ref Output.GradientStart, Output.Features, ref _weight.Weight.Start, ref _x.GradientStart, _x.GradientFeatures, Adds(0),
            Output.Shape);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Forward<TFunction>()
        where TFunction : struct, IElementwiseFunction => DenseKernel.Forward<T, TFunction>(
            ref _x.Start, _x.Features, ref _weight.Weight.Start, ref _bias.Weight.Start, ref Output.Start, Output.Features, Output.Shape);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void BackwardBias<TFunction>()
        where TFunction : struct, IElementwiseFunction => DenseWeightsKernel.BackwardBias<T, TFunction>(
            ref Output.Start, ref Output.GradientStart, Output.Features, ref _bias.PartialStart, _bias.Adds, Output.Shape);
}
