using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernel of <see cref="Losses.InnerProductScore{T}"/>; everything is one row of lanes.</summary>
internal static class ScoreKernel
{
    /// <summary>scores = sigmoid(z) and derivatives = -s (1 - s); returns the sum of the scores over the examples.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Forward<T>(ref T z, ref T scores, ref T derivatives, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) return Forward<T, Simd512<T>>(ref z, ref scores, ref derivatives, shape);
        if (Vector256.IsHardwareAccelerated) return Forward<T, Simd256<T>>(ref z, ref scores, ref derivatives, shape);
        return Forward<T, Simd128<T>>(ref z, ref scores, ref derivatives, shape);
    }

    private static double Forward<T, TV>(ref T z, ref T scores, ref T derivatives, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint whole = shape.Lanes / TV.Count * TV.Count;
        TV one = TV.Create(T.One), sum = TV.Create(T.Zero);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV score = one / (one + TV.Exp(TV.Create(T.Zero) - TV.Load(in z, lane)));
            TV.Store(score, ref scores, lane);
            TV.Store(score * (score - one), ref derivatives, lane);
            if (lane < whole) sum += score;
        }

        T rest = T.Zero;
        for (nint lane = whole; lane < shape.Lanes; lane++)
            rest += Unsafe.Add(ref scores, lane);
        return double.CreateTruncating(TV.Sum(sum) + rest);
    }
}
