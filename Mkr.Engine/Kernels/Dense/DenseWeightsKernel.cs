using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Ops.Dense{T}"/> for the gradients of its weights; shapes as in <see cref="DenseKernel"/>.</summary>
/// <remarks>The sums of 4 x 4 weights stay in registers while the lanes go by.</remarks>
internal static class DenseWeightsKernel
{
    /// <summary>
    /// gradY becomes the gradient with respect to f's argument; its sums over the lanes become the partial sums of the bias, or are added
    /// to them.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardBias<T, TFunction>(ref T y, ref T gradY, int outputs, ref T biasPartials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
    {
        if (Vector512.IsHardwareAccelerated)
            BackwardBias<T, TFunction, Simd512<T>>(ref y, ref gradY, outputs, ref biasPartials, add, shape);
        else if (Vector256.IsHardwareAccelerated)
            BackwardBias<T, TFunction, Simd256<T>>(ref y, ref gradY, outputs, ref biasPartials, add, shape);
        else BackwardBias<T, TFunction, Simd128<T>>(ref y, ref gradY, outputs, ref biasPartials, add, shape);
    }

    /// <summary>x gradYᵀ, summed over the lanes, becomes the partial sums of W, or is added to them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardWeight<T>(ref T x, int inputs, ref T gradY, int outputs, ref T weightPartials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            BackwardWeight<T, Simd512<T>>(ref x, inputs, ref gradY, outputs, ref weightPartials, add, shape);
        else if (Vector256.IsHardwareAccelerated)
            BackwardWeight<T, Simd256<T>>(ref x, inputs, ref gradY, outputs, ref weightPartials, add, shape);
        else BackwardWeight<T, Simd128<T>>(ref x, inputs, ref gradY, outputs, ref weightPartials, add, shape);
    }

    private static void BackwardBias<T, TFunction, TV>(ref T y, ref T gradY, int outputs, ref T biasPartials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes;
        for (nint j = 0; j < outputs; j++)
        {
            TV sum0 = TV.Create(T.Zero), sum1 = sum0;
            for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
            {
                TV g0 = TFunction.Gradient<T, TV>(TV.Load(in y, lane), TV.Load(in gradY, lane));
                TV g1 = TFunction.Gradient<T, TV>(TV.Load(in y, lane + TV.Count), TV.Load(in gradY, lane + TV.Count));
                TV.Store(g0, ref gradY, lane);
                TV.Store(g1, ref gradY, lane + TV.Count);
                sum0 += g0;
                sum1 += g1;
            }

            Gradients.PutPartial(sum0 + sum1, ref biasPartials, j, add);
            y = ref Unsafe.Add(ref y, stride);
            gradY = ref Unsafe.Add(ref gradY, stride);
        }
    }

    private static void BackwardWeight<T, TV>(
        ref T x, int inputs, ref T gradY, int outputs, ref T weightPartials, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes;
        for (int i = 0; i < inputs; i += 4)
        {
            ref T px = ref Unsafe.Add(ref x, i * stride);
            for (int j = 0; j < outputs; j += 4)
            {
                ref T pg = ref Unsafe.Add(ref gradY, j * stride);
                ref T partials = ref Unsafe.Add(ref weightPartials, ((i * (nint)outputs) + j) * WeightGradients<T>.Width);
                if (i <= inputs - 4 && j <= outputs - 4) Outer4x4<T, TV>(ref px, ref pg, stride, lanes, ref partials, outputs, add);
                else OuterRest<T, TV>(ref px, Math.Min(4, inputs - i), ref pg, Math.Min(4, outputs - j), stride, lanes, ref partials,
                    outputs, add);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Outer4x4<T, TV>(ref T x, ref T g, nint stride, nint lanes, ref T partials, nint outputs, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV s00 = TV.Create(T.Zero), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00;
        TV s20 = s00, s21 = s00, s22 = s00, s23 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00;
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV g0 = TV.Load(in g, lane), g1 = TV.Load(in g, stride + lane), g2 = TV.Load(in g, (2 * stride) + lane),
                g3 = TV.Load(in g, (3 * stride) + lane);
            TV x0 = TV.Load(in x, lane), x1 = TV.Load(in x, stride + lane), x2 = TV.Load(in x, (2 * stride) + lane),
                x3 = TV.Load(in x, (3 * stride) + lane);
            s00 = TV.MultiplyAdd(x0, g0, s00);
            s01 = TV.MultiplyAdd(x0, g1, s01);
            s02 = TV.MultiplyAdd(x0, g2, s02);
            s03 = TV.MultiplyAdd(x0, g3, s03);
            s10 = TV.MultiplyAdd(x1, g0, s10);
            s11 = TV.MultiplyAdd(x1, g1, s11);
            s12 = TV.MultiplyAdd(x1, g2, s12);
            s13 = TV.MultiplyAdd(x1, g3, s13);
            s20 = TV.MultiplyAdd(x2, g0, s20);
            s21 = TV.MultiplyAdd(x2, g1, s21);
            s22 = TV.MultiplyAdd(x2, g2, s22);
            s23 = TV.MultiplyAdd(x2, g3, s23);
            s30 = TV.MultiplyAdd(x3, g0, s30);
            s31 = TV.MultiplyAdd(x3, g1, s31);
            s32 = TV.MultiplyAdd(x3, g2, s32);
            s33 = TV.MultiplyAdd(x3, g3, s33);
        }

        PutRow(s00, s01, s02, s03, ref partials, 0, add);
        PutRow(s10, s11, s12, s13, ref partials, outputs, add);
        PutRow(s20, s21, s22, s23, ref partials, 2 * outputs, add);
        PutRow(s30, s31, s32, s33, ref partials, 3 * outputs, add);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void PutRow(TV s0, TV s1, TV s2, TV s3, ref T partials, nint element, bool add)
        {
            Gradients.PutPartial(s0, ref partials, element, add);
            Gradients.PutPartial(s1, ref partials, element + 1, add);
            Gradients.PutPartial(s2, ref partials, element + 2, add);
            Gradients.PutPartial(s3, ref partials, element + 3, add);
        }
    }

    /// <summary>A block that is narrower than 4 x 4.</summary>
    private static void OuterRest<T, TV>(
        ref T x, int rows, ref T g, int columns, nint stride, nint lanes, ref T partials, nint outputs, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (nint i = 0; i < rows; i++)
        {
            for (nint j = 0; j < columns; j++)
            {
                TV sum = TV.Create(T.Zero);
                for (nint lane = 0; lane < lanes; lane += TV.Count)
                    sum = TV.MultiplyAdd(TV.Load(in x, (i * stride) + lane), TV.Load(in g, (j * stride) + lane), sum);
                Gradients.PutPartial(sum, ref partials, (i * outputs) + j, add);
            }
        }
    }
}
