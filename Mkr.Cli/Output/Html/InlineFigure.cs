using System.Globalization;
using System.Xml.Linq;
using Mkr.Model.Figures;

namespace Mkr.Cli.Output.Html;

/// <summary>
/// Draws a <see cref="Figure"/> with linear axes as SVG in a page: colours and fonts are the page's, so that it is as light or dark as
/// that is. A point says its numbers to whoever points at it.
/// </summary>
internal static class InlineFigure
{
    private const double Width = 480, Height = 280, Left = 56, Right = 10, Top = 10, Bottom = 46;
    private const double GroupWidth = 0.8;
    private const double MarkerSize = 3.5;

    /// <summary>The figure with its caption and legend.</summary>
    public static XElement Create(Figure figure)
    {
        figure.Check();
        string described = $"{figure.Title}: {figure.YLabel} by {figure.XLabel}, of {string.Join(", ", figure.Series.Select(s => s.Name))}";
        var svg = new XElement(
            "svg", new XAttribute("viewBox", Text($"0 0 {Width} {Height}")), new XAttribute("role", "img"),
            new XAttribute("aria-label", described));
        Axis x = XAxis(figure), y = YAxis(figure);
        svg.Add(Grid(figure, x, y));
        int bars = figure.Series.Count(series => series.Style == SeriesStyle.Bars), bar = 0;
        for (int i = 0; i < figure.Series.Count; i++)
        {
            FigureSeries series = figure.Series[i];
            svg.Add(series.Style == SeriesStyle.Bars ? Bars(figure, series, bar++, bars, i, x, y) : Line(series, i, x, y));
        }

        return new XElement(
            "figure", new XElement("figcaption", figure.Title), svg,
            new XElement("ul", new XAttribute("class", "legend"), figure.Series.Select((series, i) => new XElement(
                "li", new XElement("span", new XAttribute("class", $"swatch {Class(series, i)}"), string.Empty), series.Name))));
    }

    private static Axis XAxis(Figure figure) => figure.Categories is { } names
        ? new Axis(-0.5, names.Count - 0.5, Left, Width - Right, [.. names.Select((name, i) => ((double)i, name))])
        : Axis.Of(figure.Series.SelectMany(s => s.X), Left, Width - Right, fromZero: false);

    private static Axis YAxis(Figure figure) =>
        Axis.Of(figure.Series.SelectMany(s => s.Y), Height - Bottom, Top, fromZero: figure.Series.Any(s => s.Style == SeriesStyle.Bars));

    private static IEnumerable<XElement> Grid(Figure figure, Axis x, Axis y)
    {
        foreach ((double value, string name) in y.Ticks)
        {
            yield return Shape("line", "grid", ("x1", Left), ("x2", Width - Right), ("y1", y.Place(value)), ("y2", y.Place(value)));
            yield return Label(name, "tick", Left - 6, y.Place(value) + 4, "end");
        }

        foreach ((double value, string name) in x.Ticks) yield return Label(name, "tick", x.Place(value), Height - Bottom + 16, "middle");
        yield return Label(figure.XLabel, "axis", (Left + Width - Right) / 2, Height - 8, "middle");
        XElement vertical = Label(figure.YLabel, "axis", -(Top + Height - Bottom) / 2, 13, "middle");
        vertical.SetAttributeValue("transform", "rotate(-90)");
        yield return vertical;
    }

    private static XElement Bars(Figure figure, FigureSeries series, int bar, int bars, int number, Axis x, Axis y)
    {
        double width = GroupWidth / bars;
        return new XElement("g", new XAttribute("class", Class(series, number)), series.X.Zip(series.Y, (at, value) =>
        {
            double left = x.Place(at - (GroupWidth / 2) + (bar * width)), top = y.Place(Math.Max(value, 0));
            XElement shape = Shape(
                "rect", "bar", ("x", left), ("y", top), ("width", x.Place(at + width) - x.Place(at) - 1),
                ("height", y.Place(Math.Min(value, 0)) - top));
            shape.Add(Title(series, figure.Categories![(int)at], value));
            return shape;
        }));
    }

    private static XElement Line(FigureSeries series, int number, Axis x, Axis y)
    {
        string points = string.Join(' ', series.X.Zip(series.Y, (at, value) => Text($"{x.Place(at):0.##},{y.Place(value):0.##}")));
        var group = new XElement("g", new XAttribute("class", Class(series, number)));
        if (series.Style != SeriesStyle.Points)
            group.Add(new XElement("polyline", new XAttribute("class", "line"), new XAttribute("points", points)));
        if (series.Style == SeriesStyle.Limit) return group;
        foreach ((double at, double value) in series.X.Zip(series.Y))
        {
            XElement marker = Shape("circle", "marker", ("cx", x.Place(at)), ("cy", y.Place(value)), ("r", MarkerSize));
            marker.Add(Title(series, Text($"{at:0.###}"), value));
            group.Add(marker);
        }

        return group;
    }

    private static XElement Title(FigureSeries series, string at, double value) =>
        new("title", Text($"{series.Name}, {at}: {value:0.####}"));

    private static string Class(FigureSeries series, int number) => series.Style == SeriesStyle.Limit ? "limit" : $"s{number % 7}";

    private static XElement Shape(string name, string kind, params (string Name, double Value)[] attributes) => new(
        name, new XAttribute("class", kind), attributes.Select(a => new XAttribute(a.Name, Text($"{a.Value:0.##}"))));

    private static XElement Label(string text, string kind, double x, double y, string anchor)
    {
        XElement label = Shape("text", kind, ("x", x), ("y", y));
        label.Add(new XAttribute("text-anchor", anchor), text);
        return label;
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
