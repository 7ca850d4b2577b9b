using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Layers;

/// <summary>The parameters of a fully connected layer, activation(x W + b), to be recorded on any number of tapes.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class DenseLayer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Activation _activation;

    /// <summary>Adds the layer's parameters to <paramref name="parameters"/>.</summary>
    /// <param name="parameters">The set.</param>
    /// <param name="prefix">What the names of the weight [inputs x outputs] and the bias [outputs] begin with.</param>
    /// <param name="inputs">The number of features of x.</param>
    /// <param name="outputs">The number of features of the result.</param>
    /// <param name="activation">The activation.</param>
    public DenseLayer(ParameterSet<T> parameters, string prefix, int inputs, int outputs, Activation activation)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        Weight = parameters.AddWeight(prefix + "weight", inputs, outputs);
        Bias = parameters.AddWeight(prefix + "bias", 1, outputs);
        _activation = activation;
    }

    /// <summary>W.</summary>
    public Weight<T> Weight { get; }

    /// <summary>b.</summary>
    public Weight<T> Bias { get; }

    /// <summary>Records the layer on <paramref name="tape"/>.</summary>
    public Variable<T> Apply(Tape<T> tape, Variable<T> x) => new Dense<T>(tape, x, Weight, Bias, _activation).Output;
}
