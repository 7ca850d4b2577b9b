using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.CrossCompress{T}"/>; all matrices are [d x lanes]. The weights are those of <see cref="Ops.CrossWeights{T}"/>, one after the other:
/// wVV, wEV, wVE, wEE, bV, bE. The inner products of an example, and their gradients, are four rows: e·wVV, v·wEV, e·wVE, v·wEE.
/// </summary>
internal static class CrossCompressKernel
{
    /// <summary>The inner products; v' = v (e·wVV) + e (v·wEV) + bV and e' = v (e·wVE) + e (v·wEE) + bE.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T, TSides>(ref T v, ref T e, int d, ref T weights, ref T products, ref T item, ref T entity, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, TSides, Simd512<T>>(ref v, ref e, d, ref weights, ref products, ref item, ref entity, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, TSides, Simd256<T>>(ref v, ref e, d, ref weights, ref products, ref item, ref entity, shape);
        else Forward<T, TSides, Simd128<T>>(ref v, ref e, d, ref weights, ref products, ref item, ref entity, shape);
    }

    private static void Forward<T, TSides, TV>(ref T v, ref T e, int d, ref T weights, ref T products, ref T item, ref T entity, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, n = d, end = n * stride;
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV eVV = TV.Create(T.Zero), vEV = eVV, eVE = eVV, vEE = eVV;
            ref T w = ref weights;
            for (nint o = lane; o < end; o += stride, w = ref Unsafe.Add(ref w, 1))
            {
                TV x = TV.Load(in v, o), y = TV.Load(in e, o);
                if (TSides.Item)
                {
                    eVV = TV.MultiplyAdd(y, TV.Create(w), eVV);
                    vEV = TV.MultiplyAdd(x, TV.Create(Unsafe.Add(ref w, n)), vEV);
                }

                if (TSides.Entity)
                {
                    eVE = TV.MultiplyAdd(y, TV.Create(Unsafe.Add(ref w, 2 * n)), eVE);
                    vEE = TV.MultiplyAdd(x, TV.Create(Unsafe.Add(ref w, 3 * n)), vEE);
                }
            }

            CrossProducts<T, TV>.Store<TSides>(eVV, vEV, eVE, vEE, ref products, lane, stride);
            ref T b = ref Unsafe.Add(ref weights, 4 * n);
            for (nint o = lane; o < end; o += stride, b = ref Unsafe.Add(ref b, 1))
            {
                TV x = TV.Load(in v, o), y = TV.Load(in e, o);
                if (TSides.Item) TV.Store(TV.MultiplyAdd(x, eVV, TV.MultiplyAdd(y, vEV, TV.Create(b))), ref item, o);
                if (TSides.Entity) TV.Store(TV.MultiplyAdd(x, eVE, TV.MultiplyAdd(y, vEE, TV.Create(Unsafe.Add(ref b, n)))), ref entity, o);
            }
        }
    }
}
