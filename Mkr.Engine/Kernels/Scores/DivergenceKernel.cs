using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.NegativeDivergence{T}"/>: a and b are [d x lanes], the logarithms of the sums of their exponentials
/// [2 x lanes], s [1 x lanes].
/// </summary>
internal static class DivergenceKernel
{
    /// <summary>The norms, and s = Σ α (log β - log α) with log α = a - norm of a, log β = b - norm of b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T a, ref T b, int d, ref T norms, ref T s, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref a, ref b, d, ref norms, ref s, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref a, ref b, d, ref norms, ref s, shape);
        else Forward<T, Simd128<T>>(ref a, ref b, d, ref norms, ref s, shape);
    }

    /// <summary>gradA = -g α (log α - log β + s) and gradB = g (α - β), stored or added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(
        ref T a, ref T b, int d, ref T norms, ref T s, ref T g, ref T gradA, bool addA, ref T gradB, bool addB, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, Simd512<T>>(ref a, ref b, d, ref norms, ref s, ref g, ref gradA, addA, ref gradB, addB, shape);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, Simd256<T>>(ref a, ref b, d, ref norms, ref s, ref g, ref gradA, addA, ref gradB, addB, shape);
        else Backward<T, Simd128<T>>(ref a, ref b, d, ref norms, ref s, ref g, ref gradA, addA, ref gradB, addB, shape);
    }

    private static void Forward<T, TV>(ref T a, ref T b, int d, ref T norms, ref T s, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = d * stride;
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV normA = Norm<T, TV>(ref a, lane, stride, end), normB = Norm<T, TV>(ref b, lane, stride, end);
            TV sum = TV.Create(T.Zero);
            for (nint o = lane; o < end; o += stride)
            {
                TV logA = TV.Load(in a, o) - normA, logB = TV.Load(in b, o) - normB;
                sum = TV.MultiplyAdd(TV.Exp(logA), logB - logA, sum);
            }

            TV.Store(normA, ref norms, lane);
            TV.Store(normB, ref norms, stride + lane);
            TV.Store(sum, ref s, lane);
        }
    }

    /// <summary>log Σ exp x_j, with the largest taken out.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Norm<T, TV>(ref T x, nint lane, nint stride, nint end)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV largest = TV.Load(in x, lane), sum = TV.Create(T.Zero);
        for (nint o = lane + stride; o < end; o += stride)
            largest = TV.Max(TV.Load(in x, o), largest);
        for (nint o = lane; o < end; o += stride)
            sum += TV.Exp(TV.Load(in x, o) - largest);
        return largest + TV.Log(sum);
    }

    private static void Backward<T, TV>(
        ref T a, ref T b, int d, ref T norms, ref T s, ref T g, ref T gradA, bool addA, ref T gradB, bool addB, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = d * stride;
        TV zero = TV.Create(T.Zero);
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV normA = TV.Load(in norms, lane), normB = TV.Load(in norms, stride + lane);
            TV score = TV.Load(in s, lane), gradient = TV.Load(in g, lane), negative = zero - gradient;
            for (nint o = lane; o < end; o += stride)
            {
                TV logA = TV.Load(in a, o) - normA, logB = TV.Load(in b, o) - normB, alpha = TV.Exp(logA);
                Gradients.Put(negative * alpha * (logA - logB + score), ref gradA, o, addA);
                Gradients.Put(gradient * (alpha - TV.Exp(logB)), ref gradB, o, addB);
            }
        }
    }
}
