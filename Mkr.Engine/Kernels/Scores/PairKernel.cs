using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Losses.BayesianPersonalizedRanking{T}"/>: u is [features x lanes], i and j are too, with a further row where
/// there are biases; everything else is one row.
/// </summary>
internal static class PairKernel
{
    /// <summary>x = u · (i - j) + b_i - b_j, and each lane's penalty (|u|² + |i|² + |j|²) + biasPenalty (b_i² + b_j²).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(
        ref T u, ref T i, ref T j, int features, bool hasBias, T penalty, T biasPenalty, ref T x, ref T penalties, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Forward<T, Simd512<T>>(ref u, ref i, ref j, features, hasBias, penalty, biasPenalty, ref x, ref penalties, shape);
        else if (Vector256.IsHardwareAccelerated)
            Forward<T, Simd256<T>>(ref u, ref i, ref j, features, hasBias, penalty, biasPenalty, ref x, ref penalties, shape);
        else
            Forward<T, Simd128<T>>(ref u, ref i, ref j, features, hasBias, penalty, biasPenalty, ref x, ref penalties, shape);
    }

    /// <summary>
    /// With g = scale derivative: gradU = g (i - j) + penalty u, gradI = g u + penalty i, gradJ = -g u + penalty j, and of the biases
    /// g + biasPenalty b_i and -g + biasPenalty b_j; or added to what is there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(
        ref T u, ref T i, ref T j, int features, bool hasBias, T penalty, T biasPenalty, ref T derivatives, T scale,
        ref T gradU, bool addU, ref T gradI, bool addI, ref T gradJ, bool addJ, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Backward<T, Simd512<T>>(
                ref u, ref i, ref j, features, hasBias, penalty, biasPenalty, ref derivatives, scale,
                ref gradU, addU, ref gradI, addI, ref gradJ, addJ, shape);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Backward<T, Simd256<T>>(
                ref u, ref i, ref j, features, hasBias, penalty, biasPenalty, ref derivatives, scale,
                ref gradU, addU, ref gradI, addI, ref gradJ, addJ, shape);
        }
        else
        {
            Backward<T, Simd128<T>>(
                ref u, ref i, ref j, features, hasBias, penalty, biasPenalty, ref derivatives, scale,
                ref gradU, addU, ref gradI, addI, ref gradJ, addJ, shape);
        }
    }

    private static void Forward<T, TV>(
        ref T u, ref T i, ref T j, int features, bool hasBias, T penalty, T biasPenalty, ref T x, ref T penalties, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        TV ofVectors = TV.Create(penalty), ofBiases = TV.Create(biasPenalty);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV sum = TV.Create(T.Zero), squares = sum;
            for (nint o = lane; o < end; o += stride)
            {
                TV user = TV.Load(in u, o), positive = TV.Load(in i, o), negative = TV.Load(in j, o);
                sum = TV.MultiplyAdd(user, positive - negative, sum);
                squares = TV.MultiplyAdd(user, user, TV.MultiplyAdd(positive, positive, TV.MultiplyAdd(negative, negative, squares)));
            }

            squares *= ofVectors;
            if (hasBias)
            {
                TV positive = TV.Load(in i, end + lane), negative = TV.Load(in j, end + lane);
                sum += positive - negative;
                squares = TV.MultiplyAdd(ofBiases, TV.MultiplyAdd(positive, positive, negative * negative), squares);
            }

            TV.Store(sum, ref x, lane);
            TV.Store(squares, ref penalties, lane);
        }
    }

    private static void Backward<T, TV>(
        ref T u, ref T i, ref T j, int features, bool hasBias, T penalty, T biasPenalty, ref T derivatives, T scale,
        ref T gradU, bool addU, ref T gradI, bool addI, ref T gradJ, bool addJ, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        TV factor = TV.Create(scale), ofVectors = TV.Create(penalty), ofBiases = TV.Create(biasPenalty);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV g = TV.Load(in derivatives, lane) * factor;
            for (nint o = lane; o < end; o += stride)
            {
                TV user = TV.Load(in u, o), positive = TV.Load(in i, o), negative = TV.Load(in j, o), pull = g * user;
                Gradients.Put(TV.MultiplyAdd(g, positive - negative, ofVectors * user), ref gradU, o, addU);
                Gradients.Put(TV.MultiplyAdd(ofVectors, positive, pull), ref gradI, o, addI);
                Gradients.Put(TV.MultiplyAdd(ofVectors, negative, TV.Create(T.Zero) - pull), ref gradJ, o, addJ);
            }

            if (!hasBias) continue;
            Gradients.Put(TV.MultiplyAdd(ofBiases, TV.Load(in i, end + lane), g), ref gradI, end + lane, addI);
            Gradients.Put(TV.MultiplyAdd(ofBiases, TV.Load(in j, end + lane), TV.Create(T.Zero) - g), ref gradJ, end + lane, addJ);
        }
    }
}
