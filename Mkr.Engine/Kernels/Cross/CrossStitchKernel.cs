using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.CrossStitch{T}"/>; matrices are [d x lanes], the scalars aVV, aEV, aVE, aEE.
/// </summary>
internal static class CrossStitchKernel
{
    /// <summary>v' = aVV v + aEV e and e' = aVE v + aEE e.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T, TSides>(ref T v, ref T e, int d, ref T scalars, ref T item, ref T entity, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<T, TSides, Simd512<T>>(ref v, ref e, d, ref scalars, ref item, ref entity, shape);
        else if (Vector256.IsHardwareAccelerated)
            Forward<T, TSides, Simd256<T>>(ref v, ref e, d, ref scalars, ref item, ref entity, shape);
        else Forward<T, TSides, Simd128<T>>(ref v, ref e, d, ref scalars, ref item, ref entity, shape);
    }

    /// <summary>
    /// With p = gradV' and q = gradE': gradV = aVV p + aVE q and gradE = aEV p + aEE q, stored or added; p v, p e, q v and q e, summed over
    /// features and lanes, become the partial sums of the scalars of their side, or are added to them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T, TSides>(
        ref T v, ref T e, int d, ref T scalars, ref T p, ref T q, ref T gradV, bool addV, ref T gradE, bool addE, ref T partials, bool add,
        LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, TSides, Simd512<T>>(ref v, ref e, d, ref scalars, ref p, ref q, ref gradV, addV, ref gradE, addE, ref partials, add,
                shape);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, TSides, Simd256<T>>(ref v, ref e, d, ref scalars, ref p, ref q, ref gradV, addV, ref gradE, addE, ref partials, add,
                shape);
        else
            Backward<T, TSides, Simd128<T>>(ref v, ref e, d, ref scalars, ref p, ref q, ref gradV, addV, ref gradE, addE, ref partials, add,
                shape);
    }

    private static void Forward<T, TSides, TV>(ref T v, ref T e, int d, ref T scalars, ref T item, ref T entity, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = d * stride;
        TV vv = TV.Create(scalars), ev = TV.Create(Unsafe.Add(ref scalars, 1));
        TV ve = TV.Create(Unsafe.Add(ref scalars, 2)), ee = TV.Create(Unsafe.Add(ref scalars, 3));
        for (nint row = 0; row < end; row += stride)
        {
            for (nint o = row; o < row + lanes; o += TV.Count)
            {
                TV x = TV.Load(in v, o), y = TV.Load(in e, o);
                if (TSides.Item) TV.Store(TV.MultiplyAdd(x, vv, y * ev), ref item, o);
                if (TSides.Entity) TV.Store(TV.MultiplyAdd(x, ve, y * ee), ref entity, o);
            }
        }
    }

    private static void Backward<T, TSides, TV>(
        ref T v, ref T e, int d, ref T scalars, ref T p, ref T q, ref T gradV, bool addV, ref T gradE, bool addE, ref T partials, bool add,
        LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSides : struct, ICrossSides
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = d * stride;
        TV vv = TV.Create(scalars), ev = TV.Create(Unsafe.Add(ref scalars, 1));
        TV ve = TV.Create(Unsafe.Add(ref scalars, 2)), ee = TV.Create(Unsafe.Add(ref scalars, 3));
        TV sumVV = TV.Create(T.Zero), sumEV = sumVV, sumVE = sumVV, sumEE = sumVV;
        for (nint row = 0; row < end; row += stride)
        {
            for (nint o = row; o < row + lanes; o += TV.Count)
            {
                TV x = TV.Load(in v, o), y = TV.Load(in e, o), toV = TV.Create(T.Zero), toE = toV;
                if (TSides.Item)
                {
                    TV g = TV.Load(in p, o);
                    sumVV = TV.MultiplyAdd(g, x, sumVV);
                    sumEV = TV.MultiplyAdd(g, y, sumEV);
                    toV = g * vv;
                    toE = g * ev;
                }

                if (TSides.Entity)
                {
                    TV g = TV.Load(in q, o);
                    sumVE = TV.MultiplyAdd(g, x, sumVE);
                    sumEE = TV.MultiplyAdd(g, y, sumEE);
                    toV = TSides.Item ? TV.MultiplyAdd(g, ve, toV) : g * ve;
                    toE = TSides.Item ? TV.MultiplyAdd(g, ee, toE) : g * ee;
                }

                Gradients.Put(toV, ref gradV, o, addV);
                Gradients.Put(toE, ref gradE, o, addE);
            }
        }

        if (TSides.Item)
        {
            Gradients.PutPartial(sumVV, ref partials, 0, add);
            Gradients.PutPartial(sumEV, ref partials, 1, add);
        }

        if (TSides.Entity)
        {
            Gradients.PutPartial(sumVE, ref partials, 2, add);
            Gradients.PutPartial(sumEE, ref partials, 3, add);
        }
    }
}
