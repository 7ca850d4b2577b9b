using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Ops.PatchConvolution{T}"/>; x and y are [features x lanes], W [4 C x K], b [K].</summary>
internal static class PatchConvolutionKernel
{
    private const int Taps = 4;

    /// <summary>y = relu(b + the taps' W times their cells of x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T x, PatchShape patches, ref T weight, ref T bias, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref x, patches, ref weight, ref bias, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref x, patches, ref weight, ref bias, ref y, shape);
        else Forward<T, Simd128<T>>(ref x, patches, ref weight, ref bias, ref y, shape);
    }

    /// <summary>
    /// gradY becomes 0 where y is not above 0; summed over cells and lanes, it becomes the partial sums of b, or is added to them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardBias<T>(PatchShape patches, ref T y, ref T gradY, ref T partials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) BackwardBias<T, Simd512<T>>(patches, ref y, ref gradY, ref partials, add, shape);
        else if (Vector256.IsHardwareAccelerated) BackwardBias<T, Simd256<T>>(patches, ref y, ref gradY, ref partials, add, shape);
        else BackwardBias<T, Simd128<T>>(patches, ref y, ref gradY, ref partials, add, shape);
    }

    /// <summary>x gradYᵀ, summed over cells and lanes, becomes the partial sums of W, or is added to them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardWeight<T>(ref T x, PatchShape patches, ref T gradY, ref T partials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) BackwardWeight<T, Simd512<T>>(ref x, patches, ref gradY, ref partials, add, shape);
        else if (Vector256.IsHardwareAccelerated) BackwardWeight<T, Simd256<T>>(ref x, patches, ref gradY, ref partials, add, shape);
        else BackwardWeight<T, Simd128<T>>(ref x, patches, ref gradY, ref partials, add, shape);
    }

    /// <summary>gradX, stored or added: of each cell its tap's W times the gradient of its patch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardInput<T>(PatchShape patches, ref T weight, ref T gradY, ref T gradX, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) BackwardInput<T, Simd512<T>>(patches, ref weight, ref gradY, ref gradX, add, shape);
        else if (Vector256.IsHardwareAccelerated) BackwardInput<T, Simd256<T>>(patches, ref weight, ref gradY, ref gradX, add, shape);
        else BackwardInput<T, Simd128<T>>(patches, ref weight, ref gradY, ref gradX, add, shape);
    }

    private static void Forward<T, TV>(ref T x, PatchShape patches, ref T weight, ref T bias, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes;
        int outputs = patches.OutputChannels;
        for (int place = 0; place < patches.OutputSize * patches.OutputSize; place++)
        {
            (int i, int j) = Math.DivRem(place, patches.OutputSize);
            ref T to = ref Unsafe.Add(ref y, patches.OutputFeature(i, j) * stride);
            for (int k = 0; k < outputs; k++)
            {
                for (nint lane = 0; lane < lanes; lane += TV.Count)
                {
                    TV sum = TV.Create(Unsafe.Add(ref bias, k));
                    for (int tap = 0; tap < Taps; tap++)
                    {
                        int feature = patches.InputFeature(i, j, tap);
                        if (feature < 0) continue;
                        ref T w = ref Unsafe.Add(ref weight, (tap * patches.Channels * outputs) + k);
                        for (int c = 0; c < patches.Channels; c++)
                        {
                            TV cell = TV.Load(in x, ((feature + c) * stride) + lane);
                            sum = TV.MultiplyAdd(cell, TV.Create(Unsafe.Add(ref w, c * outputs)), sum);
                        }
                    }

                    TV.Store(TV.WherePositive(sum, sum), ref to, (k * stride) + lane);
                }
            }
        }
    }

    private static void BackwardBias<T, TV>(PatchShape patches, ref T y, ref T gradY, ref T partials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes;
        int cells = patches.OutputSize * patches.OutputSize;
        for (int k = 0; k < patches.OutputChannels; k++)
        {
            TV sum = TV.Create(T.Zero);
            for (int cell = 0; cell < cells; cell++)
            {
                nint row = ((cell * patches.OutputChannels) + k) * stride;
                for (nint o = row; o < row + lanes; o += TV.Count)
                {
                    TV g = TV.WherePositive(TV.Load(in y, o), TV.Load(in gradY, o));
                    TV.Store(g, ref gradY, o);
                    sum += g;
                }
            }

            Gradients.PutPartial(sum, ref partials, k, add);
        }
    }

    private static void BackwardWeight<T, TV>(ref T x, PatchShape patches, ref T gradY, ref T partials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        int outputs = patches.OutputChannels, channels = patches.Channels;
        for (int row = 0; row < Taps * channels; row++)
        {
            for (int k = 0; k < outputs; k++)
                Gradients.PutPartial(Correlate<T, TV>(ref x, patches, ref gradY, row, k, shape), ref partials, (row * outputs) + k, add);
        }
    }

    /// <summary>
    /// The sum over the patches of channel c of the cell that a tap meets, times gradient channel k; the tap and c are a row of W.
    /// </summary>
    private static TV Correlate<T, TV>(ref T x, PatchShape patches, ref T gradY, int row, int k, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes;
        (int tap, int c) = Math.DivRem(row, patches.Channels);
        TV sum = TV.Create(T.Zero);
        for (int cell = 0; cell < patches.OutputSize * patches.OutputSize; cell++)
        {
            (int i, int j) = Math.DivRem(cell, patches.OutputSize);
            int feature = patches.InputFeature(i, j, tap);
            if (feature < 0) continue;
            nint from = (feature + c) * stride, g = (patches.OutputFeature(i, j) + k) * stride;
            for (nint lane = 0; lane < lanes; lane += TV.Count)
                sum = TV.MultiplyAdd(TV.Load(in x, from + lane), TV.Load(in gradY, g + lane), sum);
        }

        return sum;
    }

    private static void BackwardInput<T, TV>(PatchShape patches, ref T weight, ref T gradY, ref T gradX, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes;
        int outputs = patches.OutputChannels;
        for (int cell = 0; cell < patches.Size * patches.Size; cell++)
        {
            (int row, int column) = Math.DivRem(cell, patches.Size);
            int tap = ((row & 1) * 2) + (column & 1);
            ref T g = ref Unsafe.Add(ref gradY, patches.OutputFeature(row / 2, column / 2) * stride);
            for (int c = 0; c < patches.Channels; c++)
            {
                ref T w = ref Unsafe.Add(ref weight, ((tap * patches.Channels) + c) * outputs);
                nint to = ((cell * patches.Channels) + c) * stride;
                for (nint lane = 0; lane < lanes; lane += TV.Count)
                {
                    TV sum = TV.Create(T.Zero);
                    for (int k = 0; k < outputs; k++)
                        sum = TV.MultiplyAdd(TV.Load(in g, (k * stride) + lane), TV.Create(Unsafe.Add(ref w, k)), sum);
                    Gradients.Put(sum, ref gradX, to + lane, add);
                }
            }
        }
    }
}
