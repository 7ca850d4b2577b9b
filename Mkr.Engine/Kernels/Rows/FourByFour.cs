using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Mkr.Engine.Kernels;

/// <summary>Transposes of 4 x 4 blocks. Of each vector the first four elements count: all of them of double, half of float.</summary>
internal static class FourByFour
{
    /// <summary>Four elements each of a, b, c and d, transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load<T>(
        ref readonly T a, ref readonly T b, ref readonly T c, ref readonly T d, nint offset,
        out Vector256<T> r0, out Vector256<T> r1, out Vector256<T> r2, out Vector256<T> r3)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            TransposeSingle(
                LoadSingle(in a, offset), LoadSingle(in b, offset), LoadSingle(in c, offset), LoadSingle(in d, offset),
                out Vector128<float> s0, out Vector128<float> s1, out Vector128<float> s2, out Vector128<float> s3);
            r0 = s0.ToVector256Unsafe().As<float, T>();
            r1 = s1.ToVector256Unsafe().As<float, T>();
            r2 = s2.ToVector256Unsafe().As<float, T>();
            r3 = s3.ToVector256Unsafe().As<float, T>();
        }
        else
        {
            TransposeDouble(
                LoadDouble(in a, offset), LoadDouble(in b, offset), LoadDouble(in c, offset), LoadDouble(in d, offset),
                out Vector256<double> s0, out Vector256<double> s1, out Vector256<double> s2, out Vector256<double> s3);
            r0 = s0.As<double, T>();
            r1 = s1.As<double, T>();
            r2 = s2.As<double, T>();
            r3 = s3.As<double, T>();
        }

        static Vector128<float> LoadSingle(ref readonly T row, nint offset) => Vector128.LoadUnsafe(in row, (nuint)offset).AsSingle();
        static Vector256<double> LoadDouble(ref readonly T row, nint offset) => Vector256.LoadUnsafe(in row, (nuint)offset).AsDouble();
    }

    /// <summary>Stores a block's row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(Vector256<T> block, ref T destination, nint offset)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float)) block.GetLower().StoreUnsafe(ref destination, (nuint)offset);
        else block.StoreUnsafe(ref destination, (nuint)offset);
    }

    /// <summary>Adds a block's row to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Add<T>(Vector256<T> block, ref T destination, nint offset)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
            (block.GetLower() + Vector128.LoadUnsafe(in destination, (nuint)offset)).StoreUnsafe(ref destination, (nuint)offset);
        else
            (block + Vector256.LoadUnsafe(in destination, (nuint)offset)).StoreUnsafe(ref destination, (nuint)offset);
    }

    /// <summary>The rows become columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeSingle(
        Vector128<float> a, Vector128<float> b, Vector128<float> c, Vector128<float> d,
        out Vector128<float> r0, out Vector128<float> r1, out Vector128<float> r2, out Vector128<float> r3)
    {
        if (Sse.IsSupported)
        {
            Vector128<float> ab = Sse.UnpackLow(a, b), cd = Sse.UnpackLow(c, d), abHigh = Sse.UnpackHigh(a, b),
                cdHigh = Sse.UnpackHigh(c, d);
            r0 = Sse.MoveLowToHigh(ab, cd);
            r1 = Sse.MoveHighToLow(cd, ab);
            r2 = Sse.MoveLowToHigh(abHigh, cdHigh);
            r3 = Sse.MoveHighToLow(cdHigh, abHigh);
        }
        else if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<float> ac = AdvSimd.Arm64.ZipLow(a, c), bd = AdvSimd.Arm64.ZipLow(b, d);
            Vector128<float> acHigh = AdvSimd.Arm64.ZipHigh(a, c), bdHigh = AdvSimd.Arm64.ZipHigh(b, d);
            r0 = AdvSimd.Arm64.ZipLow(ac, bd);
            r1 = AdvSimd.Arm64.ZipHigh(ac, bd);
            r2 = AdvSimd.Arm64.ZipLow(acHigh, bdHigh);
            r3 = AdvSimd.Arm64.ZipHigh(acHigh, bdHigh);
        }
        else
        {
            r0 = Vector128.Create(a[0], b[0], c[0], d[0]);
            r1 = Vector128.Create(a[1], b[1], c[1], d[1]);
            r2 = Vector128.Create(a[2], b[2], c[2], d[2]);
            r3 = Vector128.Create(a[3], b[3], c[3], d[3]);
        }
    }

    /// <summary>The rows become columns in each of the four 128-bit parts of the vectors, with AVX-512.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void TransposeParts(ref Vector512<float> a, ref Vector512<float> b, ref Vector512<float> c, ref Vector512<float> d)
    {
        Vector512<double> ab = Avx512F.UnpackLow(a, b).AsDouble(), abHigh = Avx512F.UnpackHigh(a, b).AsDouble();
        Vector512<double> cd = Avx512F.UnpackLow(c, d).AsDouble(), cdHigh = Avx512F.UnpackHigh(c, d).AsDouble();
        a = Avx512F.UnpackLow(ab, cd).AsSingle();
        b = Avx512F.UnpackHigh(ab, cd).AsSingle();
        c = Avx512F.UnpackLow(abHigh, cdHigh).AsSingle();
        d = Avx512F.UnpackHigh(abHigh, cdHigh).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TransposeDouble(
        Vector256<double> a, Vector256<double> b, Vector256<double> c, Vector256<double> d,
        out Vector256<double> r0, out Vector256<double> r1, out Vector256<double> r2, out Vector256<double> r3)
    {
        if (Avx.IsSupported)
        {
            Vector256<double> ab = Avx.UnpackLow(a, b), cd = Avx.UnpackLow(c, d), abHigh = Avx.UnpackHigh(a, b),
                cdHigh = Avx.UnpackHigh(c, d);
            r0 = Avx.Permute2x128(ab, cd, 0x20);
            r1 = Avx.Permute2x128(abHigh, cdHigh, 0x20);
            r2 = Avx.Permute2x128(ab, cd, 0x31);
            r3 = Avx.Permute2x128(abHigh, cdHigh, 0x31);
        }
        else
        {
            r0 = Vector256.Create(a[0], b[0], c[0], d[0]);
            r1 = Vector256.Create(a[1], b[1], c[1], d[1]);
            r2 = Vector256.Create(a[2], b[2], c[2], d[2]);
            r3 = Vector256.Create(a[3], b[3], c[3], d[3]);
        }
    }
}
