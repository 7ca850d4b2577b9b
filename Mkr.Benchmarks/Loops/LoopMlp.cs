using System.Numerics;
using Mkr.Engine.Ops;

namespace Mkr.Benchmarks.Loops;

/// <summary>Dense layers one after the other on one example, whose values are kept for the way back.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class LoopMlp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LoopDense<T>[] _layers;
    private readonly T[][] _values;
    private readonly T[][] _gradients;

    public LoopMlp(IEnumerable<LoopDense<T>> layers)
    {
        _layers = [.. layers];
        int inputs = _layers[0].Weight.Values.Length / _layers[0].Weight.Columns;
        _values = [new T[inputs], .. _layers.Select(layer => new T[layer.Weight.Columns])];
        _gradients = [.. _values.Select(x => new T[x.Length])];
    }

    /// <summary>The example's features; fill this before <see cref="Forward"/>.</summary>
    public T[] Input => _values[0];

    public T[] Output => _values[^1];

    /// <summary>The loss's gradient with respect to <see cref="Output"/>; fill this before <see cref="Backward"/>.</summary>
    public T[] OutputGradient => _gradients[^1];

    public T[] InputGradient => _gradients[0];

    public IEnumerable<LoopParameter<T>> Weights => _layers.Select(layer => layer.Weight);

    public void Forward()
    {
        for (int l = 0; l < _layers.Length; l++)
            _layers[l].Forward(_values[l], _values[l + 1]);
    }

    public void Backward()
    {
        for (int l = _layers.Length - 1; l >= 0; l--)
        {
            _layers[l].BackwardActivation(_values[l + 1], _gradients[l + 1]);
            _layers[l].BackwardWeights(_values[l], _gradients[l + 1]);
            _layers[l].BackwardInput(_gradients[l + 1], _gradients[l]);
        }
    }
}
