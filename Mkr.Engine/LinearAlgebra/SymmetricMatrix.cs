using System.Numerics;

namespace Mkr.Engine.LinearAlgebra;

/// <summary>
/// A symmetric matrix of whole tiles: its order is padded with the rows and columns of a unit matrix, so that no kernel has a tail.
/// </summary>
/// <remarks>
/// It is stored row by row, both triangles: while it is being worked on only the lower one counts, tiles on the diagonal whole.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SymmetricMatrix<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>
    /// Rows and columns of a tile: 144 KiB of floats, so that three stay in the L2 cache; a multiple of every kernel's shape.
    /// </summary>
    internal const int TileSize = 192;

    /// <summary>The largest order: with 241 tiles in a row, all elements have 32-bit numbers.</summary>
    public const int MostOrder = 241 * TileSize;

    private readonly AlignedBuffer<T> _buffer;

    /// <summary>A unit matrix.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The order is negative or too large for its elements to be indexed.</exception>
    public SymmetricMatrix(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        Order = order;
        TileCount = (int)(((long)order + TileSize - 1) / TileSize);
        Stride = TileCount * TileSize;
        _buffer = new AlignedBuffer<T>((long)Stride * Stride);
        for (int i = 0; i < Stride; i++) _buffer.Span[(i * Stride) + i] = T.One;
    }

    /// <summary>Rows and columns.</summary>
    public int Order { get; }

    /// <summary>Tiles in a row or column.</summary>
    internal int TileCount { get; }

    /// <summary>The distance between two rows, in elements.</summary>
    internal int Stride { get; }

    /// <summary>A row; the lower triangle's part of it ends at the diagonal.</summary>
    public Span<T> Row(int i) => _buffer.Span.Slice(i * Stride, Order);

    /// <summary>The first element of a tile.</summary>
    internal ref T Tile(int i, int j) => ref _buffer.Span[(i * TileSize * Stride) + (j * TileSize)];

    /// <summary>A row of a tile.</summary>
    internal Span<T> TileRow(int i, int j, int row) => _buffer.Span.Slice((((i * TileSize) + row) * Stride) + (j * TileSize), TileSize);

    /// <summary>A row of the lower triangle, with the whole of the tile on the diagonal.</summary>
    internal Span<T> LowerRow(int i, int row) => _buffer.Span.Slice(((i * TileSize) + row) * Stride, (i + 1) * TileSize);
}
