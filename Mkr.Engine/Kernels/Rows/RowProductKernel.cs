using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>Inner products of rows, and multiples of rows that are added to others; widths are multiples of four.</summary>
internal static class RowProductKernel
{
    /// <summary>products[k] = a_k · b_k.</summary>
    public static void Products<T>(RowBlock<T> a, RowBlock<T> b, Span<T> products)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && a.Stride % Simd512<T>.Count == 0) Products<T, Simd512<T>>(a, b, products);
        else if (Vector256.IsHardwareAccelerated && a.Stride % Simd256<T>.Count == 0) Products<T, Simd256<T>>(a, b, products);
        else Products<T, Simd128<T>>(a, b, products);
    }

    /// <summary>rows[k] += factors[k] others[k], k after k.</summary>
    public static void Add<T>(RowBlock<T> others, ReadOnlySpan<T> factors, RowBlock<T> rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int k = 0; k < factors.Length; k++) Add(ref others[k], factors[k], ref rows[k], rows.Stride);
    }

    /// <summary>y += factor x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(ref T x, T factor, ref T y, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && width % Simd512<T>.Count == 0) Add<T, Simd512<T>>(ref x, factor, ref y, width);
        else if (Vector256.IsHardwareAccelerated && width % Simd256<T>.Count == 0) Add<T, Simd256<T>>(ref x, factor, ref y, width);
        else Add<T, Simd128<T>>(ref x, factor, ref y, width);
    }

    /// <summary>|x|².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T SumOfSquares<T>(ref T x, int width)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && width % Simd512<T>.Count == 0) return Product<T, Simd512<T>>(ref x, ref x, width);
        if (Vector256.IsHardwareAccelerated && width % Simd256<T>.Count == 0) return Product<T, Simd256<T>>(ref x, ref x, width);
        return Product<T, Simd128<T>>(ref x, ref x, width);
    }

    private static void Products<T, TV>(RowBlock<T> a, RowBlock<T> b, Span<T> products)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (int k = 0; k < products.Length; k++) products[k] = Product<T, TV>(ref a[k], ref b[k], a.Stride);
    }

    /// <summary>A vector whose lanes sum up to x · y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TV Lanes<T, TV>(ref T x, ref T y, nint width)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV sum = TV.Load(in x, 0) * TV.Load(in y, 0);
        for (nint j = TV.Count; j < width; j += TV.Count)
            sum = TV.MultiplyAdd(TV.Load(in x, j), TV.Load(in y, j), sum);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Product<T, TV>(ref T x, ref T y, nint width)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T> => TV.Sum(Lanes<T, TV>(ref x, ref y, width));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, TV>(ref T x, T factor, ref T y, nint width)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV factors = TV.Create(factor);
        for (nint j = 0; j < width; j += TV.Count)
            TV.Store(TV.MultiplyAdd(factors, TV.Load(in x, j), TV.Load(in y, j)), ref y, j);
    }
}
