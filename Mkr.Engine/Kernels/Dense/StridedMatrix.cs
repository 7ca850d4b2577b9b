using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mkr.Engine.Kernels;

/// <summary>A matrix in memory: element (i, j) is <c>i rowStride + j columnStride</c> elements behind the first.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal readonly ref struct StridedMatrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ref T _start;

    public StridedMatrix(ref T start, int rows, int columns, nint rowStride, nint columnStride = 1)
    {
        _start = ref start;
        (Rows, Columns, RowStride, ColumnStride) = (rows, columns, rowStride, columnStride);
    }

    public ref T Start => ref _start;

    public int Rows { get; }

    public int Columns { get; }

    public nint RowStride { get; }

    public nint ColumnStride { get; }

    /// <summary>The same memory with rows and columns exchanged.</summary>
    public StridedMatrix<T> Transposed => new(ref Start, Columns, Rows, ColumnStride, RowStride);

    /// <summary>The first element of a row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Row(int row) => ref Unsafe.Add(ref Start, row * RowStride);

    /// <summary>Becomes a copy of another matrix of the same size.</summary>
    public void CopyFrom(StridedMatrix<T> other)
    {
        for (int i = 0; i < Rows; i++)
        {
            ref T to = ref Row(i), from = ref other.Row(i);
            for (int j = 0; j < Columns; j++)
                Unsafe.Add(ref to, j * ColumnStride) = Unsafe.Add(ref from, j * other.ColumnStride);
        }
    }
}
