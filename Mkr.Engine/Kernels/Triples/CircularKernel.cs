using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of <see cref="Ops.CircularCorrelation{T}"/>; all matrices are [features x lanes].</summary>
internal static class CircularKernel
{
    /// <summary>
    /// y = x, or in reverse, y_j = x_(-j), in the lanes whose direction is 1, with <paramref name="turnsForward"/>, or -1.
    /// </summary>
    public static void Turn<T>(ref T x, ref T direction, bool turnsForward, int features, ref T y, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Turn<T, Simd512<T>>(ref x, ref direction, turnsForward, features, ref y, add, shape);
        else if (Vector256.IsHardwareAccelerated) Turn<T, Simd256<T>>(ref x, ref direction, turnsForward, features, ref y, add, shape);
        else Turn<T, Simd128<T>>(ref x, ref direction, turnsForward, features, ref y, add, shape);
    }

    /// <summary>Two copies of x, one after the other.</summary>
    public static void Repeat<T>(ref T x, int features, ref T twice, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        uint bytes = (uint)(shape.PaddedLanes * Unsafe.SizeOf<T>());
        for (nint j = 0; j < features; j++)
        {
            ref byte source = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref x, j * shape.Stride));
            Unsafe.CopyBlockUnaligned(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref twice, j * shape.Stride)), ref source, bytes);
            Unsafe.CopyBlockUnaligned(ref Unsafe.As<T, byte>(ref Unsafe.Add(ref twice, (features + j) * shape.Stride)), ref source, bytes);
        }
    }

    /// <summary>y_i = sum over j of q_j x_(i+j), or added to what is there; x is repeated.</summary>
    public static void Correlate<T>(ref T q, ref T twice, int features, ref T y, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Correlate<T, Simd512<T>>(ref q, ref twice, features, ref y, add, shape);
        else if (Vector256.IsHardwareAccelerated) Correlate<T, Simd256<T>>(ref q, ref twice, features, ref y, add, shape);
        else Correlate<T, Simd128<T>>(ref q, ref twice, features, ref y, add, shape);
    }

    private static void Turn<T, TV>(ref T x, ref T direction, bool turnsForward, int features, ref T y, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV one = TV.Create(T.One), zero = TV.Create(T.Zero);
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            TV sign = TV.Load(in direction, lane);
            TV turned = TV.WherePositive(turnsForward ? sign : zero - sign, one), kept = one - turned;
            for (nint j = 0; j < features; j++)
            {
                nint o = (j * shape.Stride) + lane, back = ((j == 0 ? 0 : features - j) * shape.Stride) + lane;
                // One of the two factors is 0 and the other 1: nothing is rounded.
                Gradients.Put((turned * TV.Load(in x, back)) + (kept * TV.Load(in x, o)), ref y, o, add);
            }
        }
    }

    /// <summary>Four results at a time: of the values that they read all but one are the last round's.</summary>
    private static void Correlate<T, TV>(ref T q, ref T twice, int features, ref T y, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, end = features * stride;
        for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
        {
            nint i = lane;
            for (; i + (3 * stride) < end; i += 4 * stride)
            {
                TV y0 = TV.Create(T.Zero), y1 = y0, y2 = y0, y3 = y0;
                nint x = i;
                TV x0 = TV.Load(in twice, x), x1 = TV.Load(in twice, x + stride), x2 = TV.Load(in twice, x + (2 * stride));
                x += 3 * stride;
                for (nint o = lane; o < end; o += stride, x += stride)
                {
                    TV factor = TV.Load(in q, o), x3 = TV.Load(in twice, x);
                    y0 = TV.MultiplyAdd(factor, x0, y0);
                    y1 = TV.MultiplyAdd(factor, x1, y1);
                    y2 = TV.MultiplyAdd(factor, x2, y2);
                    y3 = TV.MultiplyAdd(factor, x3, y3);
                    (x0, x1, x2) = (x1, x2, x3);
                }

                Gradients.Put(y0, ref y, i, add);
                Gradients.Put(y1, ref y, i + stride, add);
                Gradients.Put(y2, ref y, i + (2 * stride), add);
                Gradients.Put(y3, ref y, i + (3 * stride), add);
            }

            for (; i < end; i += stride)
            {
                TV sum = TV.Create(T.Zero);
                for (nint o = lane, x = i; o < end; o += stride, x += stride)
                    sum = TV.MultiplyAdd(TV.Load(in q, o), TV.Load(in twice, x), sum);
                Gradients.Put(sum, ref y, i, add);
            }
        }
    }
}
