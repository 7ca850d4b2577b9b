using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine.LinearAlgebra;

/// <summary>Sweeps tiles of a symmetric matrix; see <see cref="SymmetricInverse"/>.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TileSweep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Size = SymmetricMatrix<T>.TileSize;
    private const int Elements = Size * Size;

    private readonly SymmetricMatrix<T> _matrix;
    private readonly ParallelOptions _threads;

    // A tile column B, tile after tile; its product with D; its transpose, packed.
    private readonly AlignedBuffer<T> _column;
    private readonly AlignedBuffer<T> _product;
    private readonly AlignedBuffer<T> _packed;
    private readonly AlignedBuffer<T> _pivot = new(Elements);
    private readonly AlignedBuffer<T> _packedPivot = new(Elements);

    public TileSweep(SymmetricMatrix<T> matrix, ParallelOptions threads)
    {
        _matrix = matrix;
        _threads = threads;
        long length = (long)matrix.TileCount * Elements;
        _column = new AlignedBuffer<T>(length);
        _product = new AlignedBuffer<T>(length);
        _packed = new AlignedBuffer<T>(length);
    }

    /// <summary>Sweeps tile <paramref name="k"/> of the diagonal.</summary>
    public void Sweep(int k)
    {
        InvertPivot(k);
        Parallel.For(0, _matrix.TileCount, _threads, i =>
        {
            if (i != k) SweepColumn(i, k);
        });
        Parallel.For(0, _matrix.TileCount, _threads, i =>
        {
            if (i == k) return;
            for (int j = 0; j <= i; j++)
                if (j != k) TileProduct<T>.Add(Part(_product, i), Part(_packed, j), ref _matrix.Tile(i, j), _matrix.Stride);
        });
    }

    private static Span<T> Part(AlignedBuffer<T> tiles, int i) => tiles.Span.Slice(i * Elements, Elements);

    /// <summary>Tile k becomes -D.</summary>
    private void InvertPivot(int k)
    {
        Span<T> tile = _pivot.Span;
        CopyTile(ref _matrix.Tile(k, k), _matrix.Stride, ref tile[0], Size);
        int swept = TilePivots.Sweep(tile);
        if (swept < Size) throw new ArithmeticException($"The matrix is not positive definite: see row {(k * Size) + swept}.");
        CopyTile(ref tile[0], Size, ref _matrix.Tile(k, k), _matrix.Stride);
        TileProduct<T>.PackNegative(tile, _packedPivot.Span);
    }

    /// <summary>Makes W_i = B_i D, stores it in the place of B_i, and packs -B_iT.</summary>
    private void SweepColumn(int i, int k)
    {
        Span<T> column = Part(_column, i), product = Part(_product, i);
        nint stride = _matrix.Stride;
        if (i > k)
        {
            CopyTile(ref _matrix.Tile(i, k), stride, ref column[0], Size);
            TileTranspose.Copy(ref column[0], Size, ref product[0], Size);
        }
        else // of which the lower triangle has the transpose
        {
            CopyTile(ref _matrix.Tile(k, i), stride, ref product[0], Size);
            TileTranspose.Copy(ref product[0], Size, ref column[0], Size);
        }

        TileProduct<T>.PackNegative(product, Part(_packed, i));
        product.Clear();
        TileProduct<T>.Add(column, _packedPivot.Span, ref product[0], Size);
        if (i > k) CopyTile(ref product[0], Size, ref _matrix.Tile(i, k), stride);
        else TileTranspose.Copy(ref product[0], Size, ref _matrix.Tile(k, i), stride);
    }

    private static void CopyTile(ref T source, nint sourceStride, ref T destination, nint stride)
    {
        for (nint row = 0; row < Size; row++)
        {
            MemoryMarshal.CreateReadOnlySpan(in Unsafe.Add(ref source, row * sourceStride), Size)
                .CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref destination, row * stride), Size));
        }
    }
}
