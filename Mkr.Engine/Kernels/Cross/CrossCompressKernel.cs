using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.CrossCompress{T}"/>; all matrices are [d x lanes]. The weights are those of
/// <see cref="Ops.CrossWeights{T}"/>, one after the other: wVV, wEV, wVE, wEE, bV, bE. The inner products of an example, and their
/// gradients, are four rows: e·wVV, v·wEV, e·wVE, v·wEE.
/// </summary>
internal static class CrossCompressKernel
{
    /// <summary>The inner products; v' = v (e·wVV) + e (v·wEV) + bV and e' = v (e·wVE) + e (v·wEE) + bE.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T, TSides>(
        ref T v, ref T e, int d, ref T weights, ref T products, ref T item, ref T entity, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<T, TSides, Simd512<T>>(ref v, ref e, d, ref weights, ref products, ref item, ref entity, shape);
        else if (Vector256.IsHardwareAccelerated)
            Forward<T, TSides, Simd256<T>>(ref v, ref e, d, ref weights, ref products, ref item, ref entity, shape);
        else Forward<T, TSides, Simd128<T>>(ref v, ref e, d, ref weights, ref products, ref item, ref entity, shape);
    }

    private static void Forward<T, TSides, TV>(
        ref T v, ref T e, int d, ref T weights, ref T products, ref T item, ref T entity, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, n = d, end = n * stride;
        TV zero = TV.Create(T.Zero);
        for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
        {
            TV eVV0 = zero, vEV0 = zero, eVE0 = zero, vEE0 = zero, eVV1 = zero, vEV1 = zero, eVE1 = zero, vEE1 = zero;
            ref T w = ref weights;
            for (nint o = lane; o < end; o += stride, w = ref Unsafe.Add(ref w, 1))
            {
                TV x0 = TV.Load(in v, o), x1 = TV.Load(in v, o + TV.Count), y0 = TV.Load(in e, o), y1 = TV.Load(in e, o + TV.Count);
                if (TSides.Item)
                {
                    TV wVV = TV.Create(w), wEV = TV.Create(Unsafe.Add(ref w, n));
                    eVV0 = TV.MultiplyAdd(y0, wVV, eVV0);
                    eVV1 = TV.MultiplyAdd(y1, wVV, eVV1);
                    vEV0 = TV.MultiplyAdd(x0, wEV, vEV0);
                    vEV1 = TV.MultiplyAdd(x1, wEV, vEV1);
                }

                if (TSides.Entity)
                {
                    TV wVE = TV.Create(Unsafe.Add(ref w, 2 * n)), wEE = TV.Create(Unsafe.Add(ref w, 3 * n));
                    eVE0 = TV.MultiplyAdd(y0, wVE, eVE0);
                    eVE1 = TV.MultiplyAdd(y1, wVE, eVE1);
                    vEE0 = TV.MultiplyAdd(x0, wEE, vEE0);
                    vEE1 = TV.MultiplyAdd(x1, wEE, vEE1);
                }
            }

            CrossProducts<T, TV>.Store<TSides>(eVV0, vEV0, eVE0, vEE0, ref products, lane, stride);
            CrossProducts<T, TV>.Store<TSides>(eVV1, vEV1, eVE1, vEE1, ref products, lane + TV.Count, stride);
            ref T b = ref Unsafe.Add(ref weights, 4 * n);
            for (nint o = lane; o < end; o += stride, b = ref Unsafe.Add(ref b, 1))
            {
                TV x0 = TV.Load(in v, o), x1 = TV.Load(in v, o + TV.Count), y0 = TV.Load(in e, o), y1 = TV.Load(in e, o + TV.Count);
                if (TSides.Item)
                {
                    TV bias = TV.Create(b);
                    TV.Store(TV.MultiplyAdd(x0, eVV0, TV.MultiplyAdd(y0, vEV0, bias)), ref item, o);
                    TV.Store(TV.MultiplyAdd(x1, eVV1, TV.MultiplyAdd(y1, vEV1, bias)), ref item, o + TV.Count);
                }

                if (TSides.Entity)
                {
                    TV bias = TV.Create(Unsafe.Add(ref b, n));
                    TV.Store(TV.MultiplyAdd(x0, eVE0, TV.MultiplyAdd(y0, vEE0, bias)), ref entity, o);
                    TV.Store(TV.MultiplyAdd(x1, eVE1, TV.MultiplyAdd(y1, vEE1, bias)), ref entity, o + TV.Count);
                }
            }
        }
    }
}
