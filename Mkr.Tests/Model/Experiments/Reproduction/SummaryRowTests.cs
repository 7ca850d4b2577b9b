using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Figures;
using Mkr.Model.Models.Mkr;

namespace Mkr.Tests.Model.Experiments.Reproduction;

/// <summary>Invented results: summarised, and as figures.</summary>
internal sealed class SummaryRowTests
{
    [Test]
    public void Seeds_are_averaged_beside_the_papers_value()
    {
        IReadOnlyList<SummaryRow> rows =
            Summarise("graph", ["movie"], ["paper", "released"], ["paper", "clean"], cell => 0.9 + (cell.Seed / 100.0));
        SummaryRow row = rows.Single(r => r is { Objective: "released", Protocol: "paper", System: "MKR", Metric: "auc" });
        Assert.That(row.Ours.Mean, Is.EqualTo(0.92).Within(1e-12));
        Assert.That(row.Ours.StandardDeviation, Is.EqualTo(0.01).Within(1e-12));
        Assert.That(row.Paper, Is.EqualTo(0.917));
        Assert.That(row.Difference, Is.EqualTo(0.003).Within(1e-12));
        Assert.That(rows.Where(r => r.Protocol == "clean" || r.System != "MKR").Select(r => r.Paper), Is.All.Null,
            "the paper measured something else");
    }

    [Test]
    public void A_cell_without_a_result_is_left_out()
    {
        IReadOnlyList<Cell> cells = Cell.Plan(PaperExperiment.Find("dimension"), ["movie"], ["paper"], ["paper"], 3, []);
        var collapsed = new CellResult([], string.Empty, 0, 0, 0, "collapsed");
        CellResult[] results = [.. cells.Select(c => c is { Value: "2", Seed: < 3 } ? collapsed : Result(c, 0.5))];
        IReadOnlyList<SummaryRow> rows = SummaryRow.Of(PaperExperiment.Find("dimension"), cells, results);
        Assert.That(rows.First(r => r is { System: "MKR", Value: "2" }).Ours.Count, Is.EqualTo(1));
        Assert.That(rows.First(r => r is { System: "MKR", Value: "4" }).Ours.Count, Is.EqualTo(3));
    }

    /// <summary>Seeds 1, 2, 3 differ by .01, .02 and .03 from MKR's: mean .02, t = 3.4641 with 2 degrees of freedom.</summary>
    [Test]
    public void Variants_are_compared_with_mkr_over_the_seeds()
    {
        IReadOnlyList<SummaryRow> rows = Summarise("variants", ["music"], ["paper"], ["paper"], cell =>
            cell.System == "MKR" ? 0.5 + (cell.Seed / 10.0) : 0.5 + (cell.Seed / 10.0) + (cell.Seed / 100.0));
        SummaryRow row = rows.Single(r => r is { System: "MKR-DCN", Metric: "auc" });
        Assert.That(row.Against!.Value.Difference, Is.EqualTo(0.02).Within(1e-12));
        Assert.That(row.Against.Value.PValue, Is.EqualTo(0.0742).Within(1e-4));
        Assert.That(row.Paper, Is.EqualTo(0.778));
        Assert.That(rows.Single(r => r is { System: "MKR", Metric: "auc" }).Against, Is.Null);
    }

    [Test]
    public void One_system_is_drawn_as_bars_over_the_data_sets()
    {
        var figures = Figures("graph", ["movie", "music"], ["paper", "released"], ["paper", "clean"]);
        Assert.That(figures.Select(f => f.File),
            Is.EquivalentTo(["graph-auc-paper", "graph-accuracy-paper", "graph-auc-clean", "graph-accuracy-clean"]));
        Figure auc = figures.Single(f => f.File == "graph-auc-paper").Figure;
        Assert.That(auc.Categories, Is.EqualTo(["movie", "music"]));
        Assert.That(auc.Series.Select(s => s.Name),
            Is.EqualTo(["MKR, objective paper", "MKR, objective released", "counting", "published"]));
        Assert.That(auc.Series[^1].Y, Is.EqualTo([0.917, 0.797]));
    }

    [Test]
    public void Several_systems_are_drawn_as_bars_over_the_systems_beside_the_papers()
    {
        var figures = Figures("variants", ["music"], ["paper", "released"], ["paper"]);
        Assert.That(figures.Select(f => f.File), Is.EqualTo(["variants-music-auc", "variants-music-accuracy"]));
        Figure auc = figures[0].Figure;
        Assert.That(auc.Categories, Is.EqualTo(["MKR", "MKR-1L", "MKR-DCN", "MKR-stitch", "none shared", "counting"]));
        Assert.That(auc.Series.Select(s => s.Name), Is.EqualTo(["objective paper", "objective released", "published"]));
        Assert.That(auc.Series[^1].Y, Is.EqualTo([.797, .795, .778, .772]));
        figures = Figures("ctr", ["music"], ["paper"], ["warm"]);
        Assert.That(figures.Select(f => f.File), Does.Contain("ctr-music-ndcg"), "one K is no curve");
    }

    [Test]
    public void Sparse_is_drawn_as_curves_with_the_papers()
    {
        var figures = Figures("sparse", ["movie"], ["paper"], ["paper"]);
        Assert.That(figures.Select(f => f.File), Is.EqualTo(["sparse-movie"]));
        FigureSeries published = figures[0].Figure.Series[^1];
        Assert.That((published.X[0], published.Y[0]), Is.EqualTo((0.1, 0.868)));
        Assert.That(figures[0].Figure.Series[0].Error, Has.Count.EqualTo(10));
    }

    [Test]
    public void Topk_is_drawn_against_k()
    {
        var figures = Figures("topk", ["music"], ["paper"], ["paper"]);
        Assert.That(figures.Select(f => f.File), Is.EqualTo(["topk-music-precision", "topk-music-recall"]));
        Assert.That(figures[0].Figure.Series[0].X, Is.EqualTo([1, 2, 5, 10, 20, 50, 100]));
        Assert.That(figures[0].Figure.LogX);
    }

    private static IReadOnlyList<(string File, Figure Figure)> Figures(
        string name, string[] datasets, string[] objectives, string[] protocols)
    {
        IReadOnlyList<SummaryRow> rows = Summarise(name, datasets, objectives, protocols, _ => 0.5);
        IReadOnlyList<(string File, Figure Figure)> figures = ReproductionFigures.Of(PaperExperiment.Find(name), rows);
        foreach ((_, Figure figure) in figures) figure.Check();
        return figures;
    }

    private static IReadOnlyList<SummaryRow> Summarise(
        string name, string[] datasets, string[] objectives, string[] protocols, Func<Cell, double> number)
    {
        PaperExperiment experiment = PaperExperiment.Find(name);
        IReadOnlyList<Cell> cells = Cell.Plan(experiment, datasets, objectives, protocols, 3, []);
        return SummaryRow.Of(experiment, cells, [.. cells.Select(c => Result(c, number(c)))]);
    }

    private static CellResult Result(Cell cell, double number) => new(
        [.. new[] { cell.System, "counting" }
            .SelectMany(system => cell.Experiment.Metrics.Select(metric => new Measurement(system, metric, number)))],
        "split", 1, 0, 1);
}
