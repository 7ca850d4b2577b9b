using System.Numerics;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernel of <see cref="Losses.LogisticRanking{T}"/>; everything is one row of lanes.</summary>
internal static class SoftplusKernel
{
    /// <summary>losses = weights log(1 + exp(x)), and then weights = weights sigmoid(x).</summary>
    /// <param name="x">x.</param>
    /// <param name="weights">The weights.</param>
    /// <param name="losses">Receives the losses.</param>
    /// <param name="lanes">How many, a multiple of <see cref="LaneShape{T}.Quantum"/>.</param>
    public static void Apply<T>(ref T x, ref T weights, ref T losses, int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Apply<T, Simd512<T>>(ref x, ref weights, ref losses, lanes);
        else if (Vector256.IsHardwareAccelerated) Apply<T, Simd256<T>>(ref x, ref weights, ref losses, lanes);
        else Apply<T, Simd128<T>>(ref x, ref weights, ref losses, lanes);
    }

    private static void Apply<T, TV>(ref T x, ref T weights, ref T losses, int lanes)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV zero = TV.Create(T.Zero), one = TV.Create(T.One);
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV z = TV.Load(in x, lane), weight = TV.Load(in weights, lane);
            TV exponential = TV.Exp(zero - TV.Abs(z)), sum = one + exponential, small = exponential / sum;
            TV.Store(weight * (TV.Max(z, zero) + TV.Log(sum)), ref losses, lane);
            TV.Store(weight * (small + TV.WherePositive(z, one - small - small)), ref weights, lane);
        }
    }
}
