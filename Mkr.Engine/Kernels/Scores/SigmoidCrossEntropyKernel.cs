using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Losses.SigmoidCrossEntropy{T}"/>; every matrix is one row of lanes.</summary>
internal static class SigmoidCrossEntropyKernel
{
    /// <summary>differences = sigmoid(z) - y; returns the sum over the examples of max(z, 0) - z y + log(1 + exp(-|z|)).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Forward<T>(ref T logits, ref T labels, ref T differences, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) return Forward<T, Simd512<T>>(ref logits, ref labels, ref differences, shape);
        if (Vector256.IsHardwareAccelerated) return Forward<T, Simd256<T>>(ref logits, ref labels, ref differences, shape);
        return Forward<T, Simd128<T>>(ref logits, ref labels, ref differences, shape);
    }

    /// <summary>The same with a weight for examples whose label is 0; where it is 1, what is without one, bit by bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Forward<T>(ref T logits, ref T labels, ref T differences, double negativeWeight, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T> => negativeWeight == 1
        ? Forward(ref logits, ref labels, ref differences, shape)
        : WeightedCrossEntropyKernel.Forward(ref logits, ref labels, ref differences, T.CreateTruncating(negativeWeight), shape);

    /// <summary>gradZ = scale differences, or added to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(ref T differences, T scale, ref T gradLogits, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Backward<T, Simd512<T>>(ref differences, scale, ref gradLogits, add, shape);
        else if (Vector256.IsHardwareAccelerated) Backward<T, Simd256<T>>(ref differences, scale, ref gradLogits, add, shape);
        else Backward<T, Simd128<T>>(ref differences, scale, ref gradLogits, add, shape);
    }

    private static double Forward<T, TV>(ref T logits, ref T labels, ref T differences, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        // A sum of logarithms is the logarithm of a product: of factors between 1 and 2, of which this many can't overflow a float.
        const int Factors = 64;
        nint whole = shape.Lanes / TV.Count * TV.Count, lane = 0;
        TV linear = TV.Create(T.Zero), logarithms = linear;
        while (lane < whole)
        {
            TV product = TV.Create(T.One);
            for (nint end = nint.Min(whole, lane + (Factors * TV.Count)); lane < end; lane += TV.Count)
            {
                TV z = TV.Load(in logits, lane), y = TV.Load(in labels, lane);
                product *= Difference<T, TV>(z, y, ref differences, lane);
                linear += TV.Max(z, TV.Create(T.Zero)) - (z * y);
            }

            logarithms += TV.Log(product);
        }

        double sum = double.CreateTruncating(TV.Sum(linear + logarithms));
        if (lane < shape.PaddedLanes && lane < shape.Lanes)
            Difference<T, TV>(TV.Load(in logits, lane), TV.Load(in labels, lane), ref differences, lane);
        for (; lane < shape.Lanes; lane++)
        {
            T z = Unsafe.Add(ref logits, lane);
            sum += double.CreateTruncating(T.Max(z, T.Zero) - (z * Unsafe.Add(ref labels, lane)) + T.LogP1(T.Exp(-T.Abs(z))));
        }

        return sum;
    }

    /// <summary>Stores sigmoid(z) - y; returns 1 + exp(-|z|).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static TV Difference<T, TV>(TV z, TV y, ref T differences, nint lane)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV zero = TV.Create(T.Zero), one = TV.Create(T.One);
        TV exponential = TV.Exp(zero - TV.Abs(z)), sum = one + exponential;
        TV small = exponential / sum;
        TV.Store(small + TV.WherePositive(z, one - small - small) - y, ref differences, lane);
        return sum;
    }

    private static void Backward<T, TV>(ref T differences, T scale, ref T gradLogits, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV factor = TV.Create(scale);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
            Gradients.Put(TV.Load(in differences, lane) * factor, ref gradLogits, lane, add);
    }
}
