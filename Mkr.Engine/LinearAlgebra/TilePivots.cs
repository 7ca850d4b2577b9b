using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Simd;

namespace Mkr.Engine.LinearAlgebra;

/// <summary>Sweeps the pivots of a row-major tile one by one: a symmetric positive definite tile becomes minus its inverse.</summary>
/// <remarks>
/// Sweeping pivot p with d = A_pp: A_ij - A_ip A_pj / d for i and j other than p, A_ip / d in its row and column, and -1 / d in its place.
/// </remarks>
internal static class TilePivots
{
    /// <summary>Sweeps all pivots.</summary>
    /// <returns>
    /// The number of the first pivot that is not above 0, which is left with all after it; the tile's size where there is none.
    /// </returns>
    public static int Sweep<T>(Span<T> tile)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int Size = SymmetricMatrix<T>.TileSize;
        Span<T> scaled = stackalloc T[Size];
        int p = 0;
        for (; p < Size && tile[(p * Size) + p] > T.Zero; p++)
        {
            Span<T> row = tile.Slice(p * Size, Size);
            T inverse = T.One / row[p];
            for (int j = 0; j < Size; j++) scaled[j] = row[j] * inverse;
            scaled[p] = T.Zero;
            row[p] = T.Zero;
            SubtractProducts(tile, row, scaled);
            for (int j = 0; j < Size; j++) tile[(j * Size) + p] = row[j] = scaled[j];
            row[p] = -inverse;
        }

        return p;
    }

    private static void SubtractProducts<T>(Span<T> tile, Span<T> factors, Span<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ref T a = ref MemoryMarshal.GetReference(tile);
        ref T f = ref MemoryMarshal.GetReference(factors);
        ref T r = ref MemoryMarshal.GetReference(row);
        if (Vector512.IsHardwareAccelerated) SubtractProducts<T, Simd512<T>>(ref a, ref f, ref r);
        else if (Vector256.IsHardwareAccelerated) SubtractProducts<T, Simd256<T>>(ref a, ref f, ref r);
        else SubtractProducts<T, Simd128<T>>(ref a, ref f, ref r);
    }

    /// <summary>A_ij -= f_i r_j.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void SubtractProducts<T, TV>(ref T a, ref T f, ref T r)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TV : struct, ISimd<TV, T>
    {
        const int Size = SymmetricMatrix<T>.TileSize;
        for (nint i = 0; i < Size; i++)
        {
            TV factor = TV.Create(-Unsafe.Add(ref f, i));
            ref T row = ref Unsafe.Add(ref a, i * Size);
            for (nint j = 0; j < Size; j += TV.Count)
                TV.Store(TV.MultiplyAdd(factor, TV.Load(in r, j), TV.Load(in row, j)), ref row, j);
        }
    }
}
