using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Ops.OuterProduct{T}"/>: vectors are [d x lanes], the product [d d x lanes].</summary>
internal static class OuterProductKernel
{
    /// <summary>y[i d + j] = a[i] b[j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T a, ref T b, int d, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref a, ref b, d, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref a, ref b, d, ref y, shape);
        else Forward<T, Simd128<T>>(ref a, ref b, d, ref y, shape);
    }

    /// <summary>grad[i] = the sum over j of g[i step + j skip] other[j], stored or added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(ref T other, int d, ref T g, int step, int skip, ref T grad, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Backward<T, Simd512<T>>(ref other, d, ref g, step, skip, ref grad, add, shape);
        else if (Vector256.IsHardwareAccelerated) Backward<T, Simd256<T>>(ref other, d, ref g, step, skip, ref grad, add, shape);
        else Backward<T, Simd128<T>>(ref other, d, ref g, step, skip, ref grad, add, shape);
    }

    private static void Forward<T, TV>(ref T a, ref T b, int d, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = d * stride;
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            nint to = lane;
            for (nint i = lane; i < end; i += stride)
            {
                TV x = TV.Load(in a, i);
                for (nint j = lane; j < end; j += stride, to += stride)
                    TV.Store(x * TV.Load(in b, j), ref y, to);
            }
        }
    }

    private static void Backward<T, TV>(ref T other, int d, ref T g, int step, int skip, ref T grad, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes;
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            for (nint i = 0; i < d; i++)
            {
                TV sum = TV.Create(T.Zero);
                nint from = lane + (i * step * stride);
                for (nint j = 0; j < d; j++, from += skip * stride)
                    sum = TV.MultiplyAdd(TV.Load(in g, from), TV.Load(in other, lane + (j * stride)), sum);
                Gradients.Put(sum, ref grad, lane + (i * stride), add);
            }
        }
    }
}
