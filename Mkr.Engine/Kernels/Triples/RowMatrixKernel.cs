using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.RelationProjection{T}"/> and <see cref="Ops.RelationProduct{T}"/>: one vector, whose matrix M [rows x
/// columns] is row-major. Vectors are the widest that are not longer than a row.
/// </summary>
internal static class RowMatrixKernel
{
    /// <summary>y_j = sum over i of x_i M_ij.</summary>
    public static void Left<T>(ref T matrix, int rows, int columns, ref T x, ref T y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && columns >= Simd512<T>.Count) Left<T, Simd512<T>>(ref matrix, rows, columns, ref x, ref y);
        else if (Vector256.IsHardwareAccelerated && columns >= Simd256<T>.Count)
            Left<T, Simd256<T>>(ref matrix, rows, columns, ref x, ref y);
        else Left<T, Simd128<T>>(ref matrix, rows, columns, ref x, ref y);
    }

    /// <summary>y_i = sum over j of M_ij x_j.</summary>
    public static void Right<T>(ref T matrix, int rows, int columns, ref T x, ref T y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && columns >= Simd512<T>.Count) Right<T, Simd512<T>>(ref matrix, rows, columns, ref x, ref y);
        else if (Vector256.IsHardwareAccelerated && columns >= Simd256<T>.Count)
            Right<T, Simd256<T>>(ref matrix, rows, columns, ref x, ref y);
        else Right<T, Simd128<T>>(ref matrix, rows, columns, ref x, ref y);
    }

    /// <summary>M_ij += a_i b_j; the product is rounded before it is added, so that what cancels leaves nothing.</summary>
    public static void AddOuter<T>(ref T a, int rows, ref T b, int columns, ref T matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && columns >= Simd512<T>.Count)
            AddOuter<T, Simd512<T>>(ref a, rows, ref b, columns, ref matrix);
        else if (Vector256.IsHardwareAccelerated && columns >= Simd256<T>.Count)
            AddOuter<T, Simd256<T>>(ref a, rows, ref b, columns, ref matrix);
        else AddOuter<T, Simd128<T>>(ref a, rows, ref b, columns, ref matrix);
    }

    private static void Left<T, TV>(ref T matrix, int rows, int columns, ref T x, ref T y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint width = TV.Count, j = 0;
        for (; j <= columns - (4 * width); j += 4 * width)
        {
            TV y0 = TV.Create(T.Zero), y1 = y0, y2 = y0, y3 = y0;
            nint o = j;
            for (nint i = 0; i < rows; i++, o += columns)
            {
                TV factor = TV.Create(Unsafe.Add(ref x, i));
                y0 = TV.MultiplyAdd(factor, TV.Load(in matrix, o), y0);
                y1 = TV.MultiplyAdd(factor, TV.Load(in matrix, o + width), y1);
                y2 = TV.MultiplyAdd(factor, TV.Load(in matrix, o + (2 * width)), y2);
                y3 = TV.MultiplyAdd(factor, TV.Load(in matrix, o + (3 * width)), y3);
            }

            TV.Store(y0, ref y, j);
            TV.Store(y1, ref y, j + width);
            TV.Store(y2, ref y, j + (2 * width));
            TV.Store(y3, ref y, j + (3 * width));
        }

        for (; j <= columns - width; j += width)
        {
            TV sum = TV.Create(T.Zero);
            for (nint i = 0, o = j; i < rows; i++, o += columns)
                sum = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref x, i)), TV.Load(in matrix, o), sum);
            TV.Store(sum, ref y, j);
        }

        for (; j < columns; j++)
        {
            T sum = T.Zero;
            for (nint i = 0, o = j; i < rows; i++, o += columns)
                sum += Unsafe.Add(ref x, i) * Unsafe.Add(ref matrix, o);
            Unsafe.Add(ref y, j) = sum;
        }
    }

    private static void Right<T, TV>(ref T matrix, int rows, int columns, ref T x, ref T y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint width = TV.Count, whole = columns / width * width, i = 0;
        // A row that is one vector spends its time on the sum of its lanes.
        if (columns == width)
        {
            TV factors = TV.Load(in x, 0);
            for (; i <= rows - 4; i += 4)
            {
                ref T row = ref Unsafe.Add(ref matrix, i * columns);
                TV.StoreSums(
                    TV.Load(in row, 0) * factors, TV.Load(in row, width) * factors, TV.Load(in row, 2 * width) * factors,
                    TV.Load(in row, 3 * width) * factors, ref y, i);
            }
        }

        for (; i < rows; i++)
        {
            ref T row = ref Unsafe.Add(ref matrix, i * columns);
            TV sum0 = TV.Create(T.Zero), sum1 = sum0;
            nint j = 0;
            for (; j <= whole - (2 * width); j += 2 * width)
            {
                sum0 = TV.MultiplyAdd(TV.Load(in row, j), TV.Load(in x, j), sum0);
                sum1 = TV.MultiplyAdd(TV.Load(in row, j + width), TV.Load(in x, j + width), sum1);
            }

            for (; j < whole; j += width)
                sum0 = TV.MultiplyAdd(TV.Load(in row, j), TV.Load(in x, j), sum0);
            T sum = TV.Sum(sum0 + sum1);
            for (; j < columns; j++)
                sum += Unsafe.Add(ref row, j) * Unsafe.Add(ref x, j);
            Unsafe.Add(ref y, i) = sum;
        }
    }

    private static void AddOuter<T, TV>(ref T a, int rows, ref T b, int columns, ref T matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint width = TV.Count;
        for (nint i = 0; i < rows; i++)
        {
            ref T row = ref Unsafe.Add(ref matrix, i * columns);
            T factor = Unsafe.Add(ref a, i);
            TV factors = TV.Create(factor);
            nint j = 0;
            for (; j <= columns - width; j += width)
                TV.Store(TV.Load(in row, j) + (factors * TV.Load(in b, j)), ref row, j);
            for (; j < columns; j++)
                Unsafe.Add(ref row, j) += factor * Unsafe.Add(ref b, j);
        }
    }
}
