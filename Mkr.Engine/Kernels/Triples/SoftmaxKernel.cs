using System.Numerics;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.Kernels;

/// <summary>The softmax over the rows of a matrix [rows x lanes], each lane for itself; lanes are whole vectors.</summary>
internal static class SoftmaxKernel
{
    /// <summary>x = exp(x - largest), with the largest x of each lane, and the sums of each lane.</summary>
    public static void Exponentiate<T>(ref T x, int rows, int lanes, ref T largest, ref T sums)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Exponentiate<T, Simd512<T>>(ref x, rows, lanes, ref largest, ref sums);
        else if (Vector256.IsHardwareAccelerated) Exponentiate<T, Simd256<T>>(ref x, rows, lanes, ref largest, ref sums);
        else Exponentiate<T, Simd128<T>>(ref x, rows, lanes, ref largest, ref sums);
    }

    /// <summary>x = x factor of its lane.</summary>
    public static void Scale<T>(ref T x, int rows, int lanes, ref T factors)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Scale<T, Simd512<T>>(ref x, rows, lanes, ref factors);
        else if (Vector256.IsHardwareAccelerated) Scale<T, Simd256<T>>(ref x, rows, lanes, ref factors);
        else Scale<T, Simd128<T>>(ref x, rows, lanes, ref factors);
    }

    /// <summary>The factor of the similarity's derivative, of each of <paramref name="count"/> similarities.</summary>
    public static void Factors<T, TKind>(ref T x, nint count, ref T factors)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
    {
        if (Vector512.IsHardwareAccelerated) Factors<T, TKind, Simd512<T>>(ref x, count, ref factors);
        else if (Vector256.IsHardwareAccelerated) Factors<T, TKind, Simd256<T>>(ref x, count, ref factors);
        else Factors<T, TKind, Simd128<T>>(ref x, count, ref factors);
    }

    private static void Exponentiate<T, TV>(ref T x, int rows, int lanes, ref T largest, ref T sums)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        nint count = rows * (nint)lanes;
        for (nint lane = 0; lane < lanes; lane += TV.Count)
        {
            TV.Store(TV.Load(in x, lane), ref largest, lane);
            TV.Store(TV.Create(T.Zero), ref sums, lane);
        }

        for (nint row = lanes; row < count; row += lanes)
        {
            for (nint lane = 0; lane < lanes; lane += TV.Count)
                TV.Store(TV.Max(TV.Load(in x, row + lane), TV.Load(in largest, lane)), ref largest, lane);
        }

        for (nint row = 0; row < count; row += lanes)
        {
            for (nint lane = 0; lane < lanes; lane += TV.Count)
            {
                TV value = TV.Exp(TV.Load(in x, row + lane) - TV.Load(in largest, lane));
                TV.Store(value, ref x, row + lane);
                TV.Store(TV.Load(in sums, lane) + value, ref sums, lane);
            }
        }
    }

    private static void Scale<T, TV>(ref T x, int rows, int lanes, ref T factors)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        for (nint row = 0; row < rows * (nint)lanes; row += lanes)
        {
            for (nint lane = 0; lane < lanes; lane += TV.Count)
                TV.Store(TV.Load(in x, row + lane) * TV.Load(in factors, lane), ref x, row + lane);
        }
    }

    private static void Factors<T, TKind, TV>(ref T x, nint count, ref T factors)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKind : struct, ISimilarity
        where TV : struct, ISimd<TV, T>
    {
        for (nint i = 0; i < count; i += TV.Count)
            TV.Store(TKind.Factor<T, TV>(TV.Load(in x, i)), ref factors, i);
    }
}
