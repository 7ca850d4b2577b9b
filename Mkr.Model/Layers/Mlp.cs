using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Layers;

/// <summary>Dense layers one after the other: M(M(...M(x))) (MKR, equation 4).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="layers">The layers, first to last.</param>
internal sealed class Mlp<T>(params IEnumerable<DenseLayer<T>> layers)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DenseLayer<T>[] _layers = [.. layers];

    /// <summary>
    /// High layers (MKR, equations 6 and 7) on two vectors of length d, one behind the other: hidden ones of width 2 d with ReLUs, and an
    /// output layer. Their parameters' names begin with "name_high0" and so on, and "name_out".
    /// </summary>
    /// <param name="parameters">Where the parameters are added.</param>
    /// <param name="name">What their names begin with.</param>
    /// <param name="dim">d.</param>
    /// <param name="layers">The layers, the output layer among them.</param>
    /// <param name="outputs">The features of the result.</param>
    /// <param name="activation">The output layer's activation.</param>
    public static Mlp<T> High(ParameterSet<T> parameters, string name, int dim, int layers, int outputs, Activation activation)
    {
        int width = 2 * dim;
        var all = new List<DenseLayer<T>>();
        for (int layer = 0; layer < layers - 1; layer++)
            all.Add(new DenseLayer<T>(parameters, $"{name}_high{layer}.", width, width, Activation.Relu));
        all.Add(new DenseLayer<T>(parameters, $"{name}_out.", width, outputs, activation));
        return new Mlp<T>(all);
    }

    /// <summary>Low layers (MKR, equation 4): L layers of d features with ReLUs, named "low0.name_" and so on.</summary>
    public static Mlp<T> Low(ParameterSet<T> parameters, string name, int dim, int layers) => new(
        Enumerable.Range(0, layers).Select(l => new DenseLayer<T>(parameters, $"low{l}.{name}_", dim, dim, Activation.Relu)).ToArray());

    /// <summary>The matrices of all layers, without the biases.</summary>
    public IEnumerable<Weight<T>> Weights => _layers.Select(layer => layer.Weight);

    /// <summary>Records the layers on <paramref name="tape"/>.</summary>
    public Variable<T> Apply(Tape<T> tape, Variable<T> x) => _layers.Aggregate(x, (input, layer) => layer.Apply(tape, input));
}
