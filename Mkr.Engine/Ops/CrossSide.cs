using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// One of the two outputs of a cross&amp;compress unit, y = v (e·wE) + e (v·wV) + b: the item's with wE = wVV, wV = wEV, b = bV, the entity's with
/// wE = wVE, wV = wEE, b = bE.
/// </summary>
internal sealed class CrossSide<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightGradient<T> _alongE;
    private readonly WeightGradient<T> _alongV;
    private readonly WeightGradient<T> _bias;

    // The inner products e·wE and v·wV, which backward needs again, and then their gradients.
    private readonly Variable<T> _products;

    public CrossSide(Tape<T> tape, string name, Weight<T> alongE, Weight<T> alongV, Weight<T> bias)
    {
        _alongE = tape.Weights.Of(alongE);
        _alongV = tape.Weights.Of(alongV);
        _bias = tape.Weights.Of(bias);
        _products = tape.Variable(name + " inner products", 2);
        Output = tape.Variable(name, alongE.Count);
    }

    public Variable<T> Output { get; }

    public void Forward(Variable<T> v, Variable<T> e) => CrossCompressKernel.Forward(
        v.Value, e.Value, _alongE.Weight.Values, _alongV.Weight.Values, _bias.Weight.Values, _products.Value, Output.Value);

    public void Backward(Variable<T> v, bool addV, Variable<T> e, bool addE)
    {
        CrossCompressKernel.BackwardInputs(
            v.Value, e.Value, _alongE.Weight.Values, _alongV.Weight.Values, _products.Value, Output.Gradient, _products.Gradient, v.Gradient, addV, e.Gradient, addE);
        CrossCompressKernel.BackwardWeights(
            v.Value, e.Value, Output.Gradient, _products.Gradient, _alongE.Partials, _alongV.Partials, _bias.Partials);
    }
}
