using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.TranslatedRows{T}"/>. Rows are read and added to where they are, at the offsets of a tile's examples; the
/// queries q and their gradient are [examples x width]. A width is a multiple of four: the widest vector is taken that divides it.
/// </summary>
internal static class TranslatedRowsKernel
{
    /// <summary>q = x + direction r.</summary>
    public static void Query<T>(
        ref T x, ReadOnlySpan<int> xs, ref T r, ReadOnlySpan<int> rs, ref T direction, int width, ref T q)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Fits<T, Simd512<T>>(width)) Query<T, Simd512<T>>(ref x, xs, ref r, rs, ref direction, width, ref q);
        else if (Fits<T, Simd256<T>>(width)) Query<T, Simd256<T>>(ref x, xs, ref r, rs, ref direction, width, ref q);
        else Query<T, Simd128<T>>(ref x, xs, ref r, rs, ref direction, width, ref q);
    }

    /// <summary>The similarity of each query to its key, one feature.</summary>
    public static void Forward<T, TKind>(ref T q, ref T keys, ReadOnlySpan<int> starts, int width, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
    {
        if (Fits<T, Simd512<T>>(width)) Forward<T, TKind, Simd512<T>>(ref q, ref keys, starts, width, ref y);
        else if (Fits<T, Simd256<T>>(width)) Forward<T, TKind, Simd256<T>>(ref q, ref keys, starts, width, ref y);
        else Forward<T, TKind, Simd128<T>>(ref q, ref keys, starts, width, ref y);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += Simd128<T>.Count)
            Simd128<T>.Store(TKind.End<T, Simd128<T>>(Simd128<T>.Load(in y, lane)), ref y, lane);
    }

    /// <summary>
    /// Adds the gradient of the similarity of each query to its key to those of the query and of the key's row; where gradY is 0, as behind
    /// a margin, there is none. gradY is multiplied by the derivative's common factor.
    /// </summary>
    public static void Backward<T, TKind>(
        ref T q, ref T keys, ReadOnlySpan<int> starts, int width, ref T y, ref T gradY, ref T gradQ, ref T gradKeys,
        ReadOnlySpan<int> slots,
        LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
    {
        for (nint lane = 0; lane < shape.PaddedLanes; lane += Simd128<T>.Count)
        {
            Simd128<T> g = Simd128<T>.Load(in gradY, lane) * TKind.Factor<T, Simd128<T>>(Simd128<T>.Load(in y, lane));
            Simd128<T>.Store(g, ref gradY, lane);
        }

        if (Fits<T, Simd512<T>>(width))
            Backward<T, TKind, Simd512<T>>(ref q, ref keys, starts, width, ref gradY, ref gradQ, ref gradKeys, slots);
        else if (Fits<T, Simd256<T>>(width))
            Backward<T, TKind, Simd256<T>>(ref q, ref keys, starts, width, ref gradY, ref gradQ, ref gradKeys, slots);
        else Backward<T, TKind, Simd128<T>>(ref q, ref keys, starts, width, ref gradY, ref gradQ, ref gradKeys, slots);
    }

    /// <summary>Adds gradQ to the gradient of x's rows, and direction gradQ to that of r's; gradQ is zeros afterwards.</summary>
    public static void Scatter<T>(
        ref T gradQ, ref T direction, int width, ref T gradX, ReadOnlySpan<int> xs, ref T gradR, ReadOnlySpan<int> rs)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Fits<T, Simd512<T>>(width)) Scatter<T, Simd512<T>>(ref gradQ, ref direction, width, ref gradX, xs, ref gradR, rs);
        else if (Fits<T, Simd256<T>>(width)) Scatter<T, Simd256<T>>(ref gradQ, ref direction, width, ref gradX, xs, ref gradR, rs);
        else Scatter<T, Simd128<T>>(ref gradQ, ref direction, width, ref gradX, xs, ref gradR, rs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Fits<T, TV>(int width)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T> =>
        (Unsafe.SizeOf<TV>() == 64 ? Vector512.IsHardwareAccelerated : Vector256.IsHardwareAccelerated) && width % TV.Count == 0;

    private static void Query<T, TV>(
        ref T x, ReadOnlySpan<int> xs, ref T r, ReadOnlySpan<int> rs, ref T direction, int width, ref T q)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (int lane = 0; lane < xs.Length; lane++, q = ref Unsafe.Add(ref q, width))
        {
            ref T xRow = ref Unsafe.Add(ref x, xs[lane]), rRow = ref Unsafe.Add(ref r, rs[lane]);
            TV sign = TV.Create(Unsafe.Add(ref direction, lane));
            for (nint j = 0; j < width; j += TV.Count)
                TV.Store(TV.MultiplyAdd(sign, TV.Load(in rRow, j), TV.Load(in xRow, j)), ref q, j);
        }
    }

    private static void Forward<T, TKind, TV>(ref T q, ref T keys, ReadOnlySpan<int> starts, int width, ref T sums)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        for (int lane = 0; lane < starts.Length; lane++, q = ref Unsafe.Add(ref q, width))
        {
            ref T key = ref Unsafe.Add(ref keys, starts[lane]);
            TV sum = TV.Create(T.Zero);
            for (nint j = 0; j < width; j += TV.Count)
                sum = TKind.Add<T, TV>(TV.Load(in q, j), TV.Load(in key, j), sum);
            Unsafe.Add(ref sums, lane) = TV.Sum(sum);
        }
    }

    private static void Backward<T, TKind, TV>(
        ref T q, ref T keys, ReadOnlySpan<int> starts, int width, ref T factors, ref T gradQ, ref T gradKeys, ReadOnlySpan<int> slots)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        ref int slot = ref MemoryMarshal.GetReference(slots);
        for (int lane = 0; lane < starts.Length; lane++)
        {
            T factor = Unsafe.Add(ref factors, lane);
            if (factor == T.Zero) continue;
            TV g = TV.Create(factor);
            nint row = lane * (nint)width;
            ref T key = ref Unsafe.Add(ref keys, starts[lane]), gradKey = ref Unsafe.Add(ref gradKeys, Unsafe.Add(ref slot, lane));
            for (nint j = 0; j < width; j += TV.Count)
            {
                TV a = TV.Load(in q, row + j), b = TV.Load(in key, j);
                TV.Store(TV.Load(in gradQ, row + j) + (g * TKind.Derivative<T, TV>(a, b)), ref gradQ, row + j);
                TV.Store(TV.Load(in gradKey, j) + (g * TKind.Derivative<T, TV>(b, a)), ref gradKey, j);
            }
        }
    }

    private static void Scatter<T, TV>(
        ref T gradQ, ref T direction, int width, ref T gradX, ReadOnlySpan<int> xs, ref T gradR, ReadOnlySpan<int> rs)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV zero = TV.Create(T.Zero);
        for (int lane = 0; lane < xs.Length; lane++, gradQ = ref Unsafe.Add(ref gradQ, width))
        {
            ref T xRow = ref Unsafe.Add(ref gradX, xs[lane]), rRow = ref Unsafe.Add(ref gradR, rs[lane]);
            TV sign = TV.Create(Unsafe.Add(ref direction, lane));
            for (nint j = 0; j < width; j += TV.Count)
            {
                TV g = TV.Load(in gradQ, j);
                TV.Store(zero, ref gradQ, j);
                TV.Store(TV.Load(in xRow, j) + g, ref xRow, j);
                TV.Store(TV.Load(in rRow, j) + (sign * g), ref rRow, j);
            }
        }
    }
}
