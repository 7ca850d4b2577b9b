using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.LinearAlgebra;

/// <summary>A matrix whose rows lie side by side, each on whole vectors, of which often only the first rows are in use.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RowMatrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _stride;
    private readonly AlignedBuffer<T> _values;

    /// <summary>Zeros.</summary>
    /// <param name="rows">The most rows.</param>
    /// <param name="columns">The columns.</param>
    public RowMatrix(int rows, int columns)
    {
        (Rows, Columns, _stride) = (rows, columns, PaddedColumns(columns));
        _values = new AlignedBuffer<T>(rows * (long)_stride);
    }

    /// <summary>The most rows.</summary>
    public int Rows { get; }

    /// <summary>The columns.</summary>
    public int Columns { get; }

    /// <summary>The elements of a row.</summary>
    public Span<T> this[int row] => _values.Span.Slice(row * _stride, Columns);

    /// <summary>So many columns, filled up to whole vectors.</summary>
    public static int PaddedColumns(int columns) => ProductKernel.Stride<T>(columns);

    /// <summary>The first rows become zeros.</summary>
    public void Clear(int rows) => _values.Span[..(rows * _stride)].Clear();

    /// <summary>Adds the product of two matrices to the first rows, as many as are taken of the left one.</summary>
    /// <param name="left">A, [.. x k].</param>
    /// <param name="rows">The rows that are taken of it.</param>
    /// <param name="right">B, [k x n].</param>
    /// <exception cref="ArgumentException">B has other columns than this matrix, or other rows than A has columns.</exception>
    public void AddProduct(RowMatrix<T> left, int rows, RowMatrix<T> right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        Guard.SameSize("product", "the right matrix", right.Columns, "the sum", Columns);
        Guard.SameSize("product", "the left matrix", left.Columns, "the right matrix", right.Rows);
        ProductKernel.Add(left.First(rows), right.First(left.Columns), First(rows));
    }

    /// <summary>The first rows.</summary>
    internal StridedMatrix<T> First(int rows)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rows, Rows);
        return new StridedMatrix<T>(ref _values.Start, rows, Columns, _stride);
    }
}
