using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The backward kernels of <see cref="Ops.CrossCompress{T}"/>, with p = gradV' and q = gradE'; shapes and weights as in <see cref="CrossCompressKernel"/>.</summary>
internal static class CrossCompressBackward
{
    /// <summary>
    /// gradProducts = (p·v, p·e, q·v, q·e); gradV = p (e·wVV) + q (e·wVE) + wEV (p·e) + wEE (q·e) and gradE = p (v·wEV) + q (v·wEE) + wVV (p·v) + wVE (q·v), or added to them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Inputs<T, TSides>(
        ref T v, ref T e, int d, ref T weights, ref T products, ref T p, ref T q, ref T gradProducts, ref T gradV, bool addV, ref T gradE, bool addE, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
    {
        if (Vector512.IsHardwareAccelerated)
            Inputs<T, TSides, Simd512<T>>(ref v, ref e, d, ref weights, ref products, ref p, ref q, ref gradProducts, ref gradV, addV, ref gradE, addE, shape);
        else if (Vector256.IsHardwareAccelerated)
            Inputs<T, TSides, Simd256<T>>(ref v, ref e, d, ref weights, ref products, ref p, ref q, ref gradProducts, ref gradV, addV, ref gradE, addE, shape);
        else
            Inputs<T, TSides, Simd128<T>>(ref v, ref e, d, ref weights, ref products, ref p, ref q, ref gradProducts, ref gradV, addV, ref gradE, addE, shape);
    }

    /// <summary>Adds (p·v) e, (p·e) v, (q·v) e, (q·e) v, p and q, summed over the lanes, to the partial sums of the weights.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Weights<T, TSides>(ref T v, ref T e, int d, ref T p, ref T q, ref T gradProducts, ref T partials, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
    {
        if (Vector512.IsHardwareAccelerated) Weights<T, TSides, Simd512<T>>(ref v, ref e, d, ref p, ref q, ref gradProducts, ref partials, shape);
        else if (Vector256.IsHardwareAccelerated) Weights<T, TSides, Simd256<T>>(ref v, ref e, d, ref p, ref q, ref gradProducts, ref partials, shape);
        else Weights<T, TSides, Simd128<T>>(ref v, ref e, d, ref p, ref q, ref gradProducts, ref partials, shape);
    }

    private static void Inputs<T, TSides, TV>(
        ref T v, ref T e, int d, ref T weights, ref T products, ref T p, ref T q, ref T gradProducts, ref T gradV, bool addV, ref T gradE, bool addE, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, n = d, end = n * stride;
        TV zero = TV.Create(T.Zero);
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV pv = zero, pe = zero, qv = zero, qe = zero;
            for (nint o = lane; o < end; o += stride)
            {
                TV x = TV.Load(in v, o), y = TV.Load(in e, o);
                if (TSides.Item)
                {
                    TV g = TV.Load(in p, o);
                    pv = TV.MultiplyAdd(g, x, pv);
                    pe = TV.MultiplyAdd(g, y, pe);
                }

                if (TSides.Entity)
                {
                    TV g = TV.Load(in q, o);
                    qv = TV.MultiplyAdd(g, x, qv);
                    qe = TV.MultiplyAdd(g, y, qe);
                }
            }

            CrossProducts<T, TV>.Store<TSides>(pv, pe, qv, qe, ref gradProducts, lane, stride);
            TV eVV = TSides.Item ? TV.Load(in products, lane) : zero, vEV = TSides.Item ? TV.Load(in products, stride + lane) : zero;
            TV eVE = TSides.Entity ? TV.Load(in products, (2 * stride) + lane) : zero, vEE = TSides.Entity ? TV.Load(in products, (3 * stride) + lane) : zero;
            ref T w = ref weights;
            for (nint o = lane; o < end; o += stride, w = ref Unsafe.Add(ref w, 1))
            {
                TV toV = zero, toE = zero;
                if (TSides.Item)
                {
                    TV g = TV.Load(in p, o);
                    toV = TV.MultiplyAdd(g, eVV, pe * TV.Create(Unsafe.Add(ref w, n)));
                    toE = TV.MultiplyAdd(g, vEV, pv * TV.Create(w));
                }

                if (TSides.Entity)
                {
                    TV g = TV.Load(in q, o);
                    TV wEE = TV.Create(Unsafe.Add(ref w, 3 * n)), wVE = TV.Create(Unsafe.Add(ref w, 2 * n));
                    toV = TV.MultiplyAdd(g, eVE, TSides.Item ? TV.MultiplyAdd(qe, wEE, toV) : qe * wEE);
                    toE = TV.MultiplyAdd(g, vEE, TSides.Item ? TV.MultiplyAdd(qv, wVE, toE) : qv * wVE);
                }

                Gradients.Put(toV, ref gradV, o, addV);
                Gradients.Put(toE, ref gradE, o, addE);
            }
        }
    }

    private static void Weights<T, TSides, TV>(ref T v, ref T e, int d, ref T p, ref T q, ref T gradProducts, ref T partials, LaneShape<T> shape)
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
                Gradients.AddPartial(sumVV, ref partials, j);
                Gradients.AddPartial(sumEV, ref partials, n + j);
                Gradients.AddPartial(sumBV, ref partials, (4 * n) + j);
            }

            if (TSides.Entity)
            {
                Gradients.AddPartial(sumVE, ref partials, (2 * n) + j);
                Gradients.AddPartial(sumEE, ref partials, (3 * n) + j);
                Gradients.AddPartial(sumBE, ref partials, (5 * n) + j);
            }
        }
    }
}
