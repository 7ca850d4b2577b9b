using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Ops.SoftmaxAttention{T}"/>: one example, whose vectors are rows.</summary>
internal static class AttentionKernel
{
    /// <summary>weights[m] = softmax over m of x · k_m; output = sum over m of weights[m] v_m.</summary>
    /// <remarks>A vector more is written to the weights than there are rows.</remarks>
    public static void Forward<T>(
        ref T x, RowBlock<T> keys, RowBlock<T> values, ReadOnlySpan<int> rows, ref T weights, ref T output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = Score(ref x, keys, rows, ref weights);
        Attend(ref weights, largest, values, rows, ref output);
    }

    /// <summary>The scores, of which the largest is given, become their softmax; output = sum over m of weights[m] v_m.</summary>
    /// <remarks>A vector more is written to the weights than there are rows.</remarks>
    public static void Attend<T>(ref T scores, T largest, RowBlock<T> values, ReadOnlySpan<int> rows, ref T output)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Normalize(ref scores, rows.Length, largest);
        Mix(ref scores, values, rows, ref output);
    }

    /// <summary>
    /// products[m] = p_m (a_m - sum over n of p_n a_n) with a_m = g · v_m; gradV_m += p_m g. Returns the products.
    /// </summary>
    public static ref T BackwardValues<T>(
        ref T g, RowBlock<T> values, RowBlock<T> gradients, ReadOnlySpan<int> rows, ref T weights, ref T products)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Score(ref g, values, rows, ref products);
        AddOuter(ref weights, ref g, gradients, rows);
        T mean = T.Zero;
        for (int m = 0; m < rows.Length; m++) mean += Unsafe.Add(ref weights, m) * Unsafe.Add(ref products, m);
        for (int m = 0; m < rows.Length; m++)
        {
            ref T product = ref Unsafe.Add(ref products, m);
            product = Unsafe.Add(ref weights, m) * (product - mean);
        }

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

    private static void Normalize<T>(ref T scores, int count, T largest)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Normalize<T, Simd512<T>>(ref scores, count, largest);
        else if (Vector256.IsHardwareAccelerated) Normalize<T, Simd256<T>>(ref scores, count, largest);
        else Normalize<T, Simd128<T>>(ref scores, count, largest);
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
        for (int m = 0; m < rows.Length; m++)
        {
            ref T key = ref keys[rows[m]];
            TV sum = TV.Load(in x, 0) * TV.Load(in key, 0);
            for (nint j = TV.Count; j < width; j += TV.Count)
                sum = TV.MultiplyAdd(TV.Load(in x, j), TV.Load(in key, j), sum);
            T score = TV.Sum(sum);
            Unsafe.Add(ref scores, m) = score;
            largest = T.MaxNative(largest, score);
        }

        return largest;
    }

    private static void Normalize<T, TV>(ref T scores, int count, T largest)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV sums = TV.Create(T.Zero), shift = TV.Create(largest);
        T sum = T.Zero;
        for (nint m = 0; m < count; m += TV.Count)
        {
            TV power = TV.Exp(TV.Load(in scores, m) - shift);
            TV.Store(power, ref scores, m);
            if (m + TV.Count <= count) sums += power;
            else
            {
                // What lies behind the last row may be any number.
                for (nint k = m; k < count; k++) sum += Unsafe.Add(ref scores, k);
            }
        }

        TV factor = TV.Create(T.One / (sum + TV.Sum(sums)));
        for (nint m = 0; m < count; m += TV.Count) TV.Store(TV.Load(in scores, m) * factor, ref scores, m);
    }

    private static void Mix<T, TV>(ref T weights, RowBlock<T> values, ReadOnlySpan<int> rows, ref T output)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint width = values.Stride;
        for (nint j = 0; j < width; j += TV.Count)
        {
            TV sum = TV.Create(T.Zero);
            for (int m = 0; m < rows.Length; m++)
                sum = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref weights, m)), TV.Load(in values[rows[m]], j), sum);
            TV.Store(sum, ref output, j);
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
