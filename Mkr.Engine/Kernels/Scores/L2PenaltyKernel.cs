using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Losses.L2Penalty{T}"/>, with x [features x lanes], and of <see cref="Losses.WeightL2Penalty{T}"/>.
/// </summary>
internal static class L2PenaltyKernel
{
    /// <summary>The sum of x² over the examples of every feature.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SumOfSquares<T>(ref T x, int features, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) return SumOfSquares<T, Simd512<T>>(ref x, features, shape);
        if (Vector256.IsHardwareAccelerated) return SumOfSquares<T, Simd256<T>>(ref x, features, shape);
        return SumOfSquares<T, Simd128<T>>(ref x, features, shape);
    }

    /// <summary>gradX = scale x, or added to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(ref T x, int features, T scale, ref T gradX, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Backward<T, Simd512<T>>(ref x, features, scale, ref gradX, add, shape);
        else if (Vector256.IsHardwareAccelerated) Backward<T, Simd256<T>>(ref x, features, scale, ref gradX, add, shape);
        else Backward<T, Simd128<T>>(ref x, features, scale, ref gradX, add, shape);
    }

    /// <summary>gradient += scale x; returns the sum of x².</summary>
    public static double AddScaled<T>(ReadOnlySpan<T> x, T scale, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) return AddScaled<T, Simd512<T>>(x, scale, gradient);
        if (Vector256.IsHardwareAccelerated) return AddScaled<T, Simd256<T>>(x, scale, gradient);
        return AddScaled<T, Simd128<T>>(x, scale, gradient);
    }

    private static double AddScaled<T, TV>(ReadOnlySpan<T> x, T scale, Span<T> gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T source = ref MemoryMarshal.GetReference(x);
        ref T sums = ref MemoryMarshal.GetReference(gradient[..x.Length]);
        TV total = TV.Create(T.Zero), factor = TV.Create(scale);
        T rest = T.Zero;
        nint i = 0;
        for (; i <= x.Length - TV.Count; i += TV.Count)
        {
            TV value = TV.Load(in source, i);
            total = TV.MultiplyAdd(value, value, total);
            TV.Store(TV.MultiplyAdd(value, factor, TV.Load(in sums, i)), ref sums, i);
        }

        for (; i < x.Length; i++)
        {
            T value = Unsafe.Add(ref source, i);
            rest += value * value;
            Unsafe.Add(ref sums, i) += value * scale;
        }

        return double.CreateTruncating(TV.Sum(total) + rest);
    }

    private static double SumOfSquares<T, TV>(ref T x, int features, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        // Two sums, since each addition waits for the one before it.
        TV sum0 = TV.Create(T.Zero), sum1 = sum0;
        T rest = T.Zero;
        nint lanes = shape.Lanes, whole = lanes / (2 * TV.Count) * 2 * TV.Count;
        for (nint j = 0; j < features; j++)
        {
            nint row = j * shape.Stride;
            for (nint o = row; o < row + whole; o += 2 * TV.Count)
            {
                TV first = TV.Load(in x, o), second = TV.Load(in x, o + TV.Count);
                sum0 = TV.MultiplyAdd(first, first, sum0);
                sum1 = TV.MultiplyAdd(second, second, sum1);
            }

            for (nint o = row + whole; o < row + lanes; o++)
                rest += Unsafe.Add(ref x, o) * Unsafe.Add(ref x, o);
        }

        return double.CreateTruncating(TV.Sum(sum0 + sum1) + rest);
    }

    private static void Backward<T, TV>(ref T x, int features, T scale, ref T gradX, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV factor = TV.Create(scale);
        for (nint j = 0; j < features; j++)
        {
            nint row = j * shape.Stride, end = row + shape.PaddedLanes;
            for (nint o = row; o < end; o += TV.Count)
                Gradients.Put(factor * TV.Load(in x, o), ref gradX, o, add);
        }
    }
}
