using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Ops.SoftmaxAttention{T}"/>: one example, whose vectors are rows.</summary>
internal static class AttentionKernel
{
    /// <summary>
    /// weights[m] = softmax over m of x · k_m, where row m counts counts[m] times, or once where counts is null; output = sum over m of
    /// weights[m] v_m.
    /// </summary>
    /// <remarks>A vector more is read of the counts, and written to the weights, than there are rows.</remarks>
    public static void Forward<T>(
        ref T x, RowBlock<T> keys, RowBlock<T> values, ReadOnlySpan<int> rows, ref T counts, ref T weights, ref T output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = Score(ref x, keys, rows, ref weights);
        Attend(ref weights, largest, values, rows, ref counts, ref output);
    }

    /// <summary>
    /// The scores, of which the largest is given, become their softmax, with counts as in <see cref="Forward"/>; output = sum over m of
    /// weights[m] v_m.
    /// </summary>
    /// <remarks>A vector more is read of the counts, and written to the weights, than there are rows.</remarks>
    public static void Attend<T>(
        ref T scores, T largest, RowBlock<T> values, ReadOnlySpan<int> rows, ref T counts, ref T output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Normalize(ref scores, rows.Length, largest, ref counts);
        Mix(ref scores, values, rows, ref output);
    }

    /// <summary>
    /// products[m] = p_m (a_m - sum over n of p_n a_n) with a_m = g · v_m; gradV_m += p_m g. Returns the products.
    /// </summary>
    /// <remarks>A vector more is read of the weights, and written to the products, than there are rows.</remarks>
    public static ref T BackwardValues<T>(
        ref T g, RowBlock<T> values, RowBlock<T> gradients, ReadOnlySpan<int> rows, ref T weights, ref T products)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Score(ref g, values, rows, ref products);
        AddOuter(ref weights, ref g, gradients, rows);
        if (Vector512.IsHardwareAccelerated) Center<T, Simd512<T>>(ref weights, ref products, rows.Length);
        else if (Vector256.IsHardwareAccelerated) Center<T, Simd256<T>>(ref weights, ref products, rows.Length);
        else Center<T, Simd128<T>>(ref weights, ref products, rows.Length);
        return ref products;
    }

    /// <summary>gradK_m += deltas[m] x; then x becomes sum over m of deltas[m] k_m.</summary>
    public static void BackwardKeys<T>(
        ref T x, RowBlock<T> keys, RowBlock<T> gradients, ReadOnlySpan<int> rows, ref T deltas)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        AddOuter(ref deltas, ref x, gradients, rows);
        Mix(ref deltas, keys, rows, ref x);
    }

    // A row's width is a multiple of four elements: take the widest vector that divides it.
    private static T Score<T>(ref T x, RowBlock<T> keys, ReadOnlySpan<int> rows, ref T scores)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && keys.Stride % Simd512<T>.Count == 0)
            return Score<T, Simd512<T>>(ref x, keys, rows, ref scores);
        if (Vector256.IsHardwareAccelerated && keys.Stride % Simd256<T>.Count == 0)
            return Score<T, Simd256<T>>(ref x, keys, rows, ref scores);
        return Score<T, Simd128<T>>(ref x, keys, rows, ref scores);
    }

    private static void Normalize<T>(ref T scores, int count, T largest, ref T counts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Normalize<T, Simd512<T>>(ref scores, count, largest, ref counts);
        else if (Vector256.IsHardwareAccelerated) Normalize<T, Simd256<T>>(ref scores, count, largest, ref counts);
        else Normalize<T, Simd128<T>>(ref scores, count, largest, ref counts);
    }

    private static void Mix<T>(ref T weights, RowBlock<T> values, ReadOnlySpan<int> rows, ref T output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && values.Stride % Simd512<T>.Count == 0)
            Mix<T, Simd512<T>>(ref weights, values, rows, ref output);
        else if (Vector256.IsHardwareAccelerated && values.Stride % Simd256<T>.Count == 0)
            Mix<T, Simd256<T>>(ref weights, values, rows, ref output);
        else Mix<T, Simd128<T>>(ref weights, values, rows, ref output);
    }

    private static void AddOuter<T>(ref T weights, ref T x, RowBlock<T> gradients, ReadOnlySpan<int> rows)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && gradients.Stride % Simd512<T>.Count == 0)
            AddOuter<T, Simd512<T>>(ref weights, ref x, gradients, rows);
        else if (Vector256.IsHardwareAccelerated && gradients.Stride % Simd256<T>.Count == 0)
            AddOuter<T, Simd256<T>>(ref weights, ref x, gradients, rows);
        else AddOuter<T, Simd128<T>>(ref weights, ref x, gradients, rows);
    }

    /// <summary>scores[m] = x · k_m; returns the largest. It is found here, where its waiting costs nothing.</summary>
    private static T Score<T, TV>(ref T x, RowBlock<T> keys, ReadOnlySpan<int> rows, ref T scores)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint width = keys.Stride;
        T largest = T.NegativeInfinity;
        int m = 0;
        for (; m <= rows.Length - 4; m += 4)
        {
            TV.StoreSums(
                RowProductKernel.Lanes<T, TV>(ref x, ref keys[rows[m]], width),
                RowProductKernel.Lanes<T, TV>(ref x, ref keys[rows[m + 1]], width),
                RowProductKernel.Lanes<T, TV>(ref x, ref keys[rows[m + 2]], width),
                RowProductKernel.Lanes<T, TV>(ref x, ref keys[rows[m + 3]], width), ref scores, m);
            ref T score = ref Unsafe.Add(ref scores, m);
            T first = T.MaxNative(score, Unsafe.Add(ref score, 1));
            T second = T.MaxNative(Unsafe.Add(ref score, 2), Unsafe.Add(ref score, 3));
            largest = T.MaxNative(largest, T.MaxNative(first, second));
        }

        for (; m < rows.Length; m++)
        {
            T score = TV.Sum(RowProductKernel.Lanes<T, TV>(ref x, ref keys[rows[m]], width));
            Unsafe.Add(ref scores, m) = score;
            largest = T.MaxNative(largest, score);
        }

        return largest;
    }

    private static void Normalize<T, TV>(ref T scores, int count, T largest, ref T counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        // Behind the last row comes what adds nothing to the sum, which is at least 1.
        TV.Store(TV.Create(T.NegativeInfinity), ref scores, count);
        TV sum = TV.Create(T.Zero), shift = TV.Create(largest);
        for (nint m = 0; m < count; m += TV.Count)
        {
            TV power = TV.Exp(TV.Load(in scores, m) - shift);
            if (!Unsafe.IsNullRef(ref counts)) power *= TV.Load(in counts, m);
            TV.Store(power, ref scores, m);
            sum += power;
        }

        TV factor = TV.Create(T.One / TV.Sum(sum));
        for (nint m = 0; m < count; m += TV.Count) TV.Store(TV.Load(in scores, m) * factor, ref scores, m);
        TV.Store(TV.Create(T.Zero), ref scores, count);
    }

    /// <summary>products[m] = weights[m] (products[m] - sum over n of weights[n] products[n]).</summary>
    private static void Center<T, TV>(ref T weights, ref T products, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV.Store(TV.Create(T.Zero), ref products, count);
        TV sum = TV.Create(T.Zero);
        for (nint m = 0; m < count; m += TV.Count) sum = TV.MultiplyAdd(TV.Load(in weights, m), TV.Load(in products, m), sum);
        TV mean = TV.Create(TV.Sum(sum));
        for (nint m = 0; m < count; m += TV.Count)
            TV.Store(TV.Load(in weights, m) * (TV.Load(in products, m) - mean), ref products, m);
    }

    private static void Mix<T, TV>(ref T weights, RowBlock<T> values, ReadOnlySpan<int> rows, ref T output)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint width = values.Stride;
        for (nint j = 0; j < width; j += TV.Count)
        {
            // Four sums: one would wait for itself.
            TV sum0 = TV.Create(T.Zero), sum1 = sum0, sum2 = sum0, sum3 = sum0;
            int m = 0;
            for (; m <= rows.Length - 4; m += 4)
            {
                ref T weight = ref Unsafe.Add(ref weights, m);
                sum0 = TV.MultiplyAdd(TV.Create(weight), TV.Load(in values[rows[m]], j), sum0);
                sum1 = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref weight, 1)), TV.Load(in values[rows[m + 1]], j), sum1);
                sum2 = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref weight, 2)), TV.Load(in values[rows[m + 2]], j), sum2);
                sum3 = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref weight, 3)), TV.Load(in values[rows[m + 3]], j), sum3);
            }

            for (; m < rows.Length; m++)
                sum0 = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref weights, m)), TV.Load(in values[rows[m]], j), sum0);
            TV.Store(sum0 + sum1 + (sum2 + sum3), ref output, j);
        }
    }

    private static void AddOuter<T, TV>(ref T weights, ref T x, RowBlock<T> gradients, ReadOnlySpan<int> rows)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint width = gradients.Stride;
        for (nint j = 0; j < width; j += TV.Count)
        {
            TV part = TV.Load(in x, j);
            for (int m = 0; m < rows.Length; m++)
            {
                ref T gradient = ref gradients[rows[m]];
                TV.Store(TV.MultiplyAdd(TV.Create(Unsafe.Add(ref weights, m)), part, TV.Load(in gradient, j)), ref gradient, j);
            }
        }
    }
}
