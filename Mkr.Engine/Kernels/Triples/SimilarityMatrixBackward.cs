using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The derivatives of <see cref="SimilarityMatrixKernel"/>, by blocks of rows whose part of the gradient stays in the cache.
/// </summary>
internal static class SimilarityMatrixBackward
{
    private const int RowBlock = 64;

    /// <summary>Adds to the gradients of a [n x features] and b [features x lanes] those that the results' gradient leads to.</summary>
    /// <param name="a">The rows.</param>
    /// <param name="b">The lanes.</param>
    /// <param name="sizes">The sizes.</param>
    /// <param name="gradient">The results' gradient, each times the similarity's own factor.</param>
    /// <param name="gradA">The rows' gradient, with a's stride.</param>
    /// <param name="gradB">The lanes' gradient, with b's stride.</param>
    public static void Add<T, TKind>(ref T a, ref T b, in SimilaritySizes sizes, ref T gradient, ref T gradA, ref T gradB)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
    {
        for (int start = 0; start < sizes.Rows; start += RowBlock)
        {
            SimilaritySizes block = sizes with { Rows = Math.Min(RowBlock, sizes.Rows - start) };
            nint row = start * (nint)sizes.RowStride;
            ref T g = ref Unsafe.Add(ref gradient, start * (nint)sizes.Lanes);
            ref T x = ref Unsafe.Add(ref a, row), gradX = ref Unsafe.Add(ref gradA, row);
            if (Vector512.IsHardwareAccelerated) AddBlock<T, TKind, Simd512<T>>(ref x, ref b, in block, ref g, ref gradX, ref gradB);
            else if (Vector256.IsHardwareAccelerated) AddBlock<T, TKind, Simd256<T>>(ref x, ref b, in block, ref g, ref gradX, ref gradB);
            else AddBlock<T, TKind, Simd128<T>>(ref x, ref b, in block, ref g, ref gradX, ref gradB);
        }
    }

    private static void AddBlock<T, TKind, TV>(ref T a, ref T b, in SimilaritySizes sizes, ref T g, ref T gradA, ref T gradB)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        for (nint j = 0; j < sizes.Features; j++)
        {
            AddToLanes<T, TKind, TV>(ref a, ref b, in sizes, j, ref g, ref gradB);
            nint i = 0;
            for (; i <= sizes.Rows - 4; i += 4) AddToFourRows<T, TKind, TV>(ref a, ref b, in sizes, i, j, ref g, ref gradA);
            for (; i < sizes.Rows; i++) AddToRow<T, TKind, TV>(ref a, ref b, in sizes, i, j, ref g, ref gradA);
        }
    }

    /// <summary>Feature j of the lanes' gradient, two vectors at a time.</summary>
    private static void AddToLanes<T, TKind, TV>(ref T a, ref T b, in SimilaritySizes sizes, nint j, ref T g, ref T gradB)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        nint lanes = sizes.Lanes, feature = j * sizes.LaneStride;
        for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
        {
            nint at = feature + lane, o = lane;
            TV b0 = TV.Load(in b, at), b1 = TV.Load(in b, at + TV.Count);
            TV sum0 = TV.Load(in gradB, at), sum1 = TV.Load(in gradB, at + TV.Count);
            ref T element = ref Unsafe.Add(ref a, j);
            for (nint i = 0; i < sizes.Rows; i++, o += lanes, element = ref Unsafe.Add(ref element, sizes.RowStride))
            {
                TV x = TV.Create(element);
                sum0 = TV.MultiplyAdd(TV.Load(in g, o), TKind.Derivative<T, TV>(b0, x), sum0);
                sum1 = TV.MultiplyAdd(TV.Load(in g, o + TV.Count), TKind.Derivative<T, TV>(b1, x), sum1);
            }

            TV.Store(sum0, ref gradB, at);
            TV.Store(sum1, ref gradB, at + TV.Count);
        }
    }

    private static void AddToFourRows<T, TKind, TV>(ref T a, ref T b, in SimilaritySizes sizes, nint i, nint j, ref T g, ref T gradA)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        nint lanes = sizes.Lanes, stride = sizes.RowStride, feature = j * sizes.LaneStride, at = (i * stride) + j, row = i * lanes;
        TV x0 = TV.Create(Unsafe.Add(ref a, at)), x1 = TV.Create(Unsafe.Add(ref a, at + stride));
        TV x2 = TV.Create(Unsafe.Add(ref a, at + (2 * stride))), x3 = TV.Create(Unsafe.Add(ref a, at + (3 * stride)));
        TV sum0 = TV.Create(T.Zero), sum1 = sum0, sum2 = sum0, sum3 = sum0;
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV value = TV.Load(in b, feature + lane);
            nint o = row + lane;
            sum0 = TV.MultiplyAdd(TV.Load(in g, o), TKind.Derivative<T, TV>(x0, value), sum0);
            sum1 = TV.MultiplyAdd(TV.Load(in g, o + lanes), TKind.Derivative<T, TV>(x1, value), sum1);
            sum2 = TV.MultiplyAdd(TV.Load(in g, o + (2 * lanes)), TKind.Derivative<T, TV>(x2, value), sum2);
            sum3 = TV.MultiplyAdd(TV.Load(in g, o + (3 * lanes)), TKind.Derivative<T, TV>(x3, value), sum3);
        }

        Unsafe.Add(ref gradA, at) += TV.Sum(sum0);
        Unsafe.Add(ref gradA, at + stride) += TV.Sum(sum1);
        Unsafe.Add(ref gradA, at + (2 * stride)) += TV.Sum(sum2);
        Unsafe.Add(ref gradA, at + (3 * stride)) += TV.Sum(sum3);
    }

    private static void AddToRow<T, TKind, TV>(ref T a, ref T b, in SimilaritySizes sizes, nint i, nint j, ref T g, ref T gradA)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        nint at = (i * sizes.RowStride) + j, feature = j * sizes.LaneStride, row = i * sizes.Lanes;
        TV x = TV.Create(Unsafe.Add(ref a, at)), sum = TV.Create(T.Zero);
        for (nint lane = 0; lane < sizes.Lanes; lane += TV.Count)
            sum = TV.MultiplyAdd(TV.Load(in g, row + lane), TKind.Derivative<T, TV>(x, TV.Load(in b, feature + lane)), sum);
        Unsafe.Add(ref gradA, at) += TV.Sum(sum);
    }
}
