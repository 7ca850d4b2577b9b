using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Mkr.Engine.Kernels;

/// <summary>
/// <see cref="RowTranspose"/> of floats with AVX-512: sixteen rows and four columns at a time, as four transposes of 4 x 4 blocks side by side in the 128-bit
/// parts of four vectors.
/// </summary>
internal static class RowTranspose512
{
    private const int Lanes = 16;
    private const int Block = 4;

    /// <summary>lanes[j, l] = table[offsets[l] + j]; the number of lanes is a multiple of sixteen.</summary>
    public static void Gather(ref float table, ReadOnlySpan<int> offsets, ref float lanes, nint features, nint laneStride)
    {
        ref int offset = ref MemoryMarshal.GetReference(offsets);
        for (nint lane = 0; lane < offsets.Length; lane += Lanes)
        {
            for (nint j = 0; j < features; j += Block)
            {
                ref float source = ref Unsafe.Add(ref table, j);
                Vector512<float> a = Load(ref source, ref offset, lane), b = Load(ref source, ref offset, lane + 1);
                Vector512<float> c = Load(ref source, ref offset, lane + 2), d = Load(ref source, ref offset, lane + 3);
                Transpose(ref a, ref b, ref c, ref d);
                ref float column = ref Unsafe.Add(ref lanes, (j * laneStride) + lane);
                a.StoreUnsafe(ref column);
                b.StoreUnsafe(ref column, (nuint)laneStride);
                c.StoreUnsafe(ref column, (nuint)(2 * laneStride));
                d.StoreUnsafe(ref column, (nuint)(3 * laneStride));
            }
        }
    }

    /// <summary>rows[offsets[l] + j] += lanes[j, l] for as many lanes as are multiples of sixteen; returns their number.</summary>
    public static int ScatterAdd(ref float lanes, nint features, nint laneStride, ReadOnlySpan<int> offsets, ref float rows)
    {
        ref int offset = ref MemoryMarshal.GetReference(offsets);
        nint lane = 0;
        for (; lane <= offsets.Length - Lanes; lane += Lanes)
        {
            for (nint j = 0; j < features; j += Block)
            {
                ref float column = ref Unsafe.Add(ref lanes, (j * laneStride) + lane);
                Vector512<float> a = Vector512.LoadUnsafe(ref column), b = Vector512.LoadUnsafe(ref column, (nuint)laneStride);
                Vector512<float> c = Vector512.LoadUnsafe(ref column, (nuint)(2 * laneStride)), d = Vector512.LoadUnsafe(ref column, (nuint)(3 * laneStride));
                Transpose(ref a, ref b, ref c, ref d);
                ref float destination = ref Unsafe.Add(ref rows, j);
                Add(a, ref destination, ref offset, lane);
                Add(b, ref destination, ref offset, lane + 1);
                Add(c, ref destination, ref offset, lane + 2);
                Add(d, ref destination, ref offset, lane + 3);
            }
        }

        return (int)lane;
    }

    /// <summary>Four elements of each of the rows of lanes l, l + 4, l + 8 and l + 12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Load(ref float source, ref int offsets, nint lane)
    {
        Vector512<float> x = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, Unsafe.Add(ref offsets, lane))).ToVector256Unsafe().ToVector512Unsafe();
        x = Avx512F.InsertVector128(x, Vector128.LoadUnsafe(ref Unsafe.Add(ref source, Unsafe.Add(ref offsets, lane + 4))), 1);
        x = Avx512F.InsertVector128(x, Vector128.LoadUnsafe(ref Unsafe.Add(ref source, Unsafe.Add(ref offsets, lane + 8))), 2);
        return Avx512F.InsertVector128(x, Vector128.LoadUnsafe(ref Unsafe.Add(ref source, Unsafe.Add(ref offsets, lane + 12))), 3);
    }

    /// <summary>Adds four elements to each of the rows of lanes l, l + 4, l + 8 and l + 12.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(Vector512<float> x, ref float destination, ref int offsets, nint lane)
    {
        AddFour(x.GetLower().GetLower(), ref Unsafe.Add(ref destination, Unsafe.Add(ref offsets, lane)));
        AddFour(Avx512F.ExtractVector128(x, 1), ref Unsafe.Add(ref destination, Unsafe.Add(ref offsets, lane + 4)));
        AddFour(Avx512F.ExtractVector128(x, 2), ref Unsafe.Add(ref destination, Unsafe.Add(ref offsets, lane + 8)));
        AddFour(Avx512F.ExtractVector128(x, 3), ref Unsafe.Add(ref destination, Unsafe.Add(ref offsets, lane + 12)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddFour(Vector128<float> x, ref float destination) => (x + Vector128.LoadUnsafe(ref destination)).StoreUnsafe(ref destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Transpose(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<double> ab = Avx512F.UnpackLow(a, b).AsDouble(), abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cd = Avx512F.UnpackLow(c, d).AsDouble(), cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        a = Avx512F.UnpackLow(ab, cd).AsSingle();
        b = Avx512F.UnpackHigh(ab, cd).AsSingle();
        c = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
        d = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
    }
}
