using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The backward kernels of <see cref="Ops.CrossCompress{T}"/>, with p = gradV' and q = gradE'; shapes and weights as in
/// <see cref="CrossCompressKernel"/>.
/// </summary>
internal static class CrossCompressBackward
{
    /// <summary>
    /// The gradients of the inner products, and those of the inputs, stored or added:
    /// <code>
    /// gradProducts = (p·v, p·e, q·v, q·e)
    /// gradV = p (e·wVV) + q (e·wVE) + wEV (p·e) + wEE (q·e)
    /// gradE = p (v·wEV) + q (v·wEE) + wVV (p·v) + wVE (q·v)
    /// </code>
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Inputs<T, TSides>(
        ref T v, ref T e, int d, ref T weights, ref T products, ref T p, ref T q, ref T gradProducts, ref T gradV, bool addV, ref T gradE,
        bool addE, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
    {
        if (Vector512.IsHardwareAccelerated)
            Inputs<T, TSides, Simd512<T>>(ref v, ref e, d, ref weights, ref products, ref p, ref q, ref gradProducts, ref gradV, addV,
                ref gradE, addE, shape);
        else if (Vector256.IsHardwareAccelerated)
            Inputs<T, TSides, Simd256<T>>(ref v, ref e, d, ref weights, ref products, ref p, ref q, ref gradProducts, ref gradV, addV,
                ref gradE, addE, shape);
        else
            Inputs<T, TSides, Simd128<T>>(ref v, ref e, d, ref weights, ref products, ref p, ref q, ref gradProducts, ref gradV, addV,
                ref gradE, addE, shape);
    }

    /// <summary>
    /// (p·v) e, (p·e) v, (q·v) e, (q·e) v, p and q, summed over the lanes, become the partial sums of the weights of their side, or are
    /// added to them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights<T, TSides>(
        ref T v, ref T e, int d, ref T p, ref T q, ref T gradProducts, ref T partials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
    {
        if (Vector512.IsHardwareAccelerated)
            Weights<T, TSides, Simd512<T>>(ref v, ref e, d, ref p, ref q, ref gradProducts, ref partials, add, shape);
        else if (Vector256.IsHardwareAccelerated)
            Weights<T, TSides, Simd256<T>>(ref v, ref e, d, ref p, ref q, ref gradProducts, ref partials, add, shape);
        else Weights<T, TSides, Simd128<T>>(ref v, ref e, d, ref p, ref q, ref gradProducts, ref partials, add, shape);
    }

    private static void Inputs<T, TSides, TV>(
        ref T v, ref T e, int d, ref T weights, ref T products, ref T p, ref T q, ref T gradProducts, ref T gradV, bool addV, ref T gradE,
        bool addE, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, n = d, end = n * stride;
        TV zero = TV.Create(T.Zero);
        for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
        {
            TV pv0 = zero, pe0 = zero, qv0 = zero, qe0 = zero, pv1 = zero, pe1 = zero, qv1 = zero, qe1 = zero;
            for (nint o = lane; o < end; o += stride)
            {
                TV x0 = TV.Load(in v, o), x1 = TV.Load(in v, o + TV.Count), y0 = TV.Load(in e, o), y1 = TV.Load(in e, o + TV.Count);
                if (TSides.Item)
                {
                    TV g0 = TV.Load(in p, o), g1 = TV.Load(in p, o + TV.Count);
                    pv0 = TV.MultiplyAdd(g0, x0, pv0);
                    pv1 = TV.MultiplyAdd(g1, x1, pv1);
                    pe0 = TV.MultiplyAdd(g0, y0, pe0);
                    pe1 = TV.MultiplyAdd(g1, y1, pe1);
                }

                if (TSides.Entity)
                {
                    TV g0 = TV.Load(in q, o), g1 = TV.Load(in q, o + TV.Count);
                    qv0 = TV.MultiplyAdd(g0, x0, qv0);
                    qv1 = TV.MultiplyAdd(g1, x1, qv1);
                    qe0 = TV.MultiplyAdd(g0, y0, qe0);
                    qe1 = TV.MultiplyAdd(g1, y1, qe1);
                }
            }

            CrossProducts<T, TV>.Store<TSides>(pv0, pe0, qv0, qe0, ref gradProducts, lane, stride);
            CrossProducts<T, TV>.Store<TSides>(pv1, pe1, qv1, qe1, ref gradProducts, lane + TV.Count, stride);
            CrossProducts<T, TV>.Load<TSides>(ref products, lane, stride, out TV eVV0, out TV vEV0, out TV eVE0, out TV vEE0);
            CrossProducts<T, TV>.Load<TSides>(ref products, lane + TV.Count, stride, out TV eVV1, out TV vEV1, out TV eVE1, out TV vEE1);
            ref T w = ref weights;
            for (nint o = lane; o < end; o += stride, w = ref Unsafe.Add(ref w, 1))
            {
                TV toV0 = zero, toE0 = zero, toV1 = zero, toE1 = zero;
                if (TSides.Item)
                {
                    TV g0 = TV.Load(in p, o), g1 = TV.Load(in p, o + TV.Count), wVV = TV.Create(w), wEV = TV.Create(Unsafe.Add(ref w, n));
                    toV0 = TV.MultiplyAdd(g0, eVV0, pe0 * wEV);
                    toV1 = TV.MultiplyAdd(g1, eVV1, pe1 * wEV);
                    toE0 = TV.MultiplyAdd(g0, vEV0, pv0 * wVV);
                    toE1 = TV.MultiplyAdd(g1, vEV1, pv1 * wVV);
                }

                if (TSides.Entity)
                {
                    TV g0 = TV.Load(in q, o), g1 = TV.Load(in q, o + TV.Count), wVE = TV.Create(Unsafe.Add(ref w, 2 * n)),
                        wEE = TV.Create(Unsafe.Add(ref w, 3 * n));
                    toV0 = TV.MultiplyAdd(g0, eVE0, TSides.Item ? TV.MultiplyAdd(qe0, wEE, toV0) : qe0 * wEE);
                    toV1 = TV.MultiplyAdd(g1, eVE1, TSides.Item ? TV.MultiplyAdd(qe1, wEE, toV1) : qe1 * wEE);
                    toE0 = TV.MultiplyAdd(g0, vEE0, TSides.Item ? TV.MultiplyAdd(qv0, wVE, toE0) : qv0 * wVE);
                    toE1 = TV.MultiplyAdd(g1, vEE1, TSides.Item ? TV.MultiplyAdd(qv1, wVE, toE1) : qv1 * wVE);
                }

                Gradients.Put(toV0, ref gradV, o, addV);
                Gradients.Put(toV1, ref gradV, o + TV.Count, addV);
                Gradients.Put(toE0, ref gradE, o, addE);
                Gradients.Put(toE1, ref gradE, o + TV.Count, addE);
            }
        }
    }

    private static void Weights<T, TSides, TV>(
        ref T v, ref T e, int d, ref T p, ref T q, ref T gradProducts, ref T partials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, n = d;
        for (nint j = 0; j < n; j++)
        {
            TV sumVV = TV.Create(T.Zero), sumEV = sumVV, sumVE = sumVV, sumEE = sumVV, sumBV = sumVV, sumBE = sumVV;
            nint row = j * stride;
            for (nint lane = 0; lane < lanes; lane += TV.Count)
            {
                TV x = TV.Load(in v, row + lane), y = TV.Load(in e, row + lane);
                if (TSides.Item)
                {
                    sumVV = TV.MultiplyAdd(TV.Load(in gradProducts, lane), y, sumVV);
                    sumEV = TV.MultiplyAdd(TV.Load(in gradProducts, stride + lane), x, sumEV);
                    sumBV += TV.Load(in p, row + lane);
                }

                if (TSides.Entity)
                {
                    sumVE = TV.MultiplyAdd(TV.Load(in gradProducts, (2 * stride) + lane), y, sumVE);
                    sumEE = TV.MultiplyAdd(TV.Load(in gradProducts, (3 * stride) + lane), x, sumEE);
                    sumBE += TV.Load(in q, row + lane);
                }
            }

            if (TSides.Item)
            {
                Gradients.PutPartial(sumVV, ref partials, j, add);
                Gradients.PutPartial(sumEV, ref partials, n + j, add);
                Gradients.PutPartial(sumBV, ref partials, (4 * n) + j, add);
            }

            if (TSides.Entity)
            {
                Gradients.PutPartial(sumVE, ref partials, (2 * n) + j, add);
                Gradients.PutPartial(sumEE, ref partials, (3 * n) + j, add);
                Gradients.PutPartial(sumBE, ref partials, (5 * n) + j, add);
            }
        }
    }
}
