using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Layers;

/// <summary>Dense layers one after the other: M(M(...M(x))) (MKR, equation 4).</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="layers">The layers, first to last.</param>
public sealed class Mlp<T>(params IEnumerable<DenseLayer<T>> layers)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly DenseLayer<T>[] _layers = [.. layers];

    /// <summary>The matrices of all layers, without the biases.</summary>
    public IEnumerable<Weight<T>> Weights => _layers.Select(layer => layer.Weight);

    /// <summary>Records the layers on <paramref name="tape"/>.</summary>
    public Variable<T> Apply(Tape<T> tape, Variable<T> x) => _layers.Aggregate(x, (input, layer) => layer.Apply(tape, input));
}
