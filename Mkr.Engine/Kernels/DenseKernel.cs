using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Ops.Dense{T}"/>: products of a lane matrix with a small row-major matrix.</summary>
/// <remarks>
/// Registers are blocked: four outputs by two vectors of lanes, with a run-time loop over the inputs, so that no dimension needs code of
/// its own. Weight gradients keep 4 x 4 sums in registers while they walk over the lanes.
/// </remarks>
public static class DenseKernel
{
    /// <summary>y = x W + b.</summary>
    /// <param name="x">[in x lanes].</param>
    /// <param name="weight">[in x out], row-major.</param>
    /// <param name="bias">[out].</param>
    /// <param name="y">[out x lanes].</param>
    public static void Forward<T>(LaneMatrix<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameSize("dense", "weight", weight.Length, "in x out", x.Features * y.Features);
        Guard.SameSize("dense", "bias", bias.Length, "out", y.Features);
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(x, weight, bias, y);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(x, weight, bias, y);
        else Forward<T, Simd128<T>>(x, weight, bias, y);
    }

    /// <summary>gradX = gradY Wᵀ, or added to it.</summary>
    public static void BackwardInput<T>(LaneMatrix<T> gradY, ReadOnlySpan<T> weight, LaneMatrix<T> gradX, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameSize("dense", "weight", weight.Length, "in x out", gradX.Features * gradY.Features);
        if (Vector512.IsHardwareAccelerated) BackwardInput<T, Simd512<T>>(gradY, weight, gradX, add);
        else if (Vector256.IsHardwareAccelerated) BackwardInput<T, Simd256<T>>(gradY, weight, gradX, add);
        else BackwardInput<T, Simd128<T>>(gradY, weight, gradX, add);
    }

    /// <summary>Adds x gradYᵀ, summed over the lanes, to the partial sums of W, and gradY to those of b.</summary>
    public static void BackwardWeights<T>(LaneMatrix<T> x, LaneMatrix<T> gradY, Span<T> weightPartials, Span<T> biasPartials)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Guard.SameSize("dense", "weight gradient", weightPartials.Length, "in x out", x.Features * gradY.Features * WeightGradients<T>.Width);
        Guard.SameSize("dense", "bias gradient", biasPartials.Length, "out", gradY.Features * WeightGradients<T>.Width);
        if (Vector512.IsHardwareAccelerated) BackwardWeights<T, Simd512<T>>(x, gradY, weightPartials, biasPartials);
        else if (Vector256.IsHardwareAccelerated) BackwardWeights<T, Simd256<T>>(x, gradY, weightPartials, biasPartials);
        else BackwardWeights<T, Simd128<T>>(x, gradY, weightPartials, biasPartials);
    }

    private static void Forward<T, TV>(LaneMatrix<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> bias, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T w = ref MemoryMarshal.GetReference(weight);
        ref T b = ref MemoryMarshal.GetReference(bias);
        int outputs = y.Features;
        nint stride = y.Stride;
        for (nint lane = 0; lane < y.Lanes; lane += 2 * TV.Count)
        {
            ref T start = ref Unsafe.Add(ref x.Start, lane);
            int j = 0;
            for (; j <= outputs - 4; j += 4)
            {
                TV y0 = TV.Create(Unsafe.Add(ref b, j)), y1 = TV.Create(Unsafe.Add(ref b, j + 1));
                TV y2 = TV.Create(Unsafe.Add(ref b, j + 2)), y3 = TV.Create(Unsafe.Add(ref b, j + 3));
                TV z0 = y0, z1 = y1, z2 = y2, z3 = y3;
                ref T input = ref start;
                ref T row = ref Unsafe.Add(ref w, j);
                for (int i = 0; i < x.Features; i++)
                {
                    TV a = TV.Load(in input, 0), c = TV.Load(in input, TV.Count);
                    TV w0 = TV.Create(row), w1 = TV.Create(Unsafe.Add(ref row, 1));
                    TV w2 = TV.Create(Unsafe.Add(ref row, 2)), w3 = TV.Create(Unsafe.Add(ref row, 3));
                    y0 = TV.MultiplyAdd(a, w0, y0);
                    y1 = TV.MultiplyAdd(a, w1, y1);
                    y2 = TV.MultiplyAdd(a, w2, y2);
                    y3 = TV.MultiplyAdd(a, w3, y3);
                    z0 = TV.MultiplyAdd(c, w0, z0);
                    z1 = TV.MultiplyAdd(c, w1, z1);
                    z2 = TV.MultiplyAdd(c, w2, z2);
                    z3 = TV.MultiplyAdd(c, w3, z3);
                    input = ref Unsafe.Add(ref input, x.Stride);
                    row = ref Unsafe.Add(ref row, outputs);
                }

                ref T output = ref Unsafe.Add(ref y.Start, (j * stride) + lane);
                Store4(y0, y1, y2, y3, ref output, stride);
                Store4(z0, z1, z2, z3, ref Unsafe.Add(ref output, TV.Count), stride);
            }

            for (; j < outputs; j++)
            {
                TV y0 = TV.Create(Unsafe.Add(ref b, j)), z0 = y0;
                for (nint i = 0; i < x.Features; i++)
                {
                    TV w0 = TV.Create(Unsafe.Add(ref w, (i * outputs) + j));
                    y0 = TV.MultiplyAdd(TV.Load(in start, i * x.Stride), w0, y0);
                    z0 = TV.MultiplyAdd(TV.Load(in start, (i * x.Stride) + TV.Count), w0, z0);
                }

                TV.Store(y0, ref y.Start, (j * stride) + lane);
                TV.Store(z0, ref y.Start, (j * stride) + lane + TV.Count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Store4(TV y0, TV y1, TV y2, TV y3, ref T output, nint stride)
        {
            TV.Store(y0, ref output, 0);
            TV.Store(y1, ref output, stride);
            TV.Store(y2, ref output, 2 * stride);
            TV.Store(y3, ref output, 3 * stride);
        }
    }

    private static void BackwardInput<T, TV>(LaneMatrix<T> gradY, ReadOnlySpan<T> weight, LaneMatrix<T> gradX, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T w = ref MemoryMarshal.GetReference(weight);
        nint outputs = gradY.Features;
        nint stride = gradX.Stride;
        for (nint lane = 0; lane < gradX.Lanes; lane += 2 * TV.Count)
        {
            ref T start = ref Unsafe.Add(ref gradY.Start, lane);
            int i = 0;
            for (; i <= gradX.Features - 4; i += 4)
            {
                TV x0 = TV.Create(T.Zero), x1 = x0, x2 = x0, x3 = x0, z0 = x0, z1 = x0, z2 = x0, z3 = x0;
                ref T upstream = ref start;
                ref T column = ref Unsafe.Add(ref w, i * outputs);
                for (int j = 0; j < (int)outputs; j++)
                {
                    TV a = TV.Load(in upstream, 0), c = TV.Load(in upstream, TV.Count);
                    TV w0 = TV.Create(column), w1 = TV.Create(Unsafe.Add(ref column, outputs));
                    TV w2 = TV.Create(Unsafe.Add(ref column, 2 * outputs)), w3 = TV.Create(Unsafe.Add(ref column, 3 * outputs));
                    x0 = TV.MultiplyAdd(a, w0, x0);
                    x1 = TV.MultiplyAdd(a, w1, x1);
                    x2 = TV.MultiplyAdd(a, w2, x2);
                    x3 = TV.MultiplyAdd(a, w3, x3);
                    z0 = TV.MultiplyAdd(c, w0, z0);
                    z1 = TV.MultiplyAdd(c, w1, z1);
                    z2 = TV.MultiplyAdd(c, w2, z2);
                    z3 = TV.MultiplyAdd(c, w3, z3);
                    upstream = ref Unsafe.Add(ref upstream, gradY.Stride);
                    column = ref Unsafe.Add(ref column, 1);
                }

                ref T output = ref Unsafe.Add(ref gradX.Start, (i * stride) + lane);
                Put4(x0, x1, x2, x3, ref output, stride, add);
                Put4(z0, z1, z2, z3, ref Unsafe.Add(ref output, TV.Count), stride, add);
            }

            for (; i < gradX.Features; i++)
            {
                TV x0 = TV.Create(T.Zero), z0 = x0;
                for (nint j = 0; j < outputs; j++)
                {
                    TV w0 = TV.Create(Unsafe.Add(ref w, (i * outputs) + j));
                    x0 = TV.MultiplyAdd(TV.Load(in start, j * gradY.Stride), w0, x0);
                    z0 = TV.MultiplyAdd(TV.Load(in start, (j * gradY.Stride) + TV.Count), w0, z0);
                }

                Gradients.Put(x0, ref gradX.Start, (i * stride) + lane, add);
                Gradients.Put(z0, ref gradX.Start, (i * stride) + lane + TV.Count, add);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Put4(TV x0, TV x1, TV x2, TV x3, ref T output, nint stride, bool add)
        {
            Gradients.Put(x0, ref output, 0, add);
            Gradients.Put(x1, ref output, stride, add);
            Gradients.Put(x2, ref output, 2 * stride, add);
            Gradients.Put(x3, ref output, 3 * stride, add);
        }
    }

    private static void BackwardWeights<T, TV>(LaneMatrix<T> x, LaneMatrix<T> gradY, Span<T> weightPartials, Span<T> biasPartials)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        ref T w = ref MemoryMarshal.GetReference(weightPartials);
        ref T b = ref MemoryMarshal.GetReference(biasPartials);
        int inputs = x.Features, outputs = gradY.Features;
        for (int j = 0; j < outputs; j++)
        {
            TV sum = TV.Create(T.Zero);
            for (nint lane = 0; lane < x.Lanes; lane += TV.Count)
                sum += TV.Load(in gradY.Start, (j * (nint)gradY.Stride) + lane);
            Gradients.AddPartial(sum, ref b, j);
        }

        for (int i = 0; i < inputs; i += 4)
        {
            for (int j = 0; j < outputs; j += 4)
            {
                if (i <= inputs - 4 && j <= outputs - 4)
                    Outer4x4<T, TV>(x, i, gradY, j, ref w);
                else
                    OuterRest<T, TV>(x, i, gradY, j, ref w);
            }
        }
    }

    /// <summary>Sixteen sums over the lanes at once: inputs i to i + 3 by outputs j to j + 3.</summary>
    private static void Outer4x4<T, TV>(LaneMatrix<T> x, int i, LaneMatrix<T> gradY, int j, ref T partials)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV s00 = TV.Create(T.Zero), s01 = s00, s02 = s00, s03 = s00, s10 = s00, s11 = s00, s12 = s00, s13 = s00;
        TV s20 = s00, s21 = s00, s22 = s00, s23 = s00, s30 = s00, s31 = s00, s32 = s00, s33 = s00;
        nint sx = x.Stride, sg = gradY.Stride;
        ref T px = ref Unsafe.Add(ref x.Start, i * sx);
        ref T pg = ref Unsafe.Add(ref gradY.Start, j * sg);
        for (nint lane = 0; lane < x.Lanes; lane += TV.Count)
        {
            TV g0 = TV.Load(in pg, lane), g1 = TV.Load(in pg, sg + lane), g2 = TV.Load(in pg, (2 * sg) + lane), g3 = TV.Load(in pg, (3 * sg) + lane);
            TV x0 = TV.Load(in px, lane), x1 = TV.Load(in px, sx + lane), x2 = TV.Load(in px, (2 * sx) + lane), x3 = TV.Load(in px, (3 * sx) + lane);
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

        int outputs = gradY.Features;
        AddRow(s00, s01, s02, s03, ref partials, (i * outputs) + j);
        AddRow(s10, s11, s12, s13, ref partials, ((i + 1) * outputs) + j);
        AddRow(s20, s21, s22, s23, ref partials, ((i + 2) * outputs) + j);
        AddRow(s30, s31, s32, s33, ref partials, ((i + 3) * outputs) + j);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void AddRow(TV s0, TV s1, TV s2, TV s3, ref T partials, int element)
        {
            Gradients.AddPartial(s0, ref partials, element);
            Gradients.AddPartial(s1, ref partials, element + 1);
            Gradients.AddPartial(s2, ref partials, element + 2);
            Gradients.AddPartial(s3, ref partials, element + 3);
        }
    }

    /// <summary>The sums of the block that starts at input i and output j, where it is narrower than 4 x 4.</summary>
    private static void OuterRest<T, TV>(LaneMatrix<T> x, int i, LaneMatrix<T> gradY, int j, ref T partials)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (int row = i; row < Math.Min(i + 4, x.Features); row++)
        {
            for (int column = j; column < Math.Min(j + 4, gradY.Features); column++)
            {
                TV sum = TV.Create(T.Zero);
                for (nint lane = 0; lane < x.Lanes; lane += TV.Count)
                {
                    TV a = TV.Load(in x.Start, (row * (nint)x.Stride) + lane);
                    sum = TV.MultiplyAdd(a, TV.Load(in gradY.Start, (column * (nint)gradY.Stride) + lane), sum);
                }

                Gradients.AddPartial(sum, ref partials, (row * gradY.Features) + column);
            }
        }
    }
}
