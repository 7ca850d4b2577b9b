using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>Adds up rows of a row-major table, bag by bag, and adds gradients to the rows of bags.</summary>
internal static class BagKernel
{
    /// <summary>sums[bag] = sum over the bag's rows k of w_k table[k]; 0 for an empty bag.</summary>
    /// <param name="table">Row-major.</param>
    /// <param name="bags">The rows of each bag.</param>
    /// <param name="sums">A row for each bag.</param>
    public static void Sum<T>(ref T table, BagRows<T> bags, ref T sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // A row's width is a multiple of four elements: take the widest vector that divides it.
        if (Vector512.IsHardwareAccelerated && bags.Stride % Simd512<T>.Count == 0) Sum<Simd512<T>, T>(ref table, bags, ref sums);
        else if (Vector256.IsHardwareAccelerated && bags.Stride % Simd256<T>.Count == 0) Sum<Simd256<T>, T>(ref table, bags, ref sums);
        else Sum<Simd128<T>, T>(ref table, bags, ref sums);
    }

    /// <summary>rows[k] += w_k gradients[bag] for each row k of each bag, bag after bag.</summary>
    /// <param name="gradients">A row for each bag.</param>
    /// <param name="bags">The rows of each bag.</param>
    /// <param name="rows">Row-major.</param>
    public static void ScatterAdd<T>(ref T gradients, BagRows<T> bags, ref T rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && bags.Stride % Simd512<T>.Count == 0)
            ScatterAdd<Simd512<T>, T>(ref gradients, bags, ref rows);
        else if (Vector256.IsHardwareAccelerated && bags.Stride % Simd256<T>.Count == 0)
            ScatterAdd<Simd256<T>, T>(ref gradients, bags, ref rows);
        else ScatterAdd<Simd128<T>, T>(ref gradients, bags, ref rows);
    }

    /// <summary>Divides the row of each bag by the number of the bag's rows; that of an empty bag is left alone.</summary>
    public static void Divide<T>(BagRows<T> bags, ref T values)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int start = bags.Start;
        for (int bag = 0; bag < bags.Ends.Length; bag++)
        {
            T count = T.CreateChecked(Math.Max(1, bags.Ends[bag] - start));
            start = bags.Ends[bag];
            foreach (ref T value in MemoryMarshal.CreateSpan(ref Unsafe.Add(ref values, bag * bags.Stride), bags.Stride))
                value /= count;
        }
    }

    private static void Sum<TV, T>(ref T table, BagRows<T> bags, ref T sums)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref int offset = ref MemoryMarshal.GetReference(bags.Offsets);
        ref T weight = ref MemoryMarshal.GetReference(bags.Weights);
        bool isWeighted = !bags.Weights.IsEmpty;
        nint stride = bags.Stride, start = bags.Start;
        foreach (nint end in bags.Ends)
        {
            for (nint j = 0; j < stride; j += TV.Count)
            {
                TV sum = TV.Create(T.Zero);
                if (isWeighted)
                {
                    for (nint k = start; k < end; k++)
                        sum = TV.MultiplyAdd(TV.Load(in table, Unsafe.Add(ref offset, k) + j), TV.Create(Unsafe.Add(ref weight, k)), sum);
                }
                else
                {
                    for (nint k = start; k < end; k++)
                        sum += TV.Load(in table, Unsafe.Add(ref offset, k) + j);
                }

                TV.Store(sum, ref sums, j);
            }

            start = end;
            sums = ref Unsafe.Add(ref sums, stride);
        }
    }

    private static void ScatterAdd<TV, T>(ref T gradients, BagRows<T> bags, ref T rows)
        where TV : struct, ISimd<TV, T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref int offset = ref MemoryMarshal.GetReference(bags.Offsets);
        ref T weight = ref MemoryMarshal.GetReference(bags.Weights);
        bool isWeighted = !bags.Weights.IsEmpty;
        nint stride = bags.Stride, start = bags.Start;
        foreach (nint end in bags.Ends)
        {
            for (nint j = 0; j < stride; j += TV.Count)
            {
                TV gradient = TV.Load(in gradients, j);
                if (isWeighted)
                {
                    for (nint k = start; k < end; k++)
                    {
                        nint place = Unsafe.Add(ref offset, k) + j;
                        TV product = TV.MultiplyAdd(gradient, TV.Create(Unsafe.Add(ref weight, k)), TV.Load(in rows, place));
                        TV.Store(product, ref rows, place);
                    }
                }
                else
                {
                    for (nint k = start; k < end; k++)
                    {
                        nint place = Unsafe.Add(ref offset, k) + j;
                        TV.Store(TV.Load(in rows, place) + gradient, ref rows, place);
                    }
                }
            }

            start = end;
            gradients = ref Unsafe.Add(ref gradients, stride);
        }
    }
}
