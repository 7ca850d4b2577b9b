using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>Products of matrices of any size, where what <see cref="DenseKernel"/> multiplies is a tile by a small matrix.</summary>
/// <remarks>
/// A vector holds columns. Four rows by two vectors stay in registers while a stretch of the inner dimension goes by, which is as long as
/// what is read of B stays near. Each element is summed in the order of the inner dimension.
/// </remarks>
internal static class ProductKernel
{
    private const int Rows = 4;
    private const int Stretch = 256;

    /// <summary>The distance of rows of so many columns: whole vectors of the widest kind.</summary>
    public static int Stride<T>(int columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int width = Vector512<T>.Count;
        return (columns + width - 1) / width * width;
    }

    /// <summary>C += A B.</summary>
    /// <param name="a">A, [m x k].</param>
    /// <param name="b">
    /// B, [k x n], row-major. Its last vectors are read as a whole: memory for one more vector has to follow it, whose content does not
    /// matter.
    /// </param>
    /// <param name="c">C, [m x n], row-major, with rows a <see cref="Stride"/> apart: what is behind the columns is written too.</param>
    public static void Add<T>(StridedMatrix<T> a, StridedMatrix<T> b, StridedMatrix<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Add<T, Simd512<T>>(a, b, c);
        else if (Vector256.IsHardwareAccelerated) Add<T, Simd256<T>>(a, b, c);
        else Add<T, Simd128<T>>(a, b, c);
    }

    private static void Add<T, TV>(StridedMatrix<T> a, StridedMatrix<T> b, StridedMatrix<T> c)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (int p = 0; p < a.Columns; p += Stretch)
        {
            int count = Math.Min(Stretch, a.Columns - p);
            ref T left = ref Unsafe.Add(ref a.Start, p * a.ColumnStride), right = ref b.Row(p);
            nint j = 0;
            for (; j + TV.Count < c.Columns; j += 2 * TV.Count)
            {
                int i = 0;
                for (; i <= a.Rows - Rows; i += Rows)
                    Four<T, TV>(ref Unsafe.Add(ref left, i * a.RowStride), a, ref Unsafe.Add(ref right, j), b.RowStride, count,
                        ref Unsafe.Add(ref c.Row(i), j), c.RowStride);
                for (; i < a.Rows; i++)
                {
                    ref T row = ref Unsafe.Add(ref left, i * a.RowStride);
                    One<T, TV>(ref row, a.ColumnStride, ref Unsafe.Add(ref right, j), b.RowStride, count,
                        ref Unsafe.Add(ref c.Row(i), j));
                    One<T, TV>(ref row, a.ColumnStride, ref Unsafe.Add(ref right, j + TV.Count), b.RowStride, count,
                        ref Unsafe.Add(ref c.Row(i), j + TV.Count));
                }
            }

            if (j >= c.Columns) continue;
            for (int i = 0; i < a.Rows; i++)
                One<T, TV>(ref Unsafe.Add(ref left, i * a.RowStride), a.ColumnStride, ref Unsafe.Add(ref right, j), b.RowStride, count,
                    ref Unsafe.Add(ref c.Row(i), j));
        }
    }

    /// <summary>Four rows of A by two vectors of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<T, TV>(ref T a, StridedMatrix<T> shape, ref T b, nint bRow, int count, ref T c, nint cRow)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint second = shape.RowStride, third = 2 * second, fourth = 3 * second, step = shape.ColumnStride;
        ref T c1 = ref Unsafe.Add(ref c, cRow), c2 = ref Unsafe.Add(ref c1, cRow), c3 = ref Unsafe.Add(ref c2, cRow);
        TV s00 = TV.Load(in c, 0), s01 = TV.Load(in c, TV.Count), s10 = TV.Load(in c1, 0), s11 = TV.Load(in c1, TV.Count);
        TV s20 = TV.Load(in c2, 0), s21 = TV.Load(in c2, TV.Count), s30 = TV.Load(in c3, 0), s31 = TV.Load(in c3, TV.Count);
        for (int p = 0; p < count; p++)
        {
            TV b0 = TV.Load(in b, 0), b1 = TV.Load(in b, TV.Count);
            TV a0 = TV.Create(a), a1 = TV.Create(Unsafe.Add(ref a, second));
            TV a2 = TV.Create(Unsafe.Add(ref a, third)), a3 = TV.Create(Unsafe.Add(ref a, fourth));
            s00 = TV.MultiplyAdd(a0, b0, s00);
            s01 = TV.MultiplyAdd(a0, b1, s01);
            s10 = TV.MultiplyAdd(a1, b0, s10);
            s11 = TV.MultiplyAdd(a1, b1, s11);
            s20 = TV.MultiplyAdd(a2, b0, s20);
            s21 = TV.MultiplyAdd(a2, b1, s21);
            s30 = TV.MultiplyAdd(a3, b0, s30);
            s31 = TV.MultiplyAdd(a3, b1, s31);
            a = ref Unsafe.Add(ref a, step);
            b = ref Unsafe.Add(ref b, bRow);
        }

        TV.Store(s00, ref c, 0);
        TV.Store(s01, ref c, TV.Count);
        TV.Store(s10, ref c1, 0);
        TV.Store(s11, ref c1, TV.Count);
        TV.Store(s20, ref c2, 0);
        TV.Store(s21, ref c2, TV.Count);
        TV.Store(s30, ref c3, 0);
        TV.Store(s31, ref c3, TV.Count);
    }

    /// <summary>A row of A by a vector of B.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void One<T, TV>(ref T a, nint aStep, ref T b, nint bRow, int count, ref T c)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV sum = TV.Load(in c, 0);
        for (int p = 0; p < count; p++)
        {
            sum = TV.MultiplyAdd(TV.Create(a), TV.Load(in b, 0), sum);
            a = ref Unsafe.Add(ref a, aStep);
            b = ref Unsafe.Add(ref b, bRow);
        }

        TV.Store(sum, ref c, 0);
    }
}
