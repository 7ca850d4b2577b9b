using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.InnerProduct{T}"/> and <see cref="Losses.InnerProductLoss{T}"/>; a and b are [features x lanes], y is one
/// row.
/// </summary>
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

    /// <summary><see cref="Forward{T}"/>; returns the sums over the examples of |a|² and |b|².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (double A, double B) ForwardWithSquares<T>(ref T a, ref T b, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) return ForwardWithSquares<T, Simd512<T>>(ref a, ref b, features, ref y, shape);
        if (Vector256.IsHardwareAccelerated) return ForwardWithSquares<T, Simd256<T>>(ref a, ref b, features, ref y, shape);
        return ForwardWithSquares<T, Simd128<T>>(ref a, ref b, features, ref y, shape);
    }

    /// <summary>gradA = scale gradY b + decayA a and gradB = scale gradY a + decayB b, or added to them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(
        ref T a, ref T b, int features, ref T gradY, T scale, T decayA, T decayB, ref T gradA, bool addA, ref T gradB, bool addB,
        LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, Simd512<T>>(ref a, ref b, features, ref gradY, scale, decayA, decayB, ref gradA, addA, ref gradB, addB, shape);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, Simd256<T>>(ref a, ref b, features, ref gradY, scale, decayA, decayB, ref gradA, addA, ref gradB, addB, shape);
        else Backward<T, Simd128<T>>(ref a, ref b, features, ref gradY, scale, decayA, decayB, ref gradA, addA, ref gradB, addB, shape);
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

    private static (double A, double B) ForwardWithSquares<T, TV>(ref T a, ref T b, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride, lane = 0, whole = shape.Lanes / (2 * TV.Count) * 2 * TV.Count;
        TV zero = TV.Create(T.Zero), squaresA = zero, squaresB = zero;
        for (; lane < whole; lane += 2 * TV.Count)
        {
            TV sum0 = zero, sum1 = zero;
            for (nint o = lane; o < end; o += stride)
            {
                TV x0 = TV.Load(in a, o), x1 = TV.Load(in a, o + TV.Count), z0 = TV.Load(in b, o), z1 = TV.Load(in b, o + TV.Count);
                sum0 = TV.MultiplyAdd(x0, z0, sum0);
                sum1 = TV.MultiplyAdd(x1, z1, sum1);
                squaresA += TV.MultiplyAdd(x0, x0, x1 * x1);
                squaresB += TV.MultiplyAdd(z0, z0, z1 * z1);
            }

            TV.Store(sum0, ref y, lane);
            TV.Store(sum1, ref y, lane + TV.Count);
        }

        T restA = T.Zero, restB = T.Zero;
        for (; lane < shape.PaddedLanes; lane++)
        {
            T sum = T.Zero;
            for (nint o = lane; o < end; o += stride)
            {
                T x = Unsafe.Add(ref a, o), z = Unsafe.Add(ref b, o);
                sum += x * z;
                if (lane >= shape.Lanes) continue;
                restA += x * x;
                restB += z * z;
            }

            Unsafe.Add(ref y, lane) = sum;
        }

        return (double.CreateTruncating(TV.Sum(squaresA) + restA), double.CreateTruncating(TV.Sum(squaresB) + restB));
    }

    private static void Backward<T, TV>(
        ref T a, ref T b, int features, ref T gradY, T scale, T decayA, T decayB, ref T gradA, bool addA, ref T gradB, bool addB,
        LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        TV factor = TV.Create(scale), ofA = TV.Create(decayA), ofB = TV.Create(decayB);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += 2 * TV.Count)
        {
            TV g0 = TV.Load(in gradY, lane) * factor, g1 = TV.Load(in gradY, lane + TV.Count) * factor;
            for (nint o = lane; o < end; o += stride)
            {
                TV x0 = TV.Load(in a, o), x1 = TV.Load(in a, o + TV.Count), z0 = TV.Load(in b, o), z1 = TV.Load(in b, o + TV.Count);
                Gradients.Put(TV.MultiplyAdd(g0, z0, ofA * x0), ref gradA, o, addA);
                Gradients.Put(TV.MultiplyAdd(g1, z1, ofA * x1), ref gradA, o + TV.Count, addA);
                Gradients.Put(TV.MultiplyAdd(g0, x0, ofB * z0), ref gradB, o, addB);
                Gradients.Put(TV.MultiplyAdd(g1, x1, ofB * z1), ref gradB, o + TV.Count, addB);
            }
        }
    }
}
