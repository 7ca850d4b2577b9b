namespace Mkr.Engine.Kernels;

/// <summary>The sizes of a <see cref="Ops.Convolution1D{T}"/>.</summary>
/// <param name="Window">w: the words that a filter covers.</param>
/// <param name="Columns">The length of a word's vector.</param>
/// <param name="RowStride">The distance between the words' rows, padding included; a multiple of four.</param>
/// <param name="Filters">F.</param>
internal readonly record struct WindowShape(int Window, int Columns, int RowStride, int Filters)
{
    /// <summary>F padded to whole vectors of any width: the distance between what two texts give.</summary>
    public int Stride => (Filters + 15) / 16 * 16;

    /// <summary>The elements of all filters as rows: filter after filter, for each word of the window a row as long as a word's.</summary>
    public int FilterRows => Filters * Window * RowStride;

    /// <summary>Where the window begins at last in a text: at its first word where it is shorter; -1 where it has no words.</summary>
    public nint LastPosition(nint words) => words == 0 ? -1 : Math.Max(words - Window, 0);
}
