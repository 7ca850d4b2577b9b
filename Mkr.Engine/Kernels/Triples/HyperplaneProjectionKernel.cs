using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.HyperplaneProjection{T}"/>; x, n and y are [features x lanes], the parts two rows: c = (n · x) / |n|² and
/// 1 / |n|², both 0 where n = 0.
/// </summary>
internal static class HyperplaneProjectionKernel
{
    /// <summary>The parts, and y = x - c n.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T x, ref T n, int features, ref T parts, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref x, ref n, features, ref parts, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref x, ref n, features, ref parts, ref y, shape);
        else Forward<T, Simd128<T>>(ref x, ref n, features, ref parts, ref y, shape);
    }

    /// <summary>The gradients of x and n, or added to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(
        ref T x, ref T n, int features, ref T parts, ref T gradY, ref T gradX, bool addX, ref T gradN, bool addN, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, Simd512<T>>(ref x, ref n, features, ref parts, ref gradY, ref gradX, addX, ref gradN, addN, shape);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, Simd256<T>>(ref x, ref n, features, ref parts, ref gradY, ref gradX, addX, ref gradN, addN, shape);
        else Backward<T, Simd128<T>>(ref x, ref n, features, ref parts, ref gradY, ref gradX, addX, ref gradN, addN, shape);
    }

    private static void Forward<T, TV>(ref T x, ref T n, int features, ref T parts, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV product = TV.Create(T.Zero), square = product;
            for (nint o = lane; o < end; o += stride)
            {
                TV normal = TV.Load(in n, o);
                product = TV.MultiplyAdd(normal, TV.Load(in x, o), product);
                square = TV.MultiplyAdd(normal, normal, square);
            }

            TV inverse = TV.WherePositive(square, TV.Create(T.One) / square), part = product * inverse;
            TV.Store(part, ref parts, lane);
            TV.Store(inverse, ref parts, stride + lane);
            for (nint o = lane; o < end; o += stride)
                TV.Store(TV.Load(in x, o) - (part * TV.Load(in n, o)), ref y, o);
        }
    }

    private static void Backward<T, TV>(
        ref T x, ref T n, int features, ref T parts, ref T gradY, ref T gradX, bool addX, ref T gradN, bool addN, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV part = TV.Load(in parts, lane), product = TV.Create(T.Zero), zero = product;
            for (nint o = lane; o < end; o += stride)
                product = TV.MultiplyAdd(TV.Load(in n, o), TV.Load(in gradY, o), product);
            TV along = zero - (product * TV.Load(in parts, stride + lane)), twice = part + part, back = zero - part;
            for (nint o = lane; o < end; o += stride)
            {
                TV g = TV.Load(in gradY, o), normal = TV.Load(in n, o);
                Gradients.Put(TV.MultiplyAdd(along, normal, g), ref gradX, o, addX);
                Gradients.Put(TV.MultiplyAdd(along, TV.Load(in x, o) - (twice * normal), back * g), ref gradN, o, addN);
            }
        }
    }
}
