using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Ops.Translation{T}"/>; x, r and y are [features x lanes], the direction is one row.</summary>
internal static class TranslationKernel
{
    /// <summary>y = x + direction r.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T x, ref T r, ref T direction, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref x, ref r, ref direction, features, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref x, ref r, ref direction, features, ref y, shape);
        else Forward<T, Simd128<T>>(ref x, ref r, ref direction, features, ref y, shape);
    }

    /// <summary>gradX = gradY and gradR = direction gradY, or added to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(
        ref T gradY, ref T direction, int features, ref T gradX, bool addX, ref T gradR, bool addR, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, Simd512<T>>(ref gradY, ref direction, features, ref gradX, addX, ref gradR, addR, shape);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, Simd256<T>>(ref gradY, ref direction, features, ref gradX, addX, ref gradR, addR, shape);
        else Backward<T, Simd128<T>>(ref gradY, ref direction, features, ref gradX, addX, ref gradR, addR, shape);
    }

    private static void Forward<T, TV>(ref T x, ref T r, ref T direction, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (nint row = 0; row < features * (nint)shape.Stride; row += shape.Stride)
        {
            for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
            {
                TV sign = TV.Load(in direction, lane);
                TV.Store(TV.MultiplyAdd(sign, TV.Load(in r, row + lane), TV.Load(in x, row + lane)), ref y, row + lane);
            }
        }
    }

    private static void Backward<T, TV>(
        ref T gradY, ref T direction, int features, ref T gradX, bool addX, ref T gradR, bool addR, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (nint row = 0; row < features * (nint)shape.Stride; row += shape.Stride)
        {
            for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
            {
                TV g = TV.Load(in gradY, row + lane);
                Gradients.Put(g, ref gradX, row + lane, addX);
                Gradients.Put(g * TV.Load(in direction, lane), ref gradR, row + lane, addR);
            }
        }
    }
}
