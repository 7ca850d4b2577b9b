using System.Numerics;
using System.Numerics.Tensors;

namespace Mkr.Engine.LinearAlgebra;

/// <summary>The inverse of a symmetric positive definite matrix, in its own place.</summary>
/// <remarks>
/// The sweep operator (Goodnight, 1979), a tile of the diagonal at a time. With D the inverse of tile k, B its tile column and W = B D,
/// every other tile becomes A_ij - W_i B_jT, the column W and the tile itself -D; when all tiles have been swept, the matrix is -A^-1. That
/// is N^3 operations, as with Cholesky's factor, its inverse and their product, but in one kind of step: a product of tiles, of which all
/// but a few percent of the time is made. Pivots are Schur complements of the matrix, above 0 where it is positive definite. What is
/// computed does not depend on the threads.
/// </remarks>
internal static class SymmetricInverse
{
    /// <summary>Replaces the matrix by its inverse, both triangles.</summary>
    /// <param name="matrix">The matrix; its lower triangle is read. After an exception it holds nothing of use.</param>
    /// <param name="threads">The number of threads.</param>
    /// <exception cref="ArithmeticException">The matrix is not positive definite, in the precision of <typeparamref name="T"/>.</exception>
    public static void Invert<T>(SymmetricMatrix<T> matrix, int threads = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix);
        MirrorDiagonalTiles(matrix);
        var sweep = new TileSweep<T>(matrix, new ParallelOptions { MaxDegreeOfParallelism = threads });
        for (int k = 0; k < matrix.TileCount; k++) sweep.Sweep(k);
        NegateAndMirror(matrix);
    }

    private static void MirrorDiagonalTiles<T>(SymmetricMatrix<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int k = 0; k < matrix.TileCount; k++)
        {
            for (int i = 0; i < SymmetricMatrix<T>.TileSize; i++)
                for (int j = 0; j < i; j++) matrix.TileRow(k, k, j)[i] = matrix.TileRow(k, k, i)[j];
        }
    }

    private static void NegateAndMirror<T>(SymmetricMatrix<T> matrix)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < matrix.TileCount; i++)
        {
            for (int row = 0; row < SymmetricMatrix<T>.TileSize; row++)
            {
                Span<T> lower = matrix.LowerRow(i, row);
                TensorPrimitives.Negate(lower, lower);
            }

            for (int j = 0; j < i; j++)
                TileTranspose.Copy(ref matrix.Tile(i, j), matrix.Stride, ref matrix.Tile(j, i), matrix.Stride);
        }

        MirrorDiagonalTiles(matrix);
    }
}
