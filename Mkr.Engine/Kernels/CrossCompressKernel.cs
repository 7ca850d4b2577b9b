using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of one side of a cross&amp;compress unit, y = v a + e c + b with a = e·wE and c = v·wV; see <see cref="Ops.CrossCompress{T}"/>.
/// All matrices are [d x lanes], the products [2 x lanes]: a, then c.
/// </summary>
public static class CrossCompressKernel
{
    /// <summary>products = (e·wE, v·wV); y = v (e·wE) + e (v·wV) + b.</summary>
    public static void Forward<T>(
        LaneMatrix<T> v, LaneMatrix<T> e, ReadOnlySpan<T> alongE, ReadOnlySpan<T> alongV, ReadOnlySpan<T> bias, LaneMatrix<T> products, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameSize("cross&compress", "v", v.Features, "weight", alongE.Length);
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(v, e, alongE, alongV, bias, products, y);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(v, e, alongE, alongV, bias, products, y);
        else Forward<T, Simd128<T>>(v, e, alongE, alongV, bias, products, y);
    }

    /// <summary>gradProducts = (g·v, g·e); gradV = g a + wV (g·e) and gradE = g c + wE (g·v), or added to them, with g = gradY.</summary>
    public static void BackwardInputs<T>(
        LaneMatrix<T> v, LaneMatrix<T> e, ReadOnlySpan<T> alongE, ReadOnlySpan<T> alongV, LaneMatrix<T> products,
        LaneMatrix<T> gradY, LaneMatrix<T> gradProducts, LaneMatrix<T> gradV, bool addV, LaneMatrix<T> gradE, bool addE)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            BackwardInputs<T, Simd512<T>>(v, e, alongE, alongV, products, gradY, gradProducts, gradV, addV, gradE, addE);
        else if (Vector256.IsHardwareAccelerated)
            BackwardInputs<T, Simd256<T>>(v, e, alongE, alongV, products, gradY, gradProducts, gradV, addV, gradE, addE);
        else
            BackwardInputs<T, Simd128<T>>(v, e, alongE, alongV, products, gradY, gradProducts, gradV, addV, gradE, addE);
    }

    /// <summary>Adds (g·v) e, (g·e) v and g, summed over the lanes, to the partial sums of wE, wV and b.</summary>
    public static void BackwardWeights<T>(
        LaneMatrix<T> v, LaneMatrix<T> e, LaneMatrix<T> gradY, LaneMatrix<T> gradProducts, Span<T> alongE, Span<T> alongV, Span<T> bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameSize("cross&compress", "weight gradient", alongE.Length, "d", v.Features * WeightGradients<T>.Width);
        if (Vector512.IsHardwareAccelerated) BackwardWeights<T, Simd512<T>>(v, e, gradY, gradProducts, alongE, alongV, bias);
        else if (Vector256.IsHardwareAccelerated) BackwardWeights<T, Simd256<T>>(v, e, gradY, gradProducts, alongE, alongV, bias);
        else BackwardWeights<T, Simd128<T>>(v, e, gradY, gradProducts, alongE, alongV, bias);
    }

    private static void Forward<T, TV>(
        LaneMatrix<T> v, LaneMatrix<T> e, ReadOnlySpan<T> alongE, ReadOnlySpan<T> alongV, ReadOnlySpan<T> bias, LaneMatrix<T> products, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T wE = ref MemoryMarshal.GetReference(alongE);
        ref T wV = ref MemoryMarshal.GetReference(alongV);
        ref T b = ref MemoryMarshal.GetReference(bias);
        nint d = v.Features, stride = v.Stride;
        for (nint lane = 0; lane < v.Lanes; lane += 2 * TV.Count)
        {
            ref T vs = ref Unsafe.Add(ref v.Start, lane);
            ref T es = ref Unsafe.Add(ref e.Start, lane);
            ref T ys = ref Unsafe.Add(ref y.Start, lane);
            TV a0 = TV.Create(T.Zero), a1 = a0, c0 = a0, c1 = a0;
            for (nint j = 0, o = 0; j < d; j++, o += stride)
            {
                TV we = TV.Create(Unsafe.Add(ref wE, j)), wv = TV.Create(Unsafe.Add(ref wV, j));
                a0 = TV.MultiplyAdd(TV.Load(in es, o), we, a0);
                a1 = TV.MultiplyAdd(TV.Load(in es, o + TV.Count), we, a1);
                c0 = TV.MultiplyAdd(TV.Load(in vs, o), wv, c0);
                c1 = TV.MultiplyAdd(TV.Load(in vs, o + TV.Count), wv, c1);
            }

            TV.Store(a0, ref products.Start, lane);
            TV.Store(a1, ref products.Start, lane + TV.Count);
            TV.Store(c0, ref products.Start, products.Stride + lane);
            TV.Store(c1, ref products.Start, products.Stride + lane + TV.Count);
            for (nint j = 0, o = 0; j < d; j++, o += stride)
            {
                TV bj = TV.Create(Unsafe.Add(ref b, j));
                TV y0 = TV.MultiplyAdd(TV.Load(in es, o), c0, bj), y1 = TV.MultiplyAdd(TV.Load(in es, o + TV.Count), c1, bj);
                TV.Store(TV.MultiplyAdd(TV.Load(in vs, o), a0, y0), ref ys, o);
                TV.Store(TV.MultiplyAdd(TV.Load(in vs, o + TV.Count), a1, y1), ref ys, o + TV.Count);
            }
        }
    }

    private static void BackwardInputs<T, TV>(
        LaneMatrix<T> v, LaneMatrix<T> e, ReadOnlySpan<T> alongE, ReadOnlySpan<T> alongV, LaneMatrix<T> products,
        LaneMatrix<T> gradY, LaneMatrix<T> gradProducts, LaneMatrix<T> gradV, bool addV, LaneMatrix<T> gradE, bool addE)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T wE = ref MemoryMarshal.GetReference(alongE);
        ref T wV = ref MemoryMarshal.GetReference(alongV);
        nint d = v.Features, stride = v.Stride;
        for (nint lane = 0; lane < v.Lanes; lane += 2 * TV.Count)
        {
            ref T vs = ref Unsafe.Add(ref v.Start, lane);
            ref T es = ref Unsafe.Add(ref e.Start, lane);
            ref T gs = ref Unsafe.Add(ref gradY.Start, lane);
            TV da0 = TV.Create(T.Zero), da1 = da0, dc0 = da0, dc1 = da0;
            for (nint j = 0, o = 0; j < d; j++, o += stride)
            {
                TV g0 = TV.Load(in gs, o), g1 = TV.Load(in gs, o + TV.Count);
                da0 = TV.MultiplyAdd(g0, TV.Load(in vs, o), da0);
                da1 = TV.MultiplyAdd(g1, TV.Load(in vs, o + TV.Count), da1);
                dc0 = TV.MultiplyAdd(g0, TV.Load(in es, o), dc0);
                dc1 = TV.MultiplyAdd(g1, TV.Load(in es, o + TV.Count), dc1);
            }

            TV.Store(da0, ref gradProducts.Start, lane);
            TV.Store(da1, ref gradProducts.Start, lane + TV.Count);
            TV.Store(dc0, ref gradProducts.Start, gradProducts.Stride + lane);
            TV.Store(dc1, ref gradProducts.Start, gradProducts.Stride + lane + TV.Count);
            TV a0 = TV.Load(in products.Start, lane), a1 = TV.Load(in products.Start, lane + TV.Count);
            TV c0 = TV.Load(in products.Start, products.Stride + lane), c1 = TV.Load(in products.Start, products.Stride + lane + TV.Count);
            ref T gv = ref Unsafe.Add(ref gradV.Start, lane);
            ref T ge = ref Unsafe.Add(ref gradE.Start, lane);
            for (nint j = 0, o = 0; j < d; j++, o += stride)
            {
                TV we = TV.Create(Unsafe.Add(ref wE, j)), wv = TV.Create(Unsafe.Add(ref wV, j));
                TV g0 = TV.Load(in gs, o), g1 = TV.Load(in gs, o + TV.Count);
                Gradients.Put(TV.MultiplyAdd(g0, a0, wv * dc0), ref gv, o, addV);
                Gradients.Put(TV.MultiplyAdd(g1, a1, wv * dc1), ref gv, o + TV.Count, addV);
                Gradients.Put(TV.MultiplyAdd(g0, c0, we * da0), ref ge, o, addE);
                Gradients.Put(TV.MultiplyAdd(g1, c1, we * da1), ref ge, o + TV.Count, addE);
            }
        }
    }

    private static void BackwardWeights<T, TV>(
        LaneMatrix<T> v, LaneMatrix<T> e, LaneMatrix<T> gradY, LaneMatrix<T> gradProducts, Span<T> alongE, Span<T> alongV, Span<T> bias)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T partialsE = ref MemoryMarshal.GetReference(alongE);
        ref T partialsV = ref MemoryMarshal.GetReference(alongV);
        ref T partialsB = ref MemoryMarshal.GetReference(bias);
        ref T da = ref gradProducts.Start;
        ref T dc = ref Unsafe.Add(ref gradProducts.Start, gradProducts.Stride);
        for (nint j = 0; j < v.Features; j++)
        {
            ref T vs = ref Unsafe.Add(ref v.Start, j * v.Stride);
            ref T es = ref Unsafe.Add(ref e.Start, j * e.Stride);
            ref T gs = ref Unsafe.Add(ref gradY.Start, j * gradY.Stride);
            TV sumE = TV.Create(T.Zero), sumV = sumE, sumB = sumE;
            for (nint lane = 0; lane < v.Lanes; lane += TV.Count)
            {
                sumE = TV.MultiplyAdd(TV.Load(in da, lane), TV.Load(in es, lane), sumE);
                sumV = TV.MultiplyAdd(TV.Load(in dc, lane), TV.Load(in vs, lane), sumV);
                sumB += TV.Load(in gs, lane);
            }

            Gradients.AddPartial(sumE, ref partialsE, j);
            Gradients.AddPartial(sumV, ref partialsV, j);
            Gradients.AddPartial(sumB, ref partialsB, j);
        }
    }
}
