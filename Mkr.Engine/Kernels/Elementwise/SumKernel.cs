using System.Numerics;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>Copies a matrix [features x lanes] to another, or adds it.</summary>
internal static class SumKernel
{
    /// <summary>y = x, or y += x.</summary>
    public static void Put<T>(ref T x, ref T y, int features, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Put<T, Simd512<T>>(ref x, ref y, features, add, shape);
        else if (Vector256.IsHardwareAccelerated) Put<T, Simd256<T>>(ref x, ref y, features, add, shape);
        else Put<T, Simd128<T>>(ref x, ref y, features, add, shape);
    }

    private static void Put<T, TV>(ref T x, ref T y, int features, bool add, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (nint j = 0; j < features; j++)
        {
            nint row = j * shape.Stride, end = row + shape.PaddedLanes;
            for (nint o = row; o < end; o += TV.Count)
                Gradients.Put(TV.Load(in x, o), ref y, o, add);
        }
    }
}
