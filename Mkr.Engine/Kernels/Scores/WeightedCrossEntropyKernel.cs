using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// <see cref="SigmoidCrossEntropyKernel"/> whose examples have the weight w = y + n (1 - y): 1 where the label is 1 and n where it is 0.
/// </summary>
/// <remarks>
/// Weighted logarithms are not the logarithm of one product, so each vector takes its own: the kernel without weights is faster.
/// </remarks>
internal static class WeightedCrossEntropyKernel
{
    /// <summary>
    /// differences = w (sigmoid(z) - y); returns the sum over the examples of w (max(z, 0) - z y + log(1 + exp(-|z|))).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Forward<T>(ref T logits, ref T labels, ref T differences, T negativeWeight, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            return Forward<T, Simd512<T>>(ref logits, ref labels, ref differences, negativeWeight, shape);
        if (Vector256.IsHardwareAccelerated)
            return Forward<T, Simd256<T>>(ref logits, ref labels, ref differences, negativeWeight, shape);
        return Forward<T, Simd128<T>>(ref logits, ref labels, ref differences, negativeWeight, shape);
    }

    private static double Forward<T, TV>(ref T logits, ref T labels, ref T differences, T negativeWeight, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint whole = shape.Lanes / TV.Count * TV.Count;
        TV zero = TV.Create(T.Zero), one = TV.Create(T.One), negative = TV.Create(negativeWeight), total = zero;
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV z = TV.Load(in logits, lane), y = TV.Load(in labels, lane), weight = TV.MultiplyAdd(negative, one - y, y);
            TV factor = SigmoidCrossEntropyKernel.Difference<T, TV>(z, y, ref differences, lane);
            TV.Store(weight * TV.Load(in differences, lane), ref differences, lane);
            if (lane < whole) total += weight * (TV.Max(z, zero) - (z * y) + TV.Log(factor));
        }

        double sum = double.CreateTruncating(TV.Sum(total));
        for (nint lane = whole; lane < shape.Lanes; lane++)
        {
            T z = Unsafe.Add(ref logits, lane), y = Unsafe.Add(ref labels, lane), weight = (negativeWeight * (T.One - y)) + y;
            sum += double.CreateTruncating(weight * (T.Max(z, T.Zero) - (z * y) + T.LogP1(T.Exp(-T.Abs(z)))));
        }

        return sum;
    }
}
