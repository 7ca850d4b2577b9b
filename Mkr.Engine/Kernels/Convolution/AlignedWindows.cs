namespace Mkr.Engine.Kernels;

/// <summary>The sizes of aligned convolutions, and where in a product's row each filter's part for a word of its window is.</summary>
/// <param name="Length">The positions of a text.</param>
/// <param name="Channels">The channels of a position.</param>
/// <param name="Filters">F: the filters of each window.</param>
/// <param name="Windows">The words of a window, window after window.</param>
/// <param name="ProductStride">The distance between two products.</param>
/// <param name="TextStride">The distance between what two texts give.</param>
internal sealed record AlignedWindows(int Length, int Channels, int Filters, int[] Windows, int ProductStride, int TextStride)
{
    /// <summary>The rows that a text adds up, those of a position side by side.</summary>
    public int RowsOfText => Length * Channels;
}
