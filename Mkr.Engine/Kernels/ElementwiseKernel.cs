using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernels of element-wise functions, compiled for each <see cref="IElementwiseFunction"/>.</summary>
public static class ElementwiseKernel
{
    /// <summary>y = f(x). y may be x.</summary>
    public static void Forward<T, TFunction>(LaneMatrix<T> x, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
    {
        Guard.SameSize("element-wise function", "x", x.Features, "y", y.Features);
        if (Vector512.IsHardwareAccelerated) Forward<T, TFunction, Simd512<T>>(x, y);
        else if (Vector256.IsHardwareAccelerated) Forward<T, TFunction, Simd256<T>>(x, y);
        else Forward<T, TFunction, Simd128<T>>(x, y);
    }

    /// <summary>gradX = gradY f'(x), or added to it. gradX may be gradY.</summary>
    public static void Backward<T, TFunction>(LaneMatrix<T> y, LaneMatrix<T> gradY, LaneMatrix<T> gradX, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
    {
        Guard.SameSize("element-wise function", "x", gradX.Features, "y", y.Features);
        if (Vector512.IsHardwareAccelerated) Backward<T, TFunction, Simd512<T>>(y, gradY, gradX, add);
        else if (Vector256.IsHardwareAccelerated) Backward<T, TFunction, Simd256<T>>(y, gradY, gradX, add);
        else Backward<T, TFunction, Simd128<T>>(y, gradY, gradX, add);
    }

    private static void Forward<T, TFunction, TV>(LaneMatrix<T> x, LaneMatrix<T> y)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
        where TV : struct, ISimd<TV, T>
    {
        for (nint feature = 0; feature < x.Features; feature++)
        {
            ref T source = ref Unsafe.Add(ref x.Start, feature * x.Stride);
            ref T destination = ref Unsafe.Add(ref y.Start, feature * y.Stride);
            for (nint lane = 0; lane < x.Lanes; lane += TV.Count)
                TV.Store(TFunction.Value<T, TV>(TV.Load(in source, lane)), ref destination, lane);
        }
    }

    private static void Backward<T, TFunction, TV>(LaneMatrix<T> y, LaneMatrix<T> gradY, LaneMatrix<T> gradX, bool add)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFunction : struct, IElementwiseFunction
        where TV : struct, ISimd<TV, T>
    {
        for (nint feature = 0; feature < y.Features; feature++)
        {
            ref T output = ref Unsafe.Add(ref y.Start, feature * y.Stride);
            ref T upstream = ref Unsafe.Add(ref gradY.Start, feature * gradY.Stride);
            ref T destination = ref Unsafe.Add(ref gradX.Start, feature * gradX.Stride);
            for (nint lane = 0; lane < y.Lanes; lane += TV.Count)
            {
                TV gradient = TFunction.Gradient<T, TV>(TV.Load(in output, lane), TV.Load(in upstream, lane));
                Gradients.Put(gradient, ref destination, lane, add);
            }
        }
    }
}
