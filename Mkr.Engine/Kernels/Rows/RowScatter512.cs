using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mkr.Engine.Kernels;

/// <summary>
/// <see cref="RowTranspose.ScatterAdd"/> of floats with AVX-512: sixteen rows at a time, as transposes of 4 x 4 blocks, four of which lie
/// side by side in the 128-bit parts of four vectors.
/// </summary>
internal static class RowScatter512
{
    private const int Lanes = 16;
    private const int Block = 4;

    /// <summary>rows[offsets[l] + j] += lanes[j, l] for as many lanes as are multiples of sixteen; returns their number.</summary>
    public static int ScatterAdd(ref float lanes, nint features, nint laneStride, ReadOnlySpan<int> offsets, ref float rows)
    {
        ref int offset = ref MemoryMarshal.GetReference(offsets);
        nint lane = 0;
        for (; lane <= offsets.Length - Lanes; lane += Lanes, offset = ref Unsafe.Add(ref offset, Lanes))
        {
            // A row is added to in the widest pieces that it has, since each waits for the store before it where a row comes twice.
            ref float column = ref Unsafe.Add(ref lanes, lane);
            ref float destination = ref rows;
            nint rest = features;
            for (; rest > 3 * Block; rest -= 4 * Block)
            {
                AddSixteen(ref column, laneStride, ref destination, ref offset);
                column = ref Unsafe.Add(ref column, 4 * Block * laneStride);
                destination = ref Unsafe.Add(ref destination, 4 * Block);
            }

            for (; rest > Block; rest -= 2 * Block)
            {
                AddEight(ref column, laneStride, ref destination, ref offset);
                column = ref Unsafe.Add(ref column, 2 * Block * laneStride);
                destination = ref Unsafe.Add(ref destination, 2 * Block);
            }

            if (rest > 0) AddFour(ref column, laneStride, ref destination, ref offset);
        }

        return (int)lane;
    }

    /// <summary>Four columns of sixteen rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(ref float column, nint stride, ref float rows, ref int offsets)
    {
        Columns(ref column, stride, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c, out Vector512<float> d);
        Add(a, 0, ref rows, ref offsets);
        Add(b, 1, ref rows, ref offsets);
        Add(c, 2, ref rows, ref offsets);
        Add(d, 3, ref rows, ref offsets);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Add(Vector512<float> x, nint lane, ref float rows, ref int offsets)
        {
            AddRow(x.GetLower().GetLower(), ref rows, ref offsets, lane);
            AddRow(Avx512F.ExtractVector128(x, 1), ref rows, ref offsets, lane + 4);
            AddRow(Avx512F.ExtractVector128(x, 2), ref rows, ref offsets, lane + 8);
            AddRow(Avx512F.ExtractVector128(x, 3), ref rows, ref offsets, lane + 12);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void AddRow(Vector128<float> x, ref float rows, ref int offsets, nint lane)
        {
            ref float row = ref Unsafe.Add(ref rows, Unsafe.Add(ref offsets, lane));
            (x + Vector128.LoadUnsafe(ref row)).StoreUnsafe(ref row);
        }
    }

    /// <summary>Eight columns of sixteen rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddEight(ref float column, nint stride, ref float rows, ref int offsets)
    {
        Columns(ref column, stride, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c, out Vector512<float> d);
        Columns(ref Unsafe.Add(ref column, Block * stride), stride, out Vector512<float> e, out Vector512<float> f, out Vector512<float> g,
            out Vector512<float> h);
        Add(a, e, 0, ref rows, ref offsets);
        Add(b, f, 1, ref rows, ref offsets);
        Add(c, g, 2, ref rows, ref offsets);
        Add(d, h, 3, ref rows, ref offsets);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Add(Vector512<float> left, Vector512<float> right, nint lane, ref float rows, ref int offsets)
        {
            Vector512<float> low = Avx512F.PermuteVar8x64x2(left.AsDouble(), Vector512.Create(0L, 1, 8, 9, 2, 3, 10, 11), right.AsDouble())
                .AsSingle();
            Vector512<float> high =
                Avx512F.PermuteVar8x64x2(left.AsDouble(), Vector512.Create(4L, 5, 12, 13, 6, 7, 14, 15), right.AsDouble()).AsSingle();
            AddRow(low.GetLower(), ref rows, ref offsets, lane);
            AddRow(low.GetUpper(), ref rows, ref offsets, lane + 4);
            AddRow(high.GetLower(), ref rows, ref offsets, lane + 8);
            AddRow(high.GetUpper(), ref rows, ref offsets, lane + 12);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void AddRow(Vector256<float> x, ref float rows, ref int offsets, nint lane)
        {
            ref float row = ref Unsafe.Add(ref rows, Unsafe.Add(ref offsets, lane));
            (x + Vector256.LoadUnsafe(ref row)).StoreUnsafe(ref row);
        }
    }

    /// <summary>Sixteen columns of sixteen rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddSixteen(ref float column, nint stride, ref float rows, ref int offsets)
    {
        nint block = Block * stride;
        Columns(ref column, stride, out Vector512<float> a0, out Vector512<float> a1, out Vector512<float> a2, out Vector512<float> a3);
        Columns(ref Unsafe.Add(ref column, block), stride, out Vector512<float> b0, out Vector512<float> b1, out Vector512<float> b2,
            out Vector512<float> b3);
        Columns(ref Unsafe.Add(ref column, 2 * block), stride, out Vector512<float> c0, out Vector512<float> c1, out Vector512<float> c2,
            out Vector512<float> c3);
        Columns(ref Unsafe.Add(ref column, 3 * block), stride, out Vector512<float> d0, out Vector512<float> d1, out Vector512<float> d2,
            out Vector512<float> d3);
        Add(a0, b0, c0, d0, 0, ref rows, ref offsets);
        Add(a1, b1, c1, d1, 1, ref rows, ref offsets);
        Add(a2, b2, c2, d2, 2, ref rows, ref offsets);
        Add(a3, b3, c3, d3, 3, ref rows, ref offsets);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Add(
            Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, nint lane, ref float rows, ref int offsets)
        {
            Vector512<float> low = Avx512F.Shuffle4x128(a, b, 0x44), lowRight = Avx512F.Shuffle4x128(c, d, 0x44);
            Vector512<float> high = Avx512F.Shuffle4x128(a, b, 0xEE), highRight = Avx512F.Shuffle4x128(c, d, 0xEE);
            AddRow(Avx512F.Shuffle4x128(low, lowRight, 0x88), ref rows, ref offsets, lane);
            AddRow(Avx512F.Shuffle4x128(low, lowRight, 0xDD), ref rows, ref offsets, lane + 4);
            AddRow(Avx512F.Shuffle4x128(high, highRight, 0x88), ref rows, ref offsets, lane + 8);
            AddRow(Avx512F.Shuffle4x128(high, highRight, 0xDD), ref rows, ref offsets, lane + 12);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void AddRow(Vector512<float> x, ref float rows, ref int offsets, nint lane)
        {
            ref float row = ref Unsafe.Add(ref rows, Unsafe.Add(ref offsets, lane));
            (x + Vector512.LoadUnsafe(ref row)).StoreUnsafe(ref row);
        }
    }

    /// <summary>
    /// Four columns of sixteen lanes, transposed: in the 128-bit parts of the first result the rows of lanes 0, 4, 8 and 12, of the second
    /// 1, 5, 9 and 13, ...
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Columns(
        ref float column, nint stride, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c, out Vector512<float> d)
    {
        a = Vector512.LoadUnsafe(ref column);
        b = Vector512.LoadUnsafe(ref column, (nuint)stride);
        c = Vector512.LoadUnsafe(ref column, (nuint)(2 * stride));
        d = Vector512.LoadUnsafe(ref column, (nuint)(3 * stride));
        FourByFour.TransposeParts(ref a, ref b, ref c, ref d);
    }
}
