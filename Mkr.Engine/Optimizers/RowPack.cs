using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// Several short rows in one vector of 512 bits: a square root and a division, which an update spends its time on, take the processor as long for one row as for four.
/// </summary>
internal static class RowPack
{
    private const int Bytes = 64;

    /// <summary>How many rows of <paramref name="width"/> elements are packed into one vector; 1 where that does not pay.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Rows<T>(int width)
        where T : unmanaged, IFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated && width * Unsafe.SizeOf<T>() is 16 or 32 ? Bytes / (width * Unsafe.SizeOf<T>()) : 1;

    /// <summary>The rows that start at the given offsets; of rows of half a vector the first two, of one of a whole one the first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Simd512<T> Load<T>(ref T source, int rows, nint a, nint b, nint c, nint d)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (rows == 1) return Simd512<T>.Load(in source, a);
        Vector256<T> lower = rows == 2 ? Vector256.LoadUnsafe(ref source, (nuint)a) : Vector256.Create(Quarter(ref source, a), Quarter(ref source, b));
        Vector256<T> upper = rows == 2 ? Vector256.LoadUnsafe(ref source, (nuint)b) : Vector256.Create(Quarter(ref source, c), Quarter(ref source, d));
        return new Simd512<T>(lower.ToVector512Unsafe().WithUpper(upper));

        static Vector128<T> Quarter(ref T source, nint offset) => Vector128.LoadUnsafe(ref source, (nuint)offset);
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

        Vector256<T> lower = value.Value.GetLower(), upper = value.Value.GetUpper();
        if (rows == 2)
        {
            lower.StoreUnsafe(ref destination, (nuint)a);
            upper.StoreUnsafe(ref destination, (nuint)b);
            return;
        }

        lower.GetLower().StoreUnsafe(ref destination, (nuint)a);
        lower.GetUpper().StoreUnsafe(ref destination, (nuint)b);
        upper.GetLower().StoreUnsafe(ref destination, (nuint)c);
        upper.GetUpper().StoreUnsafe(ref destination, (nuint)d);
    }
}
