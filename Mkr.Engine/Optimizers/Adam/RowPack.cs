using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// Several short rows in one vector of 512 bits: a square root and a division, which an update spends its time on, take the processor as
/// long for one row as for four.
/// </summary>
internal static class RowPack
{
    private const int Bytes = 64;

    /// <summary>How many rows of <paramref name="width"/> elements one vector holds; 0 where they do not fill it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows<T>(int width)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Avx512DQ.IsSupported && width * Unsafe.SizeOf<T>() is 16 or 32 or Bytes ? Bytes / (width * Unsafe.SizeOf<T>()) : 0;

    /// <summary>
    /// The rows that start at the given offsets; of rows of half a vector the first two, of one of a whole one the first.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load<T>(ref T source, int rows, nint a, nint b, nint c, nint d)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (rows == 1) return Simd512<T>.Load(in source, a);
        if (rows == 2) return new(Avx512F.InsertVector256(Half(ref source, a).ToVector512Unsafe(), Half(ref source, b), 1).As<float, T>());
        Vector512<float> x = Quarter(ref source, a).ToVector256Unsafe().ToVector512Unsafe();
        x = Avx512F.InsertVector128(x, Quarter(ref source, b), 1);
        x = Avx512F.InsertVector128(x, Quarter(ref source, c), 2);
        return new(Avx512F.InsertVector128(x, Quarter(ref source, d), 3).As<float, T>());

        static Vector128<float> Quarter(ref T source, nint offset) => Vector128.LoadUnsafe(ref source, (nuint)offset).AsSingle();
        static Vector256<float> Half(ref T source, nint offset) => Vector256.LoadUnsafe(ref source, (nuint)offset).AsSingle();
    }

    /// <summary>Stores what <see cref="Load"/> loads.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Simd512<T> value, ref T destination, int rows, nint a, nint b, nint c, nint d)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (rows == 1)
        {
            Simd512<T>.Store(value, ref destination, a);
            return;
        }

        Vector512<float> x = value.Value.AsSingle();
        if (rows == 2)
        {
            x.GetLower().As<float, T>().StoreUnsafe(ref destination, (nuint)a);
            Avx512F.ExtractVector256(x, 1).As<float, T>().StoreUnsafe(ref destination, (nuint)b);
            return;
        }

        x.GetLower().GetLower().As<float, T>().StoreUnsafe(ref destination, (nuint)a);
        Avx512F.ExtractVector128(x, 1).As<float, T>().StoreUnsafe(ref destination, (nuint)b);
        Avx512F.ExtractVector128(x, 2).As<float, T>().StoreUnsafe(ref destination, (nuint)c);
        Avx512F.ExtractVector128(x, 3).As<float, T>().StoreUnsafe(ref destination, (nuint)d);
    }
}
