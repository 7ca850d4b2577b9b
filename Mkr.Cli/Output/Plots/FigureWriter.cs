using Mkr.Model.Figures;
using ScottPlot;
using SkiaSharp;

namespace Mkr.Cli.Output.Plots;

/// <summary>Draws figures to files. The same figure gives the same bytes on a machine; another machine may have another font.</summary>
internal static class FigureWriter
{
    private const int Width = 800;
    private const int Height = 500;
    private const int PngScale = 2;

    /// <summary>Whether the machine has a font to label plots with.</summary>
    public static bool HasFont => SKFontManager.Default.FontFamilyCount > 0;

    /// <summary>Writes <c>path.svg</c> and <c>path.png</c>, and the folder where there is none.</summary>
    /// <exception cref="InvalidOperationException">The figure cannot be drawn, or the machine has no font.</exception>
    public static void Write(Figure figure, string pathWithoutExtension)
    {
        ArgumentNullException.ThrowIfNull(figure);
        ArgumentNullException.ThrowIfNull(pathWithoutExtension);
        figure.Check();
        // Without a font, the drawing would come out without a single word, and without a warning.
        if (!HasFont)
            throw new InvalidOperationException(
                "There is no font to label plots with. Install one, such as DejaVu (package fonts-dejavu-core).");
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(pathWithoutExtension))!);
        using Plot plot = FigurePlot.Create(figure);
        WholeFile.Write(
            pathWithoutExtension + ".svg", path => File.WriteAllText(path, SvgText.Clean(plot.GetSvgXml(Width, Height))));
        plot.ScaleFactor = PngScale;
        WholeFile.Write(pathWithoutExtension + ".png", path => plot.SavePng(path, Width * PngScale, Height * PngScale));
    }
}
