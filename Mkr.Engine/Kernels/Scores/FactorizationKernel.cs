using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.FactorizationMachine{T}"/>, with its names: x is [features x lanes], a row is [k + 1 x lanes], its linear
/// weight last; s is [k x lanes], y is one row.
/// </summary>
internal static class FactorizationKernel
{
    /// <summary>c_j = sum over f of V_jf².</summary>
    public static void SumSquares<T>(ref T weights, int factors, Span<T> squares)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int j = 0; j < squares.Length; j++)
        {
            T sum = T.Zero;
            for (int f = 0; f < factors; f++)
            {
                T weight = Unsafe.Add(ref weights, (j * factors) + f);
                sum += weight * weight;
            }

            squares[j] = sum;
        }
    }

    /// <summary>y = w0 + sum_j w_j x_j - 1/2 sum_j c_j x_j².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Start<T>(ref T x, int features, T bias, ref T linear, ref T squares, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Start<T, Simd512<T>>(ref x, features, bias, ref linear, ref squares, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Start<T, Simd256<T>>(ref x, features, bias, ref linear, ref squares, ref y, shape);
        else Start<T, Simd128<T>>(ref x, features, bias, ref linear, ref squares, ref y, shape);
    }

    /// <summary>s_f += v_f, and y += w - 1/2 sum_f v_f².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddRow<T>(ref T row, int factors, ref T sums, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) AddRow<T, Simd512<T>>(ref row, factors, ref sums, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) AddRow<T, Simd256<T>>(ref row, factors, ref sums, ref y, shape);
        else AddRow<T, Simd128<T>>(ref row, factors, ref sums, ref y, shape);
    }

    /// <summary>y += 1/2 sum_f s_f².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddSquares<T>(ref T sums, int factors, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) AddSquares<T, Simd512<T>>(ref sums, factors, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) AddSquares<T, Simd256<T>>(ref sums, factors, ref y, shape);
        else AddSquares<T, Simd128<T>>(ref sums, factors, ref y, shape);
    }

    /// <summary>gradV_f = gradY (s_f - v_f) and gradW = gradY, or added to what is there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardRow<T>(ref T row, int factors, ref T sums, ref T gradY, ref T gradRow, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) BackwardRow<T, Simd512<T>>(ref row, factors, ref sums, ref gradY, ref gradRow, add, shape);
        else if (Vector256.IsHardwareAccelerated)
            BackwardRow<T, Simd256<T>>(ref row, factors, ref sums, ref gradY, ref gradRow, add, shape);
        else BackwardRow<T, Simd128<T>>(ref row, factors, ref sums, ref gradY, ref gradRow, add, shape);
    }

    /// <summary>s_f becomes gradY s_f; the partial sums of gradW0 are those of gradY.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void ScaleSums<T>(ref T sums, int factors, ref T gradY, ref T biasPartials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) ScaleSums<T, Simd512<T>>(ref sums, factors, ref gradY, ref biasPartials, add, shape);
        else if (Vector256.IsHardwareAccelerated) ScaleSums<T, Simd256<T>>(ref sums, factors, ref gradY, ref biasPartials, add, shape);
        else ScaleSums<T, Simd128<T>>(ref sums, factors, ref gradY, ref biasPartials, add, shape);
    }

    /// <summary>The partial sums of gradW_j are those of gradY x_j; from those of gradV_jf, V_jf gradY x_j² is taken off.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardFeatures<T>(
        ref T x, int features, ref T gradY, ref T weights, int factors, ref T factorPartials, ref T linearPartials, bool add,
        LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
        {
            BackwardFeatures<T, Simd512<T>>(
                ref x, features, ref gradY, ref weights, factors, ref factorPartials, ref linearPartials, add, shape);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BackwardFeatures<T, Simd256<T>>(
                ref x, features, ref gradY, ref weights, factors, ref factorPartials, ref linearPartials, add, shape);
        }
        else
        {
            BackwardFeatures<T, Simd128<T>>(
                ref x, features, ref gradY, ref weights, factors, ref factorPartials, ref linearPartials, add, shape);
        }
    }

    private static void Start<T, TV>(ref T x, int features, T bias, ref T linear, ref T squares, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride;
        TV half = TV.Create(T.CreateTruncating(0.5)), start = TV.Create(bias);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV sum = start, square = TV.Create(T.Zero);
            nint o = lane;
            for (int j = 0; j < features; j++, o += stride)
            {
                TV value = TV.Load(in x, o);
                sum = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref linear, j)), value, sum);
                square = TV.MultiplyAdd(TV.Create(Unsafe.Add(ref squares, j)) * value, value, square);
            }

            TV.Store(sum - (half * square), ref y, lane);
        }
    }

    private static void AddRow<T, TV>(ref T row, int factors, ref T sums, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = factors * stride;
        TV half = TV.Create(T.CreateTruncating(0.5));
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV square = TV.Create(T.Zero);
            for (nint o = lane; o < lane + end; o += stride)
            {
                TV v = TV.Load(in row, o);
                TV.Store(TV.Load(in sums, o) + v, ref sums, o);
                square = TV.MultiplyAdd(v, v, square);
            }

            TV.Store(TV.Load(in y, lane) + TV.Load(in row, end + lane) - (half * square), ref y, lane);
        }
    }

    private static void AddSquares<T, TV>(ref T sums, int factors, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = factors * stride;
        TV half = TV.Create(T.CreateTruncating(0.5));
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV square = TV.Create(T.Zero);
            for (nint o = lane; o < lane + end; o += stride)
            {
                TV s = TV.Load(in sums, o);
                square = TV.MultiplyAdd(s, s, square);
            }

            TV.Store(TV.MultiplyAdd(half, square, TV.Load(in y, lane)), ref y, lane);
        }
    }

    private static void BackwardRow<T, TV>(ref T row, int factors, ref T sums, ref T gradY, ref T gradRow, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = factors * stride;
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV g = TV.Load(in gradY, lane);
            for (nint o = lane; o < lane + end; o += stride)
                Gradients.Put(g * (TV.Load(in sums, o) - TV.Load(in row, o)), ref gradRow, o, add);
            Gradients.Put(g, ref gradRow, end + lane, add);
        }
    }

    private static void ScaleSums<T, TV>(ref T sums, int factors, ref T gradY, ref T biasPartials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = factors * stride;
        TV total = TV.Create(T.Zero);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV g = TV.Load(in gradY, lane);
            total += g;
            for (nint o = lane; o < lane + end; o += stride)
                TV.Store(g * TV.Load(in sums, o), ref sums, o);
        }

        Gradients.PutPartial(total, ref biasPartials, 0, add);
    }

    private static void BackwardFeatures<T, TV>(
        ref T x, int features, ref T gradY, ref T weights, int factors, ref T factorPartials, ref T linearPartials, bool add,
        LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (int j = 0; j < features; j++)
        {
            nint row = j * shape.Stride;
            TV sum = TV.Create(T.Zero), square = sum;
            for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
            {
                TV value = TV.Load(in x, row + lane), product = TV.Load(in gradY, lane) * value;
                sum += product;
                square = TV.MultiplyAdd(product, value, square);
            }

            Gradients.PutPartial(sum, ref linearPartials, j, add);
            square = TV.Create(T.Zero) - square;
            for (int f = 0; f < factors; f++)
            {
                int element = (j * factors) + f;
                Gradients.PutPartial(TV.Create(Unsafe.Add(ref weights, element)) * square, ref factorPartials, element, add: true);
            }
        }
    }
}
