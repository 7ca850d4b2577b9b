using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.Dense{T}"/>: products of a lane matrix with a small row-major matrix. Shapes: x [in x lanes], y [out x
/// lanes], weight [in x out], bias [out].
/// </summary>
/// <remarks>
/// Registers are blocked: four outputs by two vectors of lanes, with a run-time loop over the inputs, so that no dimension needs code of
/// its own. The weights' gradients are in <see cref="DenseWeightsKernel"/>.
/// </remarks>
internal static class DenseKernel
{
    /// <summary>y = f(x W + b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T, TFunction>(ref T x, int inputs, ref T weight, ref T bias, ref T y, int outputs, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, TFunction, Simd512<T>>(ref x, inputs, ref weight, ref bias, ref y, outputs, shape);
        else if (Vector256.IsHardwareAccelerated)
            Forward<T, TFunction, Simd256<T>>(ref x, inputs, ref weight, ref bias, ref y, outputs, shape);
        else Forward<T, TFunction, Simd128<T>>(ref x, inputs, ref weight, ref bias, ref y, outputs, shape);
    }

    /// <summary>gradX = gradY Wᵀ, or added to it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void BackwardInput<T>(ref T gradY, int outputs, ref T weight, ref T gradX, int inputs, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) BackwardInput<T, Simd512<T>>(ref gradY, outputs, ref weight, ref gradX, inputs, add, shape);
        else if (Vector256.IsHardwareAccelerated)
            BackwardInput<T, Simd256<T>>(ref gradY, outputs, ref weight, ref gradX, inputs, add, shape);
        else BackwardInput<T, Simd128<T>>(ref gradY, outputs, ref weight, ref gradX, inputs, add, shape);
    }

    private static void Forward<T, TFunction, TV>(ref T x, int inputs, ref T weight, ref T bias, ref T y, int outputs, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes;
        for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
        {
            ref T start = ref Unsafe.Add(ref x, lane);
            int j = 0;
            for (; j <= outputs - 4; j += 4)
            {
                ref T b = ref Unsafe.Add(ref bias, j);
                TV y0 = TV.Create(b), y1 = TV.Create(Unsafe.Add(ref b, 1)), y2 = TV.Create(Unsafe.Add(ref b, 2)),
                    y3 = TV.Create(Unsafe.Add(ref b, 3));
                TV z0 = y0, z1 = y1, z2 = y2, z3 = y3;
                ref T input = ref start;
                ref T row = ref Unsafe.Add(ref weight, j);
                for (int i = 0; i < inputs; i++)
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
                    input = ref Unsafe.Add(ref input, stride);
                    row = ref Unsafe.Add(ref row, outputs);
                }

                ref T output = ref Unsafe.Add(ref y, (j * stride) + lane);
                Store4(y0, y1, y2, y3, ref output, stride);
                Store4(z0, z1, z2, z3, ref Unsafe.Add(ref output, TV.Count), stride);
            }

            for (; j < outputs; j++)
            {
                TV y0 = TV.Create(Unsafe.Add(ref bias, j)), z0 = y0;
                for (nint i = 0; i < inputs; i++)
                {
                    TV w0 = TV.Create(Unsafe.Add(ref weight, (i * outputs) + j));
                    y0 = TV.MultiplyAdd(TV.Load(in start, i * stride), w0, y0);
                    z0 = TV.MultiplyAdd(TV.Load(in start, (i * stride) + TV.Count), w0, z0);
                }

                TV.Store(TFunction.Value<T, TV>(y0), ref y, (j * stride) + lane);
                TV.Store(TFunction.Value<T, TV>(z0), ref y, (j * stride) + lane + TV.Count);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        static void Store4(TV y0, TV y1, TV y2, TV y3, ref T output, nint stride)
        {
            TV.Store(TFunction.Value<T, TV>(y0), ref output, 0);
            TV.Store(TFunction.Value<T, TV>(y1), ref output, stride);
            TV.Store(TFunction.Value<T, TV>(y2), ref output, 2 * stride);
            TV.Store(TFunction.Value<T, TV>(y3), ref output, 3 * stride);
        }
    }

    private static void BackwardInput<T, TV>(ref T gradY, int outputs, ref T weight, ref T gradX, int inputs, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, width = outputs;
        for (nint lane = 0; lane < lanes; lane += 2 * TV.Count)
        {
            ref T start = ref Unsafe.Add(ref gradY, lane);
            int i = 0;
            for (; i <= inputs - 4; i += 4)
            {
                TV x0 = TV.Create(T.Zero), x1 = x0, x2 = x0, x3 = x0, z0 = x0, z1 = x0, z2 = x0, z3 = x0;
                ref T upstream = ref start;
                ref T column = ref Unsafe.Add(ref weight, i * width);
                for (int j = 0; j < outputs; j++)
                {
                    TV a = TV.Load(in upstream, 0), c = TV.Load(in upstream, TV.Count);
                    TV w0 = TV.Create(column), w1 = TV.Create(Unsafe.Add(ref column, width));
                    TV w2 = TV.Create(Unsafe.Add(ref column, 2 * width)), w3 = TV.Create(Unsafe.Add(ref column, 3 * width));
                    x0 = TV.MultiplyAdd(a, w0, x0);
                    x1 = TV.MultiplyAdd(a, w1, x1);
                    x2 = TV.MultiplyAdd(a, w2, x2);
                    x3 = TV.MultiplyAdd(a, w3, x3);
                    z0 = TV.MultiplyAdd(c, w0, z0);
                    z1 = TV.MultiplyAdd(c, w1, z1);
                    z2 = TV.MultiplyAdd(c, w2, z2);
                    z3 = TV.MultiplyAdd(c, w3, z3);
                    upstream = ref Unsafe.Add(ref upstream, stride);
                    column = ref Unsafe.Add(ref column, 1);
                }

                ref T output = ref Unsafe.Add(ref gradX, (i * stride) + lane);
                Put4(x0, x1, x2, x3, ref output, stride, add);
                Put4(z0, z1, z2, z3, ref Unsafe.Add(ref output, TV.Count), stride, add);
            }

            for (; i < inputs; i++)
            {
                TV x0 = TV.Create(T.Zero), z0 = x0;
                for (nint j = 0; j < outputs; j++)
                {
                    TV w0 = TV.Create(Unsafe.Add(ref weight, (i * width) + j));
                    x0 = TV.MultiplyAdd(TV.Load(in start, j * stride), w0, x0);
                    z0 = TV.MultiplyAdd(TV.Load(in start, (j * stride) + TV.Count), w0, z0);
                }

                Gradients.Put(x0, ref gradX, (i * stride) + lane, add);
                Gradients.Put(z0, ref gradX, (i * stride) + lane + TV.Count, add);
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
}
