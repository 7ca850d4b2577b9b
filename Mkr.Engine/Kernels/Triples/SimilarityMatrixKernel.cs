using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Ops;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The similarities of n rows a [n x features], row-major, to lanes b [features x lanes], and their derivatives. Row i of the results
/// [n x lanes] is of row i. A vector is of lanes, so that no sum goes across one; lanes are a multiple of
/// <see cref="LaneShape{T}.Quantum"/>.
/// </summary>
internal static class SimilarityMatrixKernel
{
    private const int RowsAtOnce = 4;

    /// <summary>The similarities, of spans.</summary>
    public static void Forward<T>(Similarity kind, ReadOnlySpan<T> rows, LaneMatrix<T> columns, Span<T> results)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T a = ref MemoryMarshal.GetReference(rows), b = ref columns[0][0], s = ref MemoryMarshal.GetReference(results);
        var sizes = new SimilaritySizes(rows.Length / columns.Features, columns.Features, columns.Features, columns.Stride, columns.Lanes);
        switch (kind)
        {
            case Similarity.InnerProduct: Forward<T, InnerSimilarity>(ref a, ref b, in sizes, ref s); break;
            case Similarity.L1: Forward<T, L1Similarity>(ref a, ref b, in sizes, ref s); break;
            case Similarity.L2: Forward<T, L2Similarity>(ref a, ref b, in sizes, ref s); break;
            default: Forward<T, SquaredL2Similarity>(ref a, ref b, in sizes, ref s); break;
        }
    }

    /// <summary>The similarities.</summary>
    public static void Forward<T, TKind>(ref T a, ref T b, in SimilaritySizes sizes, ref T results)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, TKind, Simd512<T>>(ref a, ref b, in sizes, ref results);
        else if (Vector256.IsHardwareAccelerated) Forward<T, TKind, Simd256<T>>(ref a, ref b, in sizes, ref results);
        else Forward<T, TKind, Simd128<T>>(ref a, ref b, in sizes, ref results);
    }

    private static void Forward<T, TKind, TV>(ref T a, ref T b, in SimilaritySizes sizes, ref T results)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        nint rowStride = sizes.RowStride, lanes = sizes.Lanes, i = 0;
        for (; i <= sizes.Rows - RowsAtOnce; i += RowsAtOnce)
        {
            ref T row = ref Unsafe.Add(ref a, i * rowStride), result = ref Unsafe.Add(ref results, i * lanes);
            for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
                ForwardFour<T, TKind, TV>(ref row, ref b, in sizes, lane, ref result);
        }

        for (; i < sizes.Rows; i++)
        {
            for (nint lane = 0; lane < lanes; lane += TV.Count)
            {
                TV sum = TV.Create(T.Zero);
                for (nint j = 0; j < sizes.Features; j++)
                {
                    TV x = TV.Create(Unsafe.Add(ref a, (i * rowStride) + j));
                    sum = TKind.Add<T, TV>(x, TV.Load(in b, (j * sizes.LaneStride) + lane), sum);
                }

                TV.Store(TKind.End<T, TV>(sum), ref results, (i * lanes) + lane);
            }
        }
    }

    /// <summary>Four rows with two vectors of lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void ForwardFour<T, TKind, TV>(ref T row, ref T b, in SimilaritySizes sizes, nint lane, ref T result)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        nint rowStride = sizes.RowStride, lanes = sizes.Lanes, features = sizes.Features, o = lane, laneStride = sizes.LaneStride;
        TV s00 = TV.Create(T.Zero), s01 = s00, s10 = s00, s11 = s00, s20 = s00, s21 = s00, s30 = s00, s31 = s00;
        for (nint j = 0; j < features; j++, o += laneStride)
        {
            TV b0 = TV.Load(in b, o), b1 = TV.Load(in b, o + TV.Count);
            TV x = TV.Create(Unsafe.Add(ref row, j));
            (s00, s01) = (TKind.Add<T, TV>(x, b0, s00), TKind.Add<T, TV>(x, b1, s01));
            x = TV.Create(Unsafe.Add(ref row, rowStride + j));
            (s10, s11) = (TKind.Add<T, TV>(x, b0, s10), TKind.Add<T, TV>(x, b1, s11));
            x = TV.Create(Unsafe.Add(ref row, (2 * rowStride) + j));
            (s20, s21) = (TKind.Add<T, TV>(x, b0, s20), TKind.Add<T, TV>(x, b1, s21));
            x = TV.Create(Unsafe.Add(ref row, (3 * rowStride) + j));
            (s30, s31) = (TKind.Add<T, TV>(x, b0, s30), TKind.Add<T, TV>(x, b1, s31));
        }

        nint at = lane;
        TV.Store(TKind.End<T, TV>(s00), ref result, at);
        TV.Store(TKind.End<T, TV>(s01), ref result, at + TV.Count);
        at += lanes;
        TV.Store(TKind.End<T, TV>(s10), ref result, at);
        TV.Store(TKind.End<T, TV>(s11), ref result, at + TV.Count);
        at += lanes;
        TV.Store(TKind.End<T, TV>(s20), ref result, at);
        TV.Store(TKind.End<T, TV>(s21), ref result, at + TV.Count);
        at += lanes;
        TV.Store(TKind.End<T, TV>(s30), ref result, at);
        TV.Store(TKind.End<T, TV>(s31), ref result, at + TV.Count);
    }
}

/// <summary>The sizes of a matrix of similarities.</summary>
/// <param name="Rows">n.</param>
/// <param name="Features">The length of a vector.</param>
/// <param name="RowStride">From one row to the next.</param>
/// <param name="LaneStride">From one feature's lanes to the next's.</param>
/// <param name="Lanes">The lanes.</param>
internal readonly record struct SimilaritySizes(int Rows, int Features, int RowStride, int LaneStride, int Lanes);
