using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The forward kernel of <see cref="Ops.Convolution1D{T}"/>; filters are [w columns x F], bias is [F].</summary>
/// <remarks>
/// A vector holds filters: their weights for one number of a word lie side by side. The rest of the last vector reads what follows in
/// memory, and is not used. Four positions at a time share the filters' loads, and do not wait for each other's sums.
/// </remarks>
internal static class WindowKernel
{
    /// <summary>
    /// For each text, the largest of its positions' relu(bias + window · filter), and the position, the first of several; -1 where nothing
    /// is above 0.
    /// </summary>
    /// <param name="table">Row-major: the words' vectors.</param>
    /// <param name="texts">The words of each text.</param>
    /// <param name="filters">The first element of the filters.</param>
    /// <param name="bias">The first element of the bias.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="maxima">A row for each text.</param>
    /// <param name="positions">A row for each text, whole numbers.</param>
    public static void Forward<T>(
        ref T table, BagRows<T> texts, ref T filters, ref T bias, WindowShape shape, ref T maxima, ref T positions)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && shape.Filters > Simd256<T>.Count)
            Forward<T, Simd512<T>>(ref table, texts, ref filters, ref bias, shape, ref maxima, ref positions);
        else if (Vector256.IsHardwareAccelerated && shape.Filters > Simd128<T>.Count)
            Forward<T, Simd256<T>>(ref table, texts, ref filters, ref bias, shape, ref maxima, ref positions);
        else Forward<T, Simd128<T>>(ref table, texts, ref filters, ref bias, shape, ref maxima, ref positions);
    }

    private static void Forward<T, TV>(
        ref T table, BagRows<T> texts, ref T filters, ref T bias, WindowShape shape, ref T maxima, ref T positions)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref int words = ref Unsafe.Add(ref MemoryMarshal.GetReference(texts.Offsets), texts.Start);
        nint start = texts.Start;
        foreach (nint end in texts.Ends)
        {
            nint count = end - start, last = shape.LastPosition(count);
            for (nint f = 0; f < shape.Filters; f += TV.Count)
            {
                TV best = TV.Create(T.Zero), place = TV.Create(-T.One), b = TV.Load(in bias, f);
                ref T filter = ref Unsafe.Add(ref filters, f);
                nint p = 0;
                for (; p + 3 <= last; p += 4)
                {
                    Four(ref table, ref Unsafe.Add(ref words, p), ref filter, shape, b, out TV y0, out TV y1, out TV y2, out TV y3);
                    Keep<T, TV>(y0, p, ref best, ref place);
                    Keep<T, TV>(y1, p + 1, ref best, ref place);
                    Keep<T, TV>(y2, p + 2, ref best, ref place);
                    Keep<T, TV>(y3, p + 3, ref best, ref place);
                }

                for (; p <= last; p++)
                {
                    nint covered = Math.Min(shape.Window, count - p);
                    Keep<T, TV>(One(ref table, ref Unsafe.Add(ref words, p), covered, ref filter, shape, b), p, ref best, ref place);
                }

                TV.Store(best, ref maxima, f);
                TV.Store(place, ref positions, f);
            }

            words = ref Unsafe.Add(ref words, count);
            maxima = ref Unsafe.Add(ref maxima, shape.Stride);
            positions = ref Unsafe.Add(ref positions, shape.Stride);
            start = end;
        }
    }

    /// <summary>The sums of four neighbouring positions, whose windows end within the text.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Four<T, TV>(
        ref T table, ref int words, ref T filter, WindowShape shape, TV bias, out TV y0, out TV y1, out TV y2, out TV y3)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV a0 = bias, a1 = bias, a2 = bias, a3 = bias;
        for (nint o = 0; o < shape.Window; o++)
        {
            ref T x0 = ref Unsafe.Add(ref table, Unsafe.Add(ref words, o)), x1 = ref Unsafe.Add(ref table, Unsafe.Add(ref words, o + 1));
            ref T x2 = ref Unsafe.Add(ref table, Unsafe.Add(ref words, o + 2));
            ref T x3 = ref Unsafe.Add(ref table, Unsafe.Add(ref words, o + 3));
            for (nint c = 0; c < shape.Columns; c++)
            {
                TV w = TV.Load(in filter, 0);
                a0 = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref x0, c)), w, a0);
                a1 = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref x1, c)), w, a1);
                a2 = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref x2, c)), w, a2);
                a3 = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref x3, c)), w, a3);
                filter = ref Unsafe.Add(ref filter, shape.Filters);
            }
        }

        (y0, y1, y2, y3) = (a0, a1, a2, a3);
    }

    /// <summary>The sum of a position whose window covers <paramref name="count"/> words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV One<T, TV>(ref T table, ref int words, nint count, ref T filter, WindowShape shape, TV bias)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV sum = bias;
        for (nint o = 0; o < count; o++)
        {
            ref T x = ref Unsafe.Add(ref table, Unsafe.Add(ref words, o));
            for (nint c = 0; c < shape.Columns; c++)
            {
                sum = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref x, c)), TV.Load(in filter, 0), sum);
                filter = ref Unsafe.Add(ref filter, shape.Filters);
            }
        }

        return sum;
    }

    /// <summary>Keeps <paramref name="value"/> and its position where it is above the best so far; NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Keep<T, TV>(TV value, nint position, ref TV best, ref TV place)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        place += TV.WherePositive(value - best, TV.Create(T.CreateTruncating(position)) - place);
        best = TV.Max(value, best);
    }
}
