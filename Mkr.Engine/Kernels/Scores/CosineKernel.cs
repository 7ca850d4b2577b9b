using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The kernels of <see cref="Ops.CosineSimilarity{T}"/>: a and b are [d x lanes], the inverse lengths [2 x lanes], s [1 x lanes].
/// </summary>
internal static class CosineKernel
{
    /// <summary>The inverse lengths, 0 where the length is; s = a · b times both.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T a, ref T b, int d, ref T inverses, ref T s, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref a, ref b, d, ref inverses, ref s, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref a, ref b, d, ref inverses, ref s, shape);
        else Forward<T, Simd128<T>>(ref a, ref b, d, ref inverses, ref s, shape);
    }

    /// <summary>gradA = g (b / |b| - s a / |a|) / |a| and gradB = g (a / |a| - s b / |b|) / |b|, stored or added.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Backward<T>(
        ref T a, ref T b, int d, ref T inverses, ref T s, ref T g, ref T gradA, bool addA, ref T gradB, bool addB, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated)
            Backward<T, Simd512<T>>(ref a, ref b, d, ref inverses, ref s, ref g, ref gradA, addA, ref gradB, addB, shape);
        else if (Vector256.IsHardwareAccelerated)
            Backward<T, Simd256<T>>(ref a, ref b, d, ref inverses, ref s, ref g, ref gradA, addA, ref gradB, addB, shape);
        else Backward<T, Simd128<T>>(ref a, ref b, d, ref inverses, ref s, ref g, ref gradA, addA, ref gradB, addB, shape);
    }

    private static void Forward<T, TV>(ref T a, ref T b, int d, ref T inverses, ref T s, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = d * stride;
        TV zero = TV.Create(T.Zero), one = TV.Create(T.One);
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV squareA = zero, squareB = zero, product = zero;
            for (nint o = lane; o < end; o += stride)
            {
                TV x = TV.Load(in a, o), y = TV.Load(in b, o);
                squareA = TV.MultiplyAdd(x, x, squareA);
                squareB = TV.MultiplyAdd(y, y, squareB);
                product = TV.MultiplyAdd(x, y, product);
            }

            TV inverseA = TV.WherePositive(squareA, one / TV.Sqrt(squareA)), inverseB = TV.WherePositive(squareB, one / TV.Sqrt(squareB));
            TV.Store(inverseA, ref inverses, lane);
            TV.Store(inverseB, ref inverses, stride + lane);
            TV.Store(product * inverseA * inverseB, ref s, lane);
        }
    }

    private static void Backward<T, TV>(
        ref T a, ref T b, int d, ref T inverses, ref T s, ref T g, ref T gradA, bool addA, ref T gradB, bool addB, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint stride = shape.Stride, lanes = shape.PaddedLanes, end = d * stride;
        TV zero = TV.Create(T.Zero);
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV inverseA = TV.Load(in inverses, lane), inverseB = TV.Load(in inverses, stride + lane), gradient = TV.Load(in g, lane);
            TV both = gradient * inverseA * inverseB, along = zero - (gradient * TV.Load(in s, lane));
            TV alongA = along * inverseA * inverseA, alongB = along * inverseB * inverseB;
            for (nint o = lane; o < end; o += stride)
            {
                TV x = TV.Load(in a, o), y = TV.Load(in b, o);
                Gradients.Put(TV.MultiplyAdd(both, y, alongA * x), ref gradA, o, addA);
                Gradients.Put(TV.MultiplyAdd(both, x, alongB * y), ref gradB, o, addB);
            }
        }
    }
}
