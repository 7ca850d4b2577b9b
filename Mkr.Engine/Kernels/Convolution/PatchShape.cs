namespace Mkr.Engine.Kernels;

/// <summary>The sizes of a <see cref="Ops.PatchConvolution{T}"/>.</summary>
/// <param name="Size">n: the cells of a side of the input.</param>
/// <param name="Channels">C: the channels of its cells.</param>
/// <param name="OutputChannels">K: the channels of the output's cells.</param>
internal readonly record struct PatchShape(int Size, int Channels, int OutputChannels)
{
    /// <summary>m: the cells of a side of the output.</summary>
    public int OutputSize => (Size + 1) / 2;

    /// <summary>The output's first feature of cell (i, j).</summary>
    public int OutputFeature(int i, int j) => ((i * OutputSize) + j) * OutputChannels;

    /// <summary>The input's first feature of the cell that tap (p, q) of patch (i, j) meets; -1 beyond the edge.</summary>
    public int InputFeature(int i, int j, int tap)
    {
        int row = (2 * i) + (tap >> 1), column = (2 * j) + (tap & 1);
        return row < Size && column < Size ? ((row * Size) + column) * Channels : -1;
    }
}
