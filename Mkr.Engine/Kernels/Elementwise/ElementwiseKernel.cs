using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of element-wise functions, compiled for each <see cref="IElementwiseFunction"/>; all matrices are [features x lanes].
/// </summary>
internal static class ElementwiseKernel
{
    /// <summary>y = f(x). y may be x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T, TFunction>(ref T x, ref T y, int features, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, TFunction, Simd512<T>>(ref x, ref y, features, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, TFunction, Simd256<T>>(ref x, ref y, features, shape);
        else Forward<T, TFunction, Simd128<T>>(ref x, ref y, features, shape);
    }

    /// <summary>gradX = gradY f'(x), or added to it. gradX may be gradY.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T, TFunction>(ref T y, ref T gradY, ref T gradX, int features, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
    {
        if (Vector512.IsHardwareAccelerated) Backward<T, TFunction, Simd512<T>>(ref y, ref gradY, ref gradX, features, add, shape);
        else if (Vector256.IsHardwareAccelerated) Backward<T, TFunction, Simd256<T>>(ref y, ref gradY, ref gradX, features, add, shape);
        else Backward<T, TFunction, Simd128<T>>(ref y, ref gradY, ref gradX, features, add, shape);
    }

    private static void Forward<T, TFunction, TV>(ref T x, ref T y, int features, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
        where TV : struct, ISimd<TV, T>
    {
        for (nint j = 0; j < features; j++)
        {
            nint row = j * shape.Stride, end = row + shape.PaddedLanes;
            for (nint o = row; o < end; o += TV.Count)
                TV.Store(TFunction.Value<T, TV>(TV.Load(in x, o)), ref y, o);
        }
    }

    private static void Backward<T, TFunction, TV>(ref T y, ref T gradY, ref T gradX, int features, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
        where TV : struct, ISimd<TV, T>
    {
        for (nint j = 0; j < features; j++)
        {
            nint row = j * shape.Stride, end = row + shape.PaddedLanes;
            for (nint o = row; o < end; o += TV.Count)
                Gradients.Put(TFunction.Gradient<T, TV>(TV.Load(in y, o), TV.Load(in gradY, o)), ref gradX, o, add);
        }
    }
}
