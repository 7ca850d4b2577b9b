using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>Sums the partial sums of weights' gradients, once a step.</summary>
internal static class PartialSums
{
    /// <summary>The memory behind the last element, in elements, that may be read.</summary>
    public const int Block = 16;

    /// <summary>sums[i] = the sum of partials i Width to (i + 1) Width - 1.</summary>
    public static void Reduce<T>(ref T partials, Span<T> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float) && Avx512F.IsSupported) ReduceSixteen(ref Unsafe.As<T, float>(ref partials), sums);
        else if (Vector512.IsHardwareAccelerated) Reduce<T, Simd512<T>>(ref partials, sums);
        else if (Vector256.IsHardwareAccelerated) Reduce<T, Simd256<T>>(ref partials, sums);
        else Reduce<T, Simd128<T>>(ref partials, sums);
    }

    private static void Reduce<T, TV>(ref T partials, Span<T> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (int i = 0; i < sums.Length; i++)
            sums[i] = TV.Sum(TV.Load(in partials, i * (nint)TV.Count));
    }

    /// <summary>
    /// Sixteen vectors at a time become the vector of their sums, by transposing halves of halves: fewer instructions than one sum after
    /// the other.
    /// </summary>
    private static void ReduceSixteen<T>(ref float partials, Span<T> sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < sums.Length; i += Block)
        {
            ref float start = ref Unsafe.Add(ref partials, i * (nint)Block);
            Vector512<float> a = Four(ref start), b = Four(ref Unsafe.Add(ref start, 4 * Block));
            Vector512<float> c = Four(ref Unsafe.Add(ref start, 8 * Block)), d = Four(ref Unsafe.Add(ref start, 12 * Block));
            Vector512<float> ab = Avx512F.Shuffle4x128(a, b, 0x44) + Avx512F.Shuffle4x128(a, b, 0xEE);
            Vector512<float> cd = Avx512F.Shuffle4x128(c, d, 0x44) + Avx512F.Shuffle4x128(c, d, 0xEE);
            Vector512<float> total = Avx512F.Shuffle4x128(ab, cd, 0x88) + Avx512F.Shuffle4x128(ab, cd, 0xDD);
            if (i <= sums.Length - Block)
            {
                total.As<float, T>().StoreUnsafe(ref sums[i]);
                continue;
            }

            for (int j = i; j < sums.Length; j++)
                sums[j] = total.As<float, T>()[j - i];
        }
    }

    /// <summary>Of four vectors, in each 128-bit part: the sums of the four parts at that place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Four(ref float start)
    {
        Vector512<float> a = Vector512.LoadUnsafe(ref start), b = Vector512.LoadUnsafe(ref start, Block);
        Vector512<float> c = Vector512.LoadUnsafe(ref start, 2 * Block), d = Vector512.LoadUnsafe(ref start, 3 * Block);
        Vector512<float> ab = Avx512F.UnpackLow(a, b) + Avx512F.UnpackHigh(a, b), cd = Avx512F.UnpackLow(c, d) + Avx512F.UnpackHigh(c, d);
        return Avx512F.UnpackLow(ab.AsDouble(), cd.AsDouble()).AsSingle() + Avx512F.UnpackHigh(ab.AsDouble(), cd.AsDouble()).AsSingle();
    }
}
