using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The kernel of <see cref="Ops.ShiftedRelu{T}"/>.</summary>
internal static class ShiftedReluKernel
{
    /// <summary>y[j, lane] = max(0, rows[j, lane] + shift[j]), with a distance of its own between the features of the rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Forward<T>(ref T rows, nint distance, ref T shift, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Forward<T, Simd512<T>>(ref rows, distance, ref shift, features, ref y, shape);
        else if (Vector256.IsHardwareAccelerated) Forward<T, Simd256<T>>(ref rows, distance, ref shift, features, ref y, shape);
        else Forward<T, Simd128<T>>(ref rows, distance, ref shift, features, ref y, shape);
    }

    private static void Forward<T, TV>(ref T rows, nint distance, ref T shift, int features, ref T y, LaneShape<T> shape)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        TV zero = TV.Create(T.Zero);
        for (int j = 0; j < features; j++)
        {
            nint from = j * distance, to = j * shape.Stride;
            TV added = TV.Create(Unsafe.Add(ref shift, j));
            for (nint lane = 0; lane < shape.PaddedLanes; lane += TV.Count)
                TV.Store(TV.Max(TV.Load(in rows, from + lane) + added, zero), ref y, to + lane);
        }
    }
}
