using Mkr.Model.Figures;

namespace Mkr.Tests.Model.Figures;

internal sealed class FigureTests
{
    [Test]
    public void A_series_has_as_many_finite_x_y_and_errors()
    {
        Assert.That(() => new FigureSeries("s", [1, 2], [1]), Throws.ArgumentException);
        Assert.That(() => new FigureSeries("s", [1, 2], [1, 2], error: [1]), Throws.ArgumentException);
        Assert.That(() => new FigureSeries("s", [1, 2], [1, double.NaN]), Throws.ArgumentException);
        Assert.That(() => new FigureSeries("s", [double.PositiveInfinity], [1]), Throws.ArgumentException);
        Assert.That(() => new FigureSeries("s", [1], [1], error: [-1]), Throws.ArgumentException);
        Assert.That(new FigureSeries("s", [1, 2], [3, 4], error: [0, 1]).Y, Is.EqualTo(new[] { 3, 4 }));
    }

    [Test]
    public void A_logarithmic_axis_has_positive_numbers_only()
    {
        Figure figure = Of(new FigureSeries("s", [1, 2], [3, 4])) with { LogX = true, LogY = true };
        Assert.That(figure.Check, Throws.Nothing);
        Assert.That((Of(new FigureSeries("s", [0, 2], [3, 4])) with { LogX = true }).Check, Throws.InvalidOperationException);
        Assert.That((Of(new FigureSeries("s", [1, 2], [0, 4])) with { LogY = true }).Check, Throws.InvalidOperationException);
        Assert.That((figure with { References = [new("r", 0)] }).Check, Throws.InvalidOperationException);
        Assert.That((figure with { Categories = ["a"] }).Check, Throws.InvalidOperationException);
    }

    [Test]
    public void A_logarithmic_y_axis_has_neither_bars_nor_errors()
    {
        Assert.That((Of(new FigureSeries("s", [1], [3], SeriesStyle.Bars)) with { LogY = true }).Check, Throws.InvalidOperationException);
        Assert.That((Of(new FigureSeries("s", [1], [3], error: [1])) with { LogY = true }).Check, Throws.InvalidOperationException);
        Assert.That((Of(new FigureSeries("s", [1], [3], error: [1])) with { LogX = true }).Check, Throws.Nothing);
    }

    private static Figure Of(FigureSeries series) => new("title", "x", "y", [series]);
}
