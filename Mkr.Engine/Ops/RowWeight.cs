using System.Numerics;
using System.Numerics.Tensors;
using Mkr.Engine.Kernels;
using Mkr.Engine.LinearAlgebra;

namespace Mkr.Engine.Ops;

/// <summary>
/// A matrix of weights W that multiplies rows, and not lanes: Y += X W; gradX += gradY Wᵀ; gradW += Xᵀ gradY, which is summed over a step
/// apart from what ops on lanes add to it.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RowWeight<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Weight<T> _weight;
    private readonly WeightGradient<T> _gradient;
    private readonly RowMatrix<T> _transposed;
    private readonly RowMatrix<T> _sums;

    public RowWeight(Tape<T> tape, Weight<T> weight)
    {
        (_weight, _gradient) = (weight, tape.Weights.Of(weight));
        _transposed = new RowMatrix<T>(weight.Columns, weight.Rows);
        _sums = new RowMatrix<T>(weight.Rows, weight.Columns);
    }

    private StridedMatrix<T> Values => new(ref _weight.Start, _weight.Rows, _weight.Columns, _weight.Columns);

    /// <summary>A step with gradients begins.</summary>
    public void BeginStep()
    {
        _sums.Clear(_weight.Rows);
        _transposed.First(_weight.Columns).CopyFrom(Values.Transposed);
    }

    /// <summary>Y += X W.</summary>
    public void Multiply(StridedMatrix<T> x, StridedMatrix<T> y) => ProductKernel.Add(x, Values, y);

    /// <summary>gradX += gradY Wᵀ, and Xᵀ gradY is added to the step's sums.</summary>
    public void Backward(StridedMatrix<T> x, StridedMatrix<T> gradY, StridedMatrix<T> gradX)
    {
        ProductKernel.Add(x.Transposed, gradY, _sums.First(_weight.Rows));
        ProductKernel.Add(gradY, _transposed.First(_weight.Columns), gradX);
    }

    /// <summary>Adds the step's sums to the gradient of W, which is complete but for what is added by row.</summary>
    public void EndStep()
    {
        for (int i = 0; i < _weight.Rows; i++)
        {
            Span<T> row = _gradient.Values.Slice(i * _weight.Columns, _weight.Columns);
            TensorPrimitives.Add(row, _sums[i], row);
        }
    }
}
