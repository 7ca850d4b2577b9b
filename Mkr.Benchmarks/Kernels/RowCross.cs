using System.Numerics.Tensors;
using Mkr.Engine.Ops;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// A cross&amp;compress unit in its O(d) form as one would first write it: row-major, an example at a time, each inner product and each sum
/// of scaled rows a call on spans of length d. The formulas are those of <see cref="CrossCompress{T}"/>.
/// </summary>
internal sealed class RowCross
{
    private readonly int _d;
    private readonly int _tile;
    private readonly float[] _v;
    private readonly float[] _e;
    private readonly float[] _gradItem;
    private readonly float[] _gradEntity;
    private readonly float[] _item;
    private readonly float[] _entity;
    private readonly float[] _gradV;
    private readonly float[] _gradE;
    // e·wVV, v·wEV, e·wVE and v·wEE of the row at hand, which backward needs again.
    private readonly float[] _products = new float[4];
    private readonly float[][] _weights;
    private readonly float[][] _gradients;

    /// <summary>The same numbers as <paramref name="source"/>'s.</summary>
    public RowCross(CrossTape source)
    {
        (_v, _e) = (source.Inputs[0], source.Inputs[1]);
        (_gradItem, _gradEntity) = (source.OutputGradients[0], source.OutputGradients[1]);
        _weights = [.. source.Weights.All.Select(weight => weight.Values.ToArray())];
        _gradients = [.. _weights.Select(weight => new float[weight.Length])];
        _d = _weights[0].Length;
        _tile = _v.Length / _d;
        (_item, _entity, _gradV, _gradE) = (new float[_v.Length], new float[_v.Length], new float[_v.Length], new float[_v.Length]);
    }

    public void Forward(int batch)
    {
        for (int i = 0; i < batch; i++)
            ForwardRow(i % _tile * _d);
    }

    public void ForwardBackward(int batch)
    {
        foreach (float[] gradient in _gradients)
            Array.Clear(gradient);
        for (int i = 0; i < batch; i++)
        {
            ForwardRow(i % _tile * _d);
            BackwardRow(i % _tile * _d);
        }
    }

    /// <summary>What <see cref="CrossTape.Numbers"/> has.</summary>
    public float[] Numbers()
    {
        ForwardBackward(_tile);
        return [.. _item, .. _entity, .. _gradV, .. _gradE, .. _gradients.SelectMany(gradient => gradient)];
    }

    private void ForwardRow(int start)
    {
        ReadOnlySpan<float> v = _v.AsSpan(start, _d), e = _e.AsSpan(start, _d);
        Span<float> item = _item.AsSpan(start, _d), entity = _entity.AsSpan(start, _d);
        for (int i = 0; i < _products.Length; i++)
            _products[i] = TensorPrimitives.Dot(i % 2 == 0 ? e : v, _weights[i]);
        TensorPrimitives.MultiplyAdd(v, _products[0], _weights[4], item);
        TensorPrimitives.MultiplyAdd(e, _products[1], item, item);
        TensorPrimitives.MultiplyAdd(v, _products[2], _weights[5], entity);
        TensorPrimitives.MultiplyAdd(e, _products[3], entity, entity);
    }

    private void BackwardRow(int start)
    {
        _gradV.AsSpan(start, _d).Clear();
        _gradE.AsSpan(start, _d).Clear();
        BackwardSide(start, _gradItem.AsSpan(start, _d), 0, 1, 4);
        BackwardSide(start, _gradEntity.AsSpan(start, _d), 2, 3, 5);
    }

    /// <summary>One output's part, y = v (e·wE) + e (v·wV) + b.</summary>
    private void BackwardSide(int start, ReadOnlySpan<float> gradY, int alongE, int alongV, int bias)
    {
        ReadOnlySpan<float> v = _v.AsSpan(start, _d), e = _e.AsSpan(start, _d);
        Span<float> gradV = _gradV.AsSpan(start, _d), gradE = _gradE.AsSpan(start, _d);
        float dotV = TensorPrimitives.Dot(gradY, v), dotE = TensorPrimitives.Dot(gradY, e);
        TensorPrimitives.MultiplyAdd(gradY, _products[alongE], gradV, gradV);
        TensorPrimitives.MultiplyAdd(_weights[alongV], dotE, gradV, gradV);
        TensorPrimitives.MultiplyAdd(gradY, _products[alongV], gradE, gradE);
        TensorPrimitives.MultiplyAdd(_weights[alongE], dotV, gradE, gradE);
        TensorPrimitives.MultiplyAdd(e, dotV, _gradients[alongE], _gradients[alongE]);
        TensorPrimitives.MultiplyAdd(v, dotE, _gradients[alongV], _gradients[alongV]);
        TensorPrimitives.Add(_gradients[bias], gradY, _gradients[bias]);
    }
}
