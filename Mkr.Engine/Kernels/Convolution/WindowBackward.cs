using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The backward kernels of <see cref="Ops.Convolution1D{T}"/>. Filters are rows here (<see cref="WindowShape.FilterRows"/>): a filter meets
/// the words of one position of a text, and so a row of a word and a row of a filter are all that a product needs.
/// </summary>
internal static class WindowBackward
{
    /// <summary>
    /// For each text and filter with g = its gradient: filter row o += g word o of the filter's position; or the other way round, word o
    /// += g filter row o.
    /// </summary>
    /// <param name="words">The words' rows, or those of their gradients.</param>
    /// <param name="texts">Where the rows of each text's words start.</param>
    /// <param name="filters">The filters' rows, or those of their gradients.</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="gradients">A row for each text; 0 where there is no position.</param>
    /// <param name="positions">A row for each text.</param>
    /// <param name="toWords">Whether words are added to, and not filters.</param>
    public static void Add<T>(
        ref T words, BagRows<T> texts, ref T filters, WindowShape shape, ref T gradients, ref T positions, bool toWords)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A row's width is a multiple of four elements: take the widest vector that divides it.
        if (Vector512.IsHardwareAccelerated && shape.RowStride % Simd512<T>.Count == 0)
            Add<T, Simd512<T>>(ref words, texts, ref filters, shape, ref gradients, ref positions, toWords);
        else if (Vector256.IsHardwareAccelerated && shape.RowStride % Simd256<T>.Count == 0)
            Add<T, Simd256<T>>(ref words, texts, ref filters, shape, ref gradients, ref positions, toWords);
        else Add<T, Simd128<T>>(ref words, texts, ref filters, shape, ref gradients, ref positions, toWords);
    }

    /// <summary>The filters become rows; the rows' padding is left alone.</summary>
    /// <param name="filters">[w columns x F].</param>
    /// <param name="shape">The sizes.</param>
    /// <param name="rows">Receives the rows.</param>
    public static void ToRows<T>(ref T filters, WindowShape shape, ref T rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < shape.Window * shape.Columns; row++)
        {
            ref T to = ref Unsafe.Add(ref rows, PlaceOf(row, shape));
            for (nint f = 0; f < shape.Filters; f++)
                Unsafe.Add(ref to, f * shape.Window * shape.RowStride) = Unsafe.Add(ref filters, (row * shape.Filters) + f);
        }
    }

    /// <summary>The rows of gradients become one of the partial sums of each element of the filters, or are added to it.</summary>
    public static void PutPartials<T>(ref T rows, WindowShape shape, ref T partials, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint row = 0; row < shape.Window * shape.Columns; row++)
        {
            ref T from = ref Unsafe.Add(ref rows, PlaceOf(row, shape));
            for (nint f = 0; f < shape.Filters; f++)
            {
                T sum = Unsafe.Add(ref from, f * shape.Window * shape.RowStride);
                ref T partial = ref Unsafe.Add(ref partials, ((row * shape.Filters) + f) * WeightGradients<T>.Width);
                partial = add ? partial + sum : sum;
            }
        }
    }

    /// <summary>Where row o columns + c of the filters is among the rows of the first.</summary>
    private static nint PlaceOf(nint row, WindowShape shape) => (row / shape.Columns * shape.RowStride) + (row % shape.Columns);

    private static void Add<T, TV>(
        ref T words, BagRows<T> texts, ref T filters, WindowShape shape, ref T gradients, ref T positions, bool toWords)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref int offsets = ref MemoryMarshal.GetReference(texts.Offsets);
        nint stride = shape.RowStride, start = texts.Start;
        foreach (nint end in texts.Ends)
        {
            for (nint f = 0; f < shape.Filters; f++)
            {
                T gradient = Unsafe.Add(ref gradients, f);
                if (gradient == T.Zero) continue;
                TV g = TV.Create(gradient);
                nint first = start + nint.CreateTruncating(Unsafe.Add(ref positions, f)), covered = Math.Min(shape.Window, end - first);
                for (nint o = 0; o < covered; o++)
                {
                    ref T word = ref Unsafe.Add(ref words, Unsafe.Add(ref offsets, first + o));
                    ref T filter = ref Unsafe.Add(ref filters, ((f * shape.Window) + o) * stride);
                    ref T to = ref toWords ? ref word : ref filter;
                    ref T from = ref toWords ? ref filter : ref word;
                    for (nint c = 0; c < stride; c += TV.Count)
                        TV.Store(TV.MultiplyAdd(g, TV.Load(in from, c), TV.Load(in to, c)), ref to, c);
                }
            }

            start = end;
            gradients = ref Unsafe.Add(ref gradients, shape.Stride);
            positions = ref Unsafe.Add(ref positions, shape.Stride);
        }
    }
}
