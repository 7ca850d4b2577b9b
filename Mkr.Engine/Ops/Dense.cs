using System.Numerics;
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
    private readonly WeightGradient<T> _weight;
    private readonly WeightGradient<T> _bias;
    private readonly Activation _activation;

    /// <summary>Records the layer.</summary>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public Dense(Tape<T> tape, Variable<T> x, Weight<T> weight, Weight<T> bias, Activation activation)
        : base(tape, "dense " + weight.Name, x)
    {
        Guard.SameSize(Name, x.Name, x.Features, "weight's rows", weight.Rows);
        Guard.SameSize(Name, "weight's columns", weight.Columns, bias.Name, bias.Count);
        _weight = tape.Weights.Of(weight);
        _bias = tape.Weights.Of(bias);
        _activation = activation;
        Output = tape.Variable(weight.Name + " output", weight.Columns);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <inheritdoc/>
    public override void Forward()
    {
        DenseKernel.Forward(Inputs[0].Value, _weight.Weight.Values, _bias.Weight.Values, Output.Value);
        ActivationKernel.Forward(_activation, Output.Value);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        ActivationKernel.Backward(_activation, Output.Value, Output.Gradient);
        DenseKernel.BackwardWeights(Inputs[0].Value, Output.Gradient, _weight.Partials, _bias.Partials);
        if (Inputs[0].RequiresGradient)
            DenseKernel.BackwardInput(Output.Gradient, _weight.Weight.Values, Inputs[0].Gradient, Adds(0));
    }
}
