using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.NegativeDistance{T}"/>, compiled for each <see cref="ISimilarity"/>; a and b are [features x lanes], y is
/// one row.
/// </summary>
internal static class SimilarityKernel
{
    /// <summary>y = the similarity of a and b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T, TKind>(ref T a, ref T b, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, TKind, Simd512<T>>(ref a, ref b, features, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, TKind, Simd256<T>>(ref a, ref b, features, ref y, shape);
        else Forward<T, TKind, Simd128<T>>(ref a, ref b, features, ref y, shape);
    }

    /// <summary>The gradients of a and b, or added to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T, TKind>(
        ref T a, ref T b, int features, ref T y, ref T gradY, ref T gradA, bool addA, ref T gradB, bool addB, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, TKind, Simd512<T>>(ref a, ref b, features, ref y, ref gradY, ref gradA, addA, ref gradB, addB, shape);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, TKind, Simd256<T>>(ref a, ref b, features, ref y, ref gradY, ref gradA, addA, ref gradB, addB, shape);
        else Backward<T, TKind, Simd128<T>>(ref a, ref b, features, ref y, ref gradY, ref gradA, addA, ref gradB, addB, shape);
    }

    private static void Forward<T, TKind, TV>(ref T a, ref T b, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        for (nint lane = 0; lane < shape.PaddedLanes; lane += 2 * TV.Count)
        {
            // Two sums, since each addition waits for the one before it.
            TV sum0 = TV.Create(T.Zero), sum1 = sum0;
            for (nint o = lane; o < end; o += stride)
            {
                sum0 = TKind.Add<T, TV>(TV.Load(in a, o), TV.Load(in b, o), sum0);
                sum1 = TKind.Add<T, TV>(TV.Load(in a, o + TV.Count), TV.Load(in b, o + TV.Count), sum1);
            }

            TV.Store(TKind.End<T, TV>(sum0), ref y, lane);
            TV.Store(TKind.End<T, TV>(sum1), ref y, lane + TV.Count);
        }
    }

    private static void Backward<T, TKind, TV>(
        ref T a, ref T b, int features, ref T y, ref T gradY, ref T gradA, bool addA, ref T gradB, bool addB, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV g = TV.Load(in gradY, lane) * TKind.Factor<T, TV>(TV.Load(in y, lane));
            for (nint o = lane; o < end; o += stride)
            {
                TV x = TV.Load(in a, o), z = TV.Load(in b, o);
                Gradients.Put(g * TKind.Derivative<T, TV>(x, z), ref gradA, o, addA);
                Gradients.Put(g * TKind.Derivative<T, TV>(z, x), ref gradB, o, addB);
            }
        }
    }
}
