using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Losses.L2Penalty{T}"/>; x is [features x lanes].</summary>
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

    private static double SumOfSquares<T, TV>(ref T x, int features, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV sum = TV.Create(T.Zero);
        T rest = T.Zero;
        nint lanes = shape.Lanes, whole = lanes / TV.Count * TV.Count;
        for (nint j = 0; j < features; j++)
        {
            nint row = j * shape.Stride;
            for (nint o = row; o < row + whole; o += TV.Count)
            {
                TV value = TV.Load(in x, o);
                sum = TV.MultiplyAdd(value, value, sum);
            }

            for (nint o = row + whole; o < row + lanes; o++)
                rest += Unsafe.Add(ref x, o) * Unsafe.Add(ref x, o);
        }

        return double.CreateTruncating(TV.Sum(sum) + rest);
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
