using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Mkr.Engine.Kernels;
using Mkr.Engine.LinearAlgebra;

namespace Mkr.Engine.Ops;

/// <summary>
/// What the filters of an <see cref="AlignedConvolution{T}"/> make of one channel's rows: P = h F, h = x or tanh(x W + b). Backward:
/// gradF = hᵀ gradP, gradH = gradP Fᵀ, and so on.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ChannelProducts<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TextChannel<T> _channel;
    private readonly RowWeight<T> _filters;
    private readonly RowWeight<T>? _transform;
    private readonly WeightGradient<T>? _bias;
    private readonly RowMatrix<T> _x;
    private readonly RowMatrix<T> _h;
    private readonly RowMatrix<T> _gradX;
    private readonly RowMatrix<T> _gradH;

    public ChannelProducts(Tape<T> tape, TextChannel<T> channel)
    {
        _channel = channel;
        int columns = channel.Rows.Columns;
        (_x, _gradX) = (new(channel.Rows.Capacity, columns), new(channel.Rows.Capacity, columns));
        (_h, _gradH) = (_x, _gradX);
        _filters = new RowWeight<T>(tape, channel.Filters);
        if (channel.Transform is null) return;
        _transform = new RowWeight<T>(tape, channel.Transform);
        _bias = tape.Weights.Of(channel.TransformBias!);
        (_h, _gradH) = (new(channel.Rows.Capacity, channel.Transform.Columns), new(channel.Rows.Capacity, channel.Transform.Columns));
    }

    /// <summary>The rows of the step.</summary>
    public int Count => _channel.Rows.Count;

    /// <summary>P is added to <paramref name="products"/>.</summary>
    public void Multiply(StridedMatrix<T> products)
    {
        RowBlock<T> rows = RowBlock<T>.Values(_channel.Rows);
        for (int i = 0; i < Count; i++) Elements(rows, i).CopyTo(_x[i]);
        if (_transform is not null)
        {
            for (int i = 0; i < Count; i++) _channel.TransformBias!.Values.CopyTo(_h[i]);
            _transform.Multiply(_x.First(Count), _h.First(Count));
            for (int i = 0; i < Count; i++) TensorPrimitives.Tanh(_h[i], _h[i]);
        }

        _filters.Multiply(_h.First(Count), products);
    }

    /// <summary>From gradP to the gradients of weights and rows.</summary>
    public void Backward(StridedMatrix<T> products)
    {
        _filters.BeginStep();
        _gradH.Clear(Count);
        _filters.Backward(_h.First(Count), products, _gradH.First(Count));
        _filters.EndStep();
        if (_transform is not null) BackwardTransform(_transform);
        RowBlock<T> gradients = RowBlock<T>.Gradients(_channel.Rows);
        for (int i = 0; i < Count; i++)
        {
            Span<T> sum = Elements(gradients, i);
            TensorPrimitives.Add(sum, _gradX[i], sum);
        }
    }

    private void BackwardTransform(RowWeight<T> transform)
    {
        Span<T> bias = _bias!.Values;
        for (int i = 0; i < Count; i++)
        {
            Span<T> h = _h[i], gradient = _gradH[i];
            for (int j = 0; j < h.Length; j++)
            {
                gradient[j] *= T.One - (h[j] * h[j]);
                bias[j] += gradient[j];
            }
        }

        transform.BeginStep();
        _gradX.Clear(Count);
        transform.Backward(_x.First(Count), _gradH.First(Count), _gradX.First(Count));
        transform.EndStep();
    }

    private Span<T> Elements(RowBlock<T> rows, int row) => MemoryMarshal.CreateSpan(ref rows[row], _channel.Rows.Columns);
}
