using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernel of <see cref="Ops.AlignedConvolution{T}"/>: windows of products that are there already are added up, and their maximum taken.
/// </summary>
/// <remarks>
/// A vector holds filters. The rest of a last vector reads, and writes, what is behind it: the next window's numbers, which come after it,
/// or the padding.
/// </remarks>
internal static class AlignedWindowKernel
{
    /// <summary>
    /// For each text and filter the largest of the positions' relu(bias + sum of the window's products), and the position, the first of
    /// several; -1 where nothing is above 0.
    /// </summary>
    /// <param name="products">The products.</param>
    /// <param name="rows">Where the products of each text start: channel by channel, position by position.</param>
    /// <param name="bias">[windows x F].</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="maxima">A row for each text.</param>
    /// <param name="positions">A row for each text, whole numbers.</param>
    public static void Forward<T>(
        ref T products, ReadOnlySpan<int> rows, ref T bias, AlignedWindows shape, ref T maxima, ref T positions)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref products, rows, ref bias, shape, ref maxima, ref positions);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref products, rows, ref bias, shape, ref maxima, ref positions);
        else Forward<T, Simd128<T>>(ref products, rows, ref bias, shape, ref maxima, ref positions);
    }

    /// <summary>Adds a text's gradient to those of the products that its maxima are made of, and of the bias.</summary>
    /// <param name="gradient">Of the text.</param>
    /// <param name="rows">Where the text's products start.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="positions">Of the text.</param>
    /// <param name="products">The gradients of the products.</param>
    /// <param name="bias">The gradient of the bias.</param>
    public static void Backward<T>(
        ReadOnlySpan<T> gradient, ReadOnlySpan<int> rows, AlignedWindows shape, ref T positions, ref T products, Span<T> bias)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref int first = ref MemoryMarshal.GetReference(rows);
        nint column = 0, output = 0;
        foreach (int window in shape.Windows)
        {
            int covered = window * shape.Channels;
            for (nint f = 0; f < shape.Filters; f++, output++)
            {
                int position = int.CreateTruncating(Unsafe.Add(ref positions, output));
                T g = gradient[(int)output];
                if (position < 0 || g == T.Zero) continue;
                bias[(int)output] += g;
                ref int row = ref Unsafe.Add(ref first, position * shape.Channels);
                nint place = column + f;
                for (int i = 0; i < covered; place += shape.Filters)
                {
                    for (int channel = 0; channel < shape.Channels; channel++, i++)
                        Unsafe.Add(ref products, Unsafe.Add(ref row, i) + place) += g;
                }
            }

            column += window * shape.Filters;
        }
    }

    private static void Forward<T, TV>(
        ref T products, ReadOnlySpan<int> rows, ref T bias, AlignedWindows shape, ref T maxima, ref T positions)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref int text = ref MemoryMarshal.GetReference(rows);
        for (int i = 0; i < rows.Length; i += shape.RowsOfText)
        {
            nint column = 0, output = 0;
            foreach (int window in shape.Windows)
            {
                for (nint f = 0; f < shape.Filters; f += TV.Count)
                {
                    TV best = TV.Create(T.Zero), place = TV.Create(-T.One), b = TV.Load(in bias, output + f);
                    for (nint p = 0; p <= shape.Length - window; p++)
                    {
                        ref int row = ref Unsafe.Add(ref text, p * shape.Channels);
                        TV value = b + Sum<T, TV>(ref Unsafe.Add(ref products, column + f), ref row, window, shape);
                        place += TV.WherePositive(value - best, TV.Create(T.CreateTruncating(p)) - place);
                        best = TV.Max(value, best);
                    }

                    TV.Store(best, ref maxima, output + f);
                    TV.Store(place, ref positions, output + f);
                }

                column += window * shape.Filters;
                output += shape.Filters;
            }

            text = ref Unsafe.Add(ref text, shape.RowsOfText);
            maxima = ref Unsafe.Add(ref maxima, shape.TextStride);
            positions = ref Unsafe.Add(ref positions, shape.TextStride);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TV Sum<T, TV>(ref T products, ref int row, int window, AlignedWindows shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV sum = TV.Create(T.Zero);
        nint place = 0;
        for (int o = 0; o < window; o++, place += shape.Filters)
        {
            for (int channel = 0; channel < shape.Channels; channel++)
            {
                sum += TV.Load(in products, row + place);
                row = ref Unsafe.Add(ref row, 1);
            }
        }

        return sum;
    }
}
