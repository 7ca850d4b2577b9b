using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.ComplexProduct{T}"/>; x, r and y are [features x lanes], scalars first, then real and imaginary parts; the
/// direction is one row.
/// </summary>
internal static class ComplexProductKernel
{
    /// <summary>y, the product.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T x, ref T r, ref T direction, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref x, ref r, ref direction, features, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref x, ref r, ref direction, features, ref y, shape);
        else Forward<T, Simd128<T>>(ref x, ref r, ref direction, features, ref y, shape);
    }

    /// <summary>The gradients of x and r, or added to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(
        ref T x, ref T r, ref T direction, int features, ref T gradY, ref T gradX, bool addX, ref T gradR, bool addR, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, Simd512<T>>(ref x, ref r, ref direction, features, ref gradY, ref gradX, addX, ref gradR, addR, shape);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, Simd256<T>>(ref x, ref r, ref direction, features, ref gradY, ref gradX, addX, ref gradR, addR, shape);
        else Backward<T, Simd128<T>>(ref x, ref r, ref direction, features, ref gradY, ref gradX, addX, ref gradR, addR, shape);
    }

    private static void Forward<T, TV>(ref T x, ref T r, ref T direction, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, real = features / 2 * stride, between = features / 4 * stride;
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV sign = TV.Load(in direction, lane);
            for (nint o = lane; o < real; o += stride)
                TV.Store(TV.Load(in x, o) * TV.Load(in r, o), ref y, o);
            for (nint o = real + lane; o < real + between; o += stride)
            {
                TV p = TV.Load(in x, o), q = TV.Load(in x, o + between);
                TV a = TV.Load(in r, o), b = sign * TV.Load(in r, o + between);
                TV.Store((a * p) - (b * q), ref y, o);
                TV.Store(TV.MultiplyAdd(a, q, b * p), ref y, o + between);
            }
        }
    }

    private static void Backward<T, TV>(
        ref T x, ref T r, ref T direction, int features, ref T gradY, ref T gradX, bool addX, ref T gradR, bool addR, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, real = features / 2 * stride, between = features / 4 * stride;
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV sign = TV.Load(in direction, lane);
            for (nint o = lane; o < real; o += stride)
            {
                TV g = TV.Load(in gradY, o);
                Gradients.Put(g * TV.Load(in r, o), ref gradX, o, addX);
                Gradients.Put(g * TV.Load(in x, o), ref gradR, o, addR);
            }

            for (nint o = real + lane; o < real + between; o += stride)
            {
                TV p = TV.Load(in x, o), q = TV.Load(in x, o + between), u = TV.Load(in gradY, o), v = TV.Load(in gradY, o + between);
                TV a = TV.Load(in r, o), b = sign * TV.Load(in r, o + between);
                Gradients.Put(TV.MultiplyAdd(a, u, b * v), ref gradX, o, addX);
                Gradients.Put((a * v) - (b * u), ref gradX, o + between, addX);
                Gradients.Put(TV.MultiplyAdd(p, u, q * v), ref gradR, o, addR);
                Gradients.Put(sign * ((p * v) - (q * u)), ref gradR, o + between, addR);
            }
        }
    }
}
