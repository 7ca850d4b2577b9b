using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.CrossNetwork{T}"/>; matrices are [d x lanes], the products and their gradients [1 x lanes].
/// </summary>
internal static class CrossNetworkKernel
{
    /// <summary>product = x · w; y = partner product + x + b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(
        ref T x, ref T partner, int d, ref T weight, ref T bias, ref T product, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<T, Simd512<T>>(ref x, ref partner, d, ref weight, ref bias, ref product, ref y, shape);
        else if (Vector256.IsHardwareAccelerated)
            Forward<T, Simd256<T>>(ref x, ref partner, d, ref weight, ref bias, ref product, ref y, shape);
        else Forward<T, Simd128<T>>(ref x, ref partner, d, ref weight, ref bias, ref product, ref y, shape);
    }

    /// <summary>gradProduct = g · partner; gradX = g + w gradProduct and gradPartner = g product, stored or added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardInputs<T>(
        ref T partner, int d, ref T weight, ref T product, ref T g, ref T gradProduct, ref T gradX, bool addX, ref T gradPartner,
        bool addPartner, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            BackwardInputs<T, Simd512<T>>(ref partner, d, ref weight, ref product, ref g, ref gradProduct, ref gradX, addX, ref gradPartner,
                addPartner, shape);
        else if (Vector256.IsHardwareAccelerated)
            BackwardInputs<T, Simd256<T>>(ref partner, d, ref weight, ref product, ref g, ref gradProduct, ref gradX, addX, ref gradPartner,
                addPartner, shape);
        else
            BackwardInputs<T, Simd128<T>>(ref partner, d, ref weight, ref product, ref g, ref gradProduct, ref gradX, addX, ref gradPartner,
                addPartner, shape);
    }

    /// <summary>x gradProduct and g, summed over the lanes, become the partial sums of w and b, or are added to them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardWeights<T>(
        ref T x, int d, ref T g, ref T gradProduct, ref T weightPartials, bool addWeight, ref T biasPartials, bool addBias,
        LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            BackwardWeights<T, Simd512<T>>(
                ref x, d, ref g, ref gradProduct, ref weightPartials, addWeight, ref biasPartials, addBias, shape);
        else if (Vector256.IsHardwareAccelerated)
            BackwardWeights<T, Simd256<T>>(
                ref x, d, ref g, ref gradProduct, ref weightPartials, addWeight, ref biasPartials, addBias, shape);
        else
            BackwardWeights<T, Simd128<T>>(
                ref x, d, ref g, ref gradProduct, ref weightPartials, addWeight, ref biasPartials, addBias, shape);
    }

    private static void Forward<T, TV>(
        ref T x, ref T partner, int d, ref T weight, ref T bias, ref T product, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = d * stride;
        for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
        {
            TV sum0 = TV.Create(T.Zero), sum1 = sum0;
            ref T w = ref weight;
            for (nint o = lane; o < end; o += stride, w = ref Unsafe.Add(ref w, 1))
            {
                TV wj = TV.Create(w);
                sum0 = TV.MultiplyAdd(TV.Load(in x, o), wj, sum0);
                sum1 = TV.MultiplyAdd(TV.Load(in x, o + TV.Count), wj, sum1);
            }

            TV.Store(sum0, ref product, lane);
            TV.Store(sum1, ref product, lane + TV.Count);
            ref T b = ref bias;
            for (nint o = lane; o < end; o += stride, b = ref Unsafe.Add(ref b, 1))
            {
                TV bj = TV.Create(b);
                TV.Store(TV.MultiplyAdd(TV.Load(in partner, o), sum0, TV.Load(in x, o) + bj), ref y, o);
                TV.Store(TV.MultiplyAdd(TV.Load(in partner, o + TV.Count), sum1, TV.Load(in x, o + TV.Count) + bj), ref y, o + TV.Count);
            }
        }
    }

    private static void BackwardInputs<T, TV>(
        ref T partner, int d, ref T weight, ref T product, ref T g, ref T gradProduct, ref T gradX, bool addX, ref T gradPartner,
        bool addPartner, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = d * stride;
        for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
        {
            TV sum0 = TV.Create(T.Zero), sum1 = sum0;
            for (nint o = lane; o < end; o += stride)
            {
                sum0 = TV.MultiplyAdd(TV.Load(in g, o), TV.Load(in partner, o), sum0);
                sum1 = TV.MultiplyAdd(TV.Load(in g, o + TV.Count), TV.Load(in partner, o + TV.Count), sum1);
            }

            TV.Store(sum0, ref gradProduct, lane);
            TV.Store(sum1, ref gradProduct, lane + TV.Count);
            TV product0 = TV.Load(in product, lane), product1 = TV.Load(in product, lane + TV.Count);
            ref T w = ref weight;
            for (nint o = lane; o < end; o += stride, w = ref Unsafe.Add(ref w, 1))
            {
                TV wj = TV.Create(w), g0 = TV.Load(in g, o), g1 = TV.Load(in g, o + TV.Count);
                Gradients.Put(TV.MultiplyAdd(sum0, wj, g0), ref gradX, o, addX);
                Gradients.Put(TV.MultiplyAdd(sum1, wj, g1), ref gradX, o + TV.Count, addX);
                Gradients.Put(g0 * product0, ref gradPartner, o, addPartner);
                Gradients.Put(g1 * product1, ref gradPartner, o + TV.Count, addPartner);
            }
        }
    }

    private static void BackwardWeights<T, TV>(
        ref T x, int d, ref T g, ref T gradProduct, ref T weightPartials, bool addWeight, ref T biasPartials, bool addBias,
        LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes;
        for (nint j = 0; j < d; j++)
        {
            TV sumW = TV.Create(T.Zero), sumB = sumW;
            nint row = j * stride;
            for (nint lane = 0; lane < lanes; lane += TV.Count)
            {
                sumW = TV.MultiplyAdd(TV.Load(in x, row + lane), TV.Load(in gradProduct, lane), sumW);
                sumB += TV.Load(in g, row + lane);
            }

            Gradients.PutPartial(sumW, ref weightPartials, j, addWeight);
            Gradients.PutPartial(sumB, ref biasPartials, j, addBias);
        }
    }
}
