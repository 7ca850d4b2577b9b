using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Mkr.Engine.Kernels;

/// <summary>A tile's examples as rows: what a variable has feature by feature, turned round, and back.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TileRows<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LaneShape<T> _shape;
    private readonly int _features;
    private readonly int _stride;
    private readonly int[] _starts;
    private readonly AlignedBuffer<T> _rows;
    private readonly AlignedBuffer<T> _lanes;

    public TileRows(LaneShape<T> shape, int features)
    {
        (_shape, _features, _stride) = (shape, features, (features + 3) / 4 * 4);
        _rows = new AlignedBuffer<T>((long)shape.Capacity * _stride);
        _lanes = new AlignedBuffer<T>((long)_stride * shape.Stride);
        _starts = [.. Enumerable.Range(0, shape.Capacity).Select(lane => lane * _stride)];
    }

    /// <summary>The row of an example of the tile.</summary>
    public ref T this[int lane] => ref Unsafe.Add(ref _rows.Start, lane * (nint)_stride);

    /// <summary>All rows become zeros.</summary>
    public void Clear() => _rows.Span.Clear();

    /// <summary>The rows of the padding become zeros.</summary>
    public void ClearPadding() => _rows.Span[(_shape.Lanes * _stride)..(_shape.PaddedLanes * _stride)].Clear();

    /// <summary>Turns [features x lanes] round; the rows of the padding are zeros.</summary>
    public void Read(ref T lanes)
    {
        Clear();
        RowTranspose.ScatterAdd(ref lanes, _features, _shape, _starts.AsSpan(0, _shape.Lanes), ref _rows.Start);
    }

    /// <summary>Turns the rows back, into a variable's value or its gradient, or adds them to it.</summary>
    public void Write(Variable<T> variable, bool gradient, bool add)
    {
        ref T destination = ref gradient ? ref variable.GradientStart : ref variable.Start;
        ReadOnlySpan<int> starts = _starts.AsSpan(0, _shape.PaddedLanes);
        RowTranspose.Gather(ref _rows.Start, starts, ref add ? ref _lanes.Start : ref destination, _features, _shape);
        if (!add) return;
        LaneMatrix<T> sums = gradient ? variable.Gradient : variable.Value;
        for (int j = 0; j < _features; j++)
            TensorPrimitives.Add(sums[j], _lanes.Span.Slice(j * _shape.Stride, _shape.PaddedLanes), sums[j]);
    }
}
