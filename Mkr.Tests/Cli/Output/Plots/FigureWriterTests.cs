using System.Buffers.Binary;
using System.Xml.Linq;
using Mkr.Cli.Output.Plots;
using Mkr.Model.Figures;

namespace Mkr.Tests.Cli.Output.Plots;

/// <summary>What a reader sees is in the SVG as text and shapes; the PNG is the same drawing.</summary>
internal sealed class FigureWriterTests
{
    private static readonly Figure Lines = new(
        "AUC & <training>", "share", "test AUC",
        [
            new FigureSeries("ours", [0.1, 0.5, 1], [0.8, 0.9, 0.92], error: [0.01, 0.01, 0]),
            new FigureSeries("theirs", [0.1, 1], [0.7, 0.8]),
        ])
    {
        References = [new ReferenceLine("paper", 0.917)],
    };

    private TemporaryFolder _folder = null!;

    [SetUp]
    public void CreateFolder()
    {
        Assume.That(FigureWriter.HasFont, "no font on this machine");
        _folder = new TemporaryFolder();
    }

    [TearDown]
    public void DeleteFolder() => _folder?.Dispose();

    [Test]
    public void Shows_title_axes_and_legend()
    {
        string[] texts = Texts(Write(Lines, "lines"));
        Assert.That(texts, Is.SupersetOf(new[] { "AUC & <training>", "share", "test AUC", "ours", "theirs", "paper" }));
    }

    [Test]
    public void Marks_are_named_and_drawn_where_they_are()
    {
        var figure = new Figure("m", "x", "y", [new("s", [1, 100], [0, 1], SeriesStyle.Points)]) { LogX = true };
        string[] texts = Texts(Write(figure with { Marks = [new("the middle", 10)] }, "marks"));
        Assert.That(texts, Is.SupersetOf(new[] { "s", "the middle" }));
        int without = Elements(Write(figure, "none"), "path").Count();
        int with = Elements(Write(figure with { Marks = [new("the middle", 10)] }, "one"), "path").Count();
        Assert.That(with, Is.GreaterThan(without));
        Assert.That(() => Write(figure with { Marks = [new("nowhere", 0)] }, "bad"), Throws.InvalidOperationException);
    }

    [Test]
    public void Names_categories_and_needs_no_legend_for_one_series()
    {
        FigureSeries bars = new("bars", [0, 1], [2, 3], SeriesStyle.Bars);
        var figure = new Figure("pairs", "raters", "mean", [bars]) { Categories = ["none", "1-4"] };
        string[] texts = Texts(Write(figure, "bars"));
        Assert.That(texts, Is.SupersetOf(new[] { "none", "1-4", "raters" }).And.Not.Contain("bars"));
    }

    [Test]
    public void Names_the_powers_of_ten_on_logarithmic_axes()
    {
        var figure = new Figure("log", "x", "y", [new("s", [1, 10_000], [0.001, 1], SeriesStyle.Points)]) { LogX = true, LogY = true };
        Assert.That(Texts(Write(figure, "log")), Is.SupersetOf(new[] { "1", "100", "10,000", "0.001", "0.1" }));
    }

    [Test]
    public void Bars_of_two_series_stand_side_by_side_from_the_axis_up()
    {
        FigureSeries[] series = [new("a", [0], [1], SeriesStyle.Bars), new("b", [0], [2], SeriesStyle.Bars)];
        string path = Write(new Figure("two", "x", "y", series) { Categories = ["c"] }, "two");
        (double X, double Y, double Width, double Height) first = Bar(path, "#0072B2"), second = Bar(path, "#D55E00");
        Assert.That(first.X + first.Width, Is.EqualTo(second.X).Within(0.01));
        Assert.That(second.Height, Is.EqualTo(2 * first.Height).Within(0.01));
        Assert.That(first.Y + first.Height, Is.EqualTo(second.Y + second.Height).Within(0.01));
    }

    /// <summary>A line's first series has round, blue markers, one a point and one in the legend.</summary>
    [TestCase(SeriesStyle.Line, 4)]
    [TestCase(SeriesStyle.Limit, 0)]
    public void A_limit_is_black_and_has_no_markers(SeriesStyle style, int markers)
    {
        string path = Write(new Figure("l", "x", "y", [new("s", [1, 10, 20], [1, 10, 10], style)]) { References = [new("r", 5)] }, "limit");
        Assert.That(Elements(path, "ellipse").Count(), Is.EqualTo(markers));
        Assert.That(File.ReadAllText(path + ".svg").Contains("#0072B2"), Is.EqualTo(style == SeriesStyle.Line));
    }

    [TestCase(SeriesStyle.Bars)]
    [TestCase(SeriesStyle.Line)]
    public void Error_bars_are_drawn(SeriesStyle style)
    {
        // The axes are the same for both: they hold the reference lines.
        int Shapes(IReadOnlyList<double>? errors)
        {
            var figure = new Figure("e", "x", "y", [new("s", [0, 1], [1, 2], style, errors)]) { References = [new("r", 0), new("r", 5)] };
            return Elements(Write(figure, "errors"), "path").Count();
        }
        Assert.That(Shapes([0.5, 0.5]), Is.GreaterThan(Shapes(null)));
    }

    [Test]
    public void Positions_of_letters_are_lists_that_every_browser_reads() =>
        Assert.That(Elements(Write(Lines, "letters"), "text").Select(e => e.Attribute("x")!.Value.Trim()),
            Is.Not.Empty.And.All.Not.EndsWith(","));

    [Test]
    public void The_png_has_twice_the_size()
    {
        byte[] png = File.ReadAllBytes(Write(Lines, "size") + ".png");
        Assert.That(png[1..4], Is.EqualTo("PNG"u8.ToArray()));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)), Is.EqualTo(1600));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)), Is.EqualTo(1000));
    }

    [TestCase(".svg")]
    [TestCase(".png")]
    public void The_same_figure_gives_the_same_bytes(string extension)
    {
        byte[] first = File.ReadAllBytes(Write(Lines, "first") + extension), second = File.ReadAllBytes(Write(Lines, "second") + extension);
        Assert.That(second, Is.EqualTo(first));
        Assert.That(File.ReadAllBytes(Write(Lines with { Title = "other" }, "third") + extension), Is.Not.EqualTo(first));
    }

    [Test]
    public void What_cannot_be_drawn_leaves_no_file()
    {
        Assert.That(() => Write(Lines with { LogY = true }, "bad"), Throws.InvalidOperationException);
        Assert.That(Directory.EnumerateFileSystemEntries(_folder.Path), Is.Empty);
    }

    private string Write(Figure figure, string name)
    {
        string path = Path.Combine(_folder.Path, "plots", name);
        FigureWriter.Write(figure, path);
        return path;
    }

    private static string[] Texts(string path) => [.. Elements(path, "text").Select(e => e.Value.Trim())];

    private static IEnumerable<XElement> Elements(string path, string name) =>
        XDocument.Load(path + ".svg").Descendants().Where(e => e.Name.LocalName == name);

    /// <summary>The largest rectangle of this colour; the legend has a smaller one.</summary>
    private static (double X, double Y, double Width, double Height) Bar(string path, string color) => Elements(path, "rect")
        .Where(e => (string?)e.Attribute("fill") == color)
        .Select(e => ((double)e.Attribute("x")!, (double)e.Attribute("y")!, (double)e.Attribute("width")!, (double)e.Attribute("height")!))
        .MaxBy(r => r.Item4);
}
