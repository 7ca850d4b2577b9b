using System.Numerics;

namespace Mkr.Engine.Kernels;

/// <summary>Memory for the rows of a matrix that <see cref="ProductKernel"/> may write: they start on whole vectors.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RowsMemory<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _columns;
    private readonly int _stride;
    private readonly AlignedBuffer<T> _values;

    public RowsMemory(long rows, int columns)
    {
        (_columns, _stride) = (columns, ProductKernel.Stride<T>(columns));
        _values = new AlignedBuffer<T>(rows * _stride);
    }

    /// <summary>The first rows.</summary>
    public StridedMatrix<T> Matrix(int count) => new(ref _values.Start, count, _columns, _stride);

    /// <summary>A row.</summary>
    public Span<T> Row(int row) => _values.Span.Slice(row * _stride, _columns);

    /// <summary>The first rows, which become zeros.</summary>
    public StridedMatrix<T> Clear(int count)
    {
        _values.Span[..(count * _stride)].Clear();
        return Matrix(count);
    }
}
