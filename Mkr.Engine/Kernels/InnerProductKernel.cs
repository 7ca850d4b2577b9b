using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Ops.InnerProduct{T}"/>; a and b are [features x lanes], y is one row.</summary>
internal static class InnerProductKernel
{
    /// <summary>y = sum over the features of a b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T a, ref T b, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref a, ref b, features, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref a, ref b, features, ref y, shape);
        else Forward<T, Simd128<T>>(ref a, ref b, features, ref y, shape);
    }

    /// <summary>gradA = gradY b and gradB = gradY a, or added to them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(ref T a, ref T b, int features, ref T gradY, ref T gradA, bool addA, ref T gradB, bool addB, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Backward<T, Simd512<T>>(ref a, ref b, features, ref gradY, ref gradA, addA, ref gradB, addB, shape);
        else if (Vector256.IsHardwareAccelerated) Backward<T, Simd256<T>>(ref a, ref b, features, ref gradY, ref gradA, addA, ref gradB, addB, shape);
        else Backward<T, Simd128<T>>(ref a, ref b, features, ref gradY, ref gradA, addA, ref gradB, addB, shape);
    }

    private static void Forward<T, TV>(ref T a, ref T b, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = features * stride;
        for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
        {
            TV sum0 = TV.Create(T.Zero), sum1 = sum0;
            for (nint o = lane; o < end; o += stride)
            {
                sum0 = TV.MultiplyAdd(TV.Load(in a, o), TV.Load(in b, o), sum0);
                sum1 = TV.MultiplyAdd(TV.Load(in a, o + TV.Count), TV.Load(in b, o + TV.Count), sum1);
            }

            TV.Store(sum0, ref y, lane);
            TV.Store(sum1, ref y, lane + TV.Count);
        }
    }

    private static void Backward<T, TV>(ref T a, ref T b, int features, ref T gradY, ref T gradA, bool addA, ref T gradB, bool addB, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = features * stride;
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV g = TV.Load(in gradY, lane);
            for (nint o = lane; o < end; o += stride)
            {
                Gradients.Put(g * TV.Load(in b, o), ref gradA, o, addA);
                Gradients.Put(g * TV.Load(in a, o), ref gradB, o, addB);
            }
        }
    }
}
