using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.LengthClamp{T}"/>; x and y are [features x lanes], the scale is one row: 1 / max(least, |x|).
/// </summary>
internal static class LengthClampKernel
{
    /// <summary>The scale, and y = scale x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T x, int features, T least, ref T scale, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref x, features, least, ref scale, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref x, features, least, ref scale, ref y, shape);
        else Forward<T, Simd128<T>>(ref x, features, least, ref scale, ref y, shape);
    }

    /// <summary>The gradient of x, or added to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(ref T y, int features, T least, ref T scale, ref T gradY, ref T gradX, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Backward<T, Simd512<T>>(ref y, features, least, ref scale, ref gradY, ref gradX, add, shape);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, Simd256<T>>(ref y, features, least, ref scale, ref gradY, ref gradX, add, shape);
        else Backward<T, Simd128<T>>(ref y, features, least, ref scale, ref gradY, ref gradX, add, shape);
    }

    private static void Forward<T, TV>(ref T x, int features, T least, ref T scale, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        TV one = TV.Create(T.One), floor = TV.Create(least);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV square = TV.Create(T.Zero);
            for (nint o = lane; o < end; o += stride)
                square = TV.MultiplyAdd(TV.Load(in x, o), TV.Load(in x, o), square);
            TV factor = one / TV.Max(floor, TV.Sqrt(square));
            TV.Store(factor, ref scale, lane);
            for (nint o = lane; o < end; o += stride)
                TV.Store(factor * TV.Load(in x, o), ref y, o);
        }
    }

    private static void Backward<T, TV>(
        ref T y, int features, T least, ref T scale, ref T gradY, ref T gradX, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        TV one = TV.Create(T.One), floor = TV.Create(least);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV factor = TV.Load(in scale, lane), product = TV.Create(T.Zero);
            for (nint o = lane; o < end; o += stride)
                product = TV.MultiplyAdd(TV.Load(in y, o), TV.Load(in gradY, o), product);
            // What is not cut loses nothing along itself.
            product = TV.WherePositive(one - (floor * factor), product);
            for (nint o = lane; o < end; o += stride)
                Gradients.Put(factor * (TV.Load(in gradY, o) - (product * TV.Load(in y, o))), ref gradX, o, add);
        }
    }
}
