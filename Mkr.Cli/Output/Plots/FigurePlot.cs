using System.Globalization;
using Mkr.Model.Figures;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace Mkr.Cli.Output.Plots;

/// <summary>Translates a <see cref="Figure"/> into the plotting library's terms.</summary>
internal static class FigurePlot
{
    private const double GroupWidth = 0.8;

    // Okabe and Ito's colours, which the colour-blind can tell apart, without the yellow, which is too light for a line on white.
    // Markers and dashes differ as well, so that a figure survives a printer without colours.
    private static readonly Color[] Colors =
        [.. new[] { "#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000" }.Select(Color.FromHex)];

    private static readonly MarkerShape[] Markers =
    [
        MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp, MarkerShape.FilledDiamond,
        MarkerShape.OpenCircle, MarkerShape.OpenSquare, MarkerShape.OpenTriangleUp,
    ];

    // The first that the machine has; of the others, a browser that shows the SVG makes do with what it has.
    private static readonly string[] Fonts = ["DejaVu Sans", "Liberation Sans", "Noto Sans", "Arial", "Helvetica"];

    private static readonly LinePattern[] Dashes = [LinePattern.DenselyDashed, LinePattern.Dotted, LinePattern.Solid];

    /// <summary>The plot of the figure.</summary>
    public static Plot Create(Figure figure)
    {
        var plot = new Plot();
        SetText(plot, figure);
        FigureSeries[] bars = [.. figure.Series.Where(s => s.Style == SeriesStyle.Bars)];
        bool sideBySide = bars.SelectMany(s => s.X.Distinct()).GroupBy(x => x).Any(same => same.Count() > 1);
        for (int i = 0; i < figure.Series.Count; i++)
        {
            FigureSeries series = figure.Series[i];
            if (series.Style == SeriesStyle.Bars)
                AddBars(plot, figure, series, sideBySide ? Array.IndexOf(bars, series) : 0, sideBySide ? bars.Length : 1, i);
            else if (series.Style == SeriesStyle.Limit) AddLimit(plot, figure, i);
            else AddScatter(plot, figure, series, i);
        }

        for (int i = 0; i < figure.References.Count; i++) AddReference(plot, figure, i);
        for (int i = 0; i < figure.Marks.Count; i++) AddMark(plot, figure, i);
        SetTicks(plot, figure);
        if (bars.Length > 0 && !figure.IsHorizontal) plot.Axes.Margins(bottom: 0);
        if (figure.Series.Count + figure.References.Count + figure.Marks.Count > 1) plot.ShowLegend(Edge.Right);
        else plot.HideLegend();
        return plot;
    }

    private static void SetText(Plot plot, Figure figure)
    {
        plot.Title(figure.Title, size: 16);
        plot.XLabel(figure.XLabel);
        plot.YLabel(figure.YLabel);
        plot.Axes.Bottom.Label.Bold = false;
        plot.Axes.Left.Label.Bold = false;
        plot.Legend.ShadowColor = Color.FromHex("#FFFFFF").WithAlpha(0);
        plot.Legend.OutlineWidth = 0;
        plot.Grid.MajorLineColor = Colors[^1].WithAlpha(0.1);
        (figure.IsHorizontal ? plot.Grid.YAxisStyle : plot.Grid.XAxisStyle).IsVisible = figure.Categories is null;
        if (Fonts.Intersect(SkiaSharp.SKFontManager.Default.FontFamilies).FirstOrDefault() is { } font) plot.Font.Set(font);
    }

    private static void AddBars(Plot plot, Figure figure, FigureSeries series, int index, int count, int number)
    {
        double width = GroupWidth / count;
        double offset = (index - ((count - 1) / 2.0)) * width;
        BarPlot bars = plot.Add.Bars(Enumerable.Range(0, series.X.Count).Select(i => new Bar
        {
            // Upwards is the library's only way: what runs downwards lies below 0.
            Position = figure.IsHorizontal ? -series.X[i] - offset : series.X[i] + offset,
            ValueBase = series.Starts?[i] ?? 0,
            Value = series.Y[i],
            Size = width,
            FillColor = Colors[number % Colors.Length],
            LineWidth = 0,
            Orientation = figure.IsHorizontal ? Orientation.Horizontal : Orientation.Vertical,
        }).ToArray());
        bars.LegendText = series.Name;
        AddErrors(plot, [.. series.X.Select(x => x + offset)], [.. series.Y], series.Error, Colors[^1]);
    }

    private static void AddScatter(Plot plot, Figure figure, FigureSeries series, int index)
    {
        Color color = Colors[index % Colors.Length];
        double[] x = Place(series.X, figure.LogX), y = Place(series.Y, figure.LogY);
        Scatter scatter = plot.Add.Scatter(x, y, color);
        scatter.LegendText = series.Name;
        scatter.LineWidth = series.Style == SeriesStyle.Line ? 2 : 0;
        // Where the colours begin again, the markers are shifted by one.
        scatter.MarkerShape = Markers[(index + (index / Colors.Length)) % Markers.Length];
        scatter.MarkerSize = series.Style == SeriesStyle.Line ? 7 : 5;
        AddErrors(plot, x, y, series.Error, color);
    }

    private static void AddLimit(Plot plot, Figure figure, int index)
    {
        FigureSeries series = figure.Series[index];
        Scatter line = plot.Add.ScatterLine(Place(series.X, figure.LogX), Place(series.Y, figure.LogY), Colors[^1]);
        line.LegendText = series.Name;
        line.LineWidth = 1.5f;
        line.LinePattern = Dashes[(figure.References.Count + index) % Dashes.Length];
    }

    private static void AddErrors(Plot plot, double[] x, double[] y, IReadOnlyList<double>? errors, Color color)
    {
        if (errors is null) return;
        ErrorBar bars = plot.Add.ErrorBar(x, y, [.. errors]);
        bars.Color = color;
    }

    private static void AddReference(Plot plot, Figure figure, int index)
    {
        ReferenceLine reference = figure.References[index];
        HorizontalLine line = plot.Add.HorizontalLine(figure.LogY ? Math.Log10(reference.Y) : reference.Y, 1.5f, Colors[^1]);
        line.LinePattern = Dashes[index % Dashes.Length];
        line.LegendText = reference.Name;
    }

    private static void AddMark(Plot plot, Figure figure, int index)
    {
        MarkLine mark = figure.Marks[index];
        VerticalLine line = plot.Add.VerticalLine(figure.LogX ? Math.Log10(mark.X) : mark.X, 1.5f, Colors[^1]);
        line.LinePattern = Dashes[(figure.References.Count + index) % Dashes.Length];
        line.LegendText = mark.Name;
    }

    private static void SetTicks(Plot plot, Figure figure)
    {
        if (figure.Categories is { } names)
        {
            IAxis axis = figure.IsHorizontal ? plot.Axes.Left : plot.Axes.Bottom;
            double[] positions = [.. Enumerable.Range(0, names.Count).Select(i => (double)(figure.IsHorizontal ? -i : i))];
            axis.TickGenerator = new NumericManual(positions, [.. names]);
            axis.MajorTickStyle.Length = 0;
        }
        else if (figure.LogX)
        {
            plot.Axes.Bottom.TickGenerator = Decades();
        }

        if (figure.LogY) plot.Axes.Left.TickGenerator = Decades();
    }

    /// <summary>The library's axes are linear: on a logarithmic one lie exponents, and its ticks are named by the powers.</summary>
    private static double[] Place(IReadOnlyList<double> values, bool isLog) => [.. isLog ? values.Select(Math.Log10) : values];

    private static NumericAutomatic Decades() => new()
    {
        IntegerTicksOnly = true,
        MinorTickGenerator = new LogMinorTickGenerator(),
        LabelFormatter = exponent => Math.Pow(10, exponent).ToString("#,0.######", CultureInfo.InvariantCulture),
    };
}
