using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mkr.Engine.Kernels;

/// <summary>
/// <see cref="RowTranspose.Gather"/> of floats with AVX-512: sixteen rows at a time, as transposes of 4 x 4 blocks, four of which lie side
/// by side in the 128-bit parts of four vectors.
/// </summary>
internal static class RowGather512
{
    private const int Lanes = 16;
    private const int Block = 4;

    /// <summary>lanes[j, l] = table[offsets[l] + j]; the number of lanes is a multiple of sixteen.</summary>
    public static void Gather(ref float table, ReadOnlySpan<int> offsets, ref float lanes, nint features, nint laneStride)
    {
        ref int offset = ref MemoryMarshal.GetReference(offsets);
        for (nint lane = 0; lane < offsets.Length; lane += Lanes, offset = ref Unsafe.Add(ref offset, Lanes))
        {
            // A row is read in the widest pieces that it has.
            ref float column = ref Unsafe.Add(ref lanes, lane);
            ref float source = ref table;
            nint rest = features;
            for (; rest > 3 * Block; rest -= 4 * Block)
            {
                GatherSixteen(ref source, ref offset, ref column, laneStride);
                column = ref Unsafe.Add(ref column, 4 * Block * laneStride);
                source = ref Unsafe.Add(ref source, 4 * Block);
            }

            for (; rest > Block; rest -= 2 * Block)
            {
                GatherEight(ref source, ref offset, ref column, laneStride);
                column = ref Unsafe.Add(ref column, 2 * Block * laneStride);
                source = ref Unsafe.Add(ref source, 2 * Block);
            }

            if (rest > 0) GatherFour(ref source, ref offset, ref column, laneStride);
        }
    }

    /// <summary>Four columns of sixteen rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GatherFour(ref float source, ref int offsets, ref float column, nint stride)
    {
        StoreColumns(Load(ref source, ref offsets, 0), Load(ref source, ref offsets, 1), Load(ref source, ref offsets, 2),
            Load(ref source, ref offsets, 3), ref column, stride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<float> Load(ref float source, ref int offsets, nint lane)
        {
            Vector512<float> x = Row(ref source, ref offsets, lane).ToVector256Unsafe().ToVector512Unsafe();
            x = Avx512F.InsertVector128(x, Row(ref source, ref offsets, lane + 4), 1);
            x = Avx512F.InsertVector128(x, Row(ref source, ref offsets, lane + 8), 2);
            return Avx512F.InsertVector128(x, Row(ref source, ref offsets, lane + 12), 3);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector128<float> Row(ref float source, ref int offsets, nint lane) =>
            Vector128.LoadUnsafe(ref Unsafe.Add(ref source, Unsafe.Add(ref offsets, lane)));
    }

    /// <summary>Eight columns of sixteen rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GatherEight(ref float source, ref int offsets, ref float column, nint stride)
    {
        Load(ref source, ref offsets, 0, out Vector512<float> a0, out Vector512<float> b0);
        Load(ref source, ref offsets, 1, out Vector512<float> a1, out Vector512<float> b1);
        Load(ref source, ref offsets, 2, out Vector512<float> a2, out Vector512<float> b2);
        Load(ref source, ref offsets, 3, out Vector512<float> a3, out Vector512<float> b3);
        StoreColumns(a0, a1, a2, a3, ref column, stride);
        StoreColumns(b0, b1, b2, b3, ref Unsafe.Add(ref column, Block * stride), stride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Load(ref float source, ref int offsets, nint lane, out Vector512<float> left, out Vector512<float> right)
        {
            Vector512<float> low =
                Avx512F.InsertVector256(Row(ref source, ref offsets, lane).ToVector512Unsafe(), Row(ref source, ref offsets, lane + 4), 1);
            Vector512<float> high = Avx512F.InsertVector256(Row(ref source, ref offsets, lane + 8).ToVector512Unsafe(),
                Row(ref source, ref offsets, lane + 12), 1);
            left = Avx512F.Shuffle4x128(low, high, 0x88);
            right = Avx512F.Shuffle4x128(low, high, 0xDD);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector256<float> Row(ref float source, ref int offsets, nint lane) =>
            Vector256.LoadUnsafe(ref Unsafe.Add(ref source, Unsafe.Add(ref offsets, lane)));
    }

    /// <summary>Sixteen columns of sixteen rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void GatherSixteen(ref float source, ref int offsets, ref float column, nint stride)
    {
        nint block = Block * stride;
        Load(ref source, ref offsets, 0, out Vector512<float> a0, out Vector512<float> b0, out Vector512<float> c0,
            out Vector512<float> d0);
        Load(ref source, ref offsets, 1, out Vector512<float> a1, out Vector512<float> b1, out Vector512<float> c1,
            out Vector512<float> d1);
        Load(ref source, ref offsets, 2, out Vector512<float> a2, out Vector512<float> b2, out Vector512<float> c2,
            out Vector512<float> d2);
        Load(ref source, ref offsets, 3, out Vector512<float> a3, out Vector512<float> b3, out Vector512<float> c3,
            out Vector512<float> d3);
        StoreColumns(a0, a1, a2, a3, ref column, stride);
        StoreColumns(b0, b1, b2, b3, ref Unsafe.Add(ref column, block), stride);
        StoreColumns(c0, c1, c2, c3, ref Unsafe.Add(ref column, 2 * block), stride);
        StoreColumns(d0, d1, d2, d3, ref Unsafe.Add(ref column, 3 * block), stride);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Load(
            ref float source, ref int offsets, nint lane, out Vector512<float> a, out Vector512<float> b, out Vector512<float> c,
            out Vector512<float> d)
        {
            Vector512<float> r0 = Row(ref source, ref offsets, lane), r1 = Row(ref source, ref offsets, lane + 4);
            Vector512<float> r2 = Row(ref source, ref offsets, lane + 8), r3 = Row(ref source, ref offsets, lane + 12);
            Vector512<float> low = Avx512F.Shuffle4x128(r0, r1, 0x44), lowRight = Avx512F.Shuffle4x128(r2, r3, 0x44);
            Vector512<float> high = Avx512F.Shuffle4x128(r0, r1, 0xEE), highRight = Avx512F.Shuffle4x128(r2, r3, 0xEE);
            a = Avx512F.Shuffle4x128(low, lowRight, 0x88);
            b = Avx512F.Shuffle4x128(low, lowRight, 0xDD);
            c = Avx512F.Shuffle4x128(high, highRight, 0x88);
            d = Avx512F.Shuffle4x128(high, highRight, 0xDD);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static Vector512<float> Row(ref float source, ref int offsets, nint lane) =>
            Vector512.LoadUnsafe(ref Unsafe.Add(ref source, Unsafe.Add(ref offsets, lane)));
    }

    /// <summary>
    /// Stores four columns of sixteen lanes, given the rows of lanes 0, 4, 8 and 12 in the 128-bit parts of a, of 1, 5, 9 and 13 in those
    /// of b, ...
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreColumns(
        Vector512<float> a, Vector512<float> b, Vector512<float> c, Vector512<float> d, ref float column, nint stride)
    {
        FourByFour.TransposeParts(ref a, ref b, ref c, ref d);
        a.StoreUnsafe(ref column);
        b.StoreUnsafe(ref column, (nuint)stride);
        c.StoreUnsafe(ref column, (nuint)(2 * stride));
        d.StoreUnsafe(ref column, (nuint)(3 * stride));
    }
}
