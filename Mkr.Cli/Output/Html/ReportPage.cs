using System.Xml.Linq;
using Mkr.Model.Figures;
using Mkr.Model.Reports;

namespace Mkr.Cli.Output.Html;

/// <summary>
/// The page of <c>mkr report</c>: HTML that needs no other file, and no script. It is built as a tree of elements, which escapes every name
/// that comes from the data.
/// </summary>
internal static class ReportPage
{
    private const string StyleMark = "/*style*/";

    /// <summary>The page as text.</summary>
    public static string Create(RunReport report)
    {
        string title = $"{string.Join(", ", report.Runs.Select(run => run.Name))} on {report.Dataset}";
        IReadOnlyDictionary<string, Figure> figures = ReportFigures.Create(report);
        var page = new XElement(
            "html", new XAttribute("lang", "en"),
            new XElement(
                "head", new XElement("meta", new XAttribute("charset", "utf-8")),
                new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
                new XElement("meta", new XAttribute("name", "color-scheme"), new XAttribute("content", "light dark")),
                new XElement("title", title), new XElement("style", StyleMark)),
            new XElement(
                "body",
                new XElement("header", new XElement("h1", title), new XElement("p", new XAttribute("class", "lead"), Lead(report))),
                new XElement(
                    "main", ResultSection.Create(report), Training(report, figures), Calibration(report, figures), Groups(report, figures),
                    Catalogue(report, figures), SampleSection.Create(report), Settings(report)),
                new XElement("footer", new XElement("p", "Written by mkr report."))));
        // The style is put in as it is: what is inside of this element is not read as markup.
        string text = page.ToString(SaveOptions.DisableFormatting).Replace(StyleMark, Style(), StringComparison.Ordinal);
        return $"<!DOCTYPE html>\n{text}\n";
    }

    private static string Lead(RunReport report)
    {
        ReportSizes sizes = report.Sizes;
        return FormattableString.Invariant(
            $"{sizes.Users:N0} users, {sizes.Items:N0} items, {sizes.Triples:N0} triples. Protocol {sizes.Protocol}: ")
            + FormattableString.Invariant($"{sizes.Train:N0} rows to train, {sizes.Validation:N0} to validate, {sizes.Test:N0} to test.");
    }

    private static XElement Training(RunReport report, IReadOnlyDictionary<string, Figure> figures) => Section(
        "training", "Training", null,
        Pair(figures, "training", HtmlTable.Create(
            "How the models were trained", ["model", "seed", "best epoch", "epochs", "seconds", "peak MiB"],
            report.Runs.Select(run => new object[]
            {
                run.Name, run.Compared.Seed, HtmlTable.Number(run.Compared.Record.BestEpoch, "0"), run.Compared.Record.ValidationAuc.Count,
                HtmlTable.Number(run.Compared.Record.Seconds, "0.0"),
                HtmlTable.Number(run.Compared.Record.PeakMemoryBytes / (double)(1 << 20), "0"),
            }))));

    private static XElement Calibration(RunReport report, IReadOnlyDictionary<string, Figure> figures) => Section(
        "calibration", "Calibration",
        "Whether probabilities come true. The test part's rows are in ten bins of equal size by prediction; on the dashed line they are "
        + "as predicted.",
        Pair(figures, "calibration", HtmlTable.Create(
            "Calibration error", ["model", "expected calibration error"],
            report.Runs.Select(run => new object[] { run.Name, HtmlTable.Number(run.Details.Calibration.Error) }))));

    private static XElement Groups(RunReport report, IReadOnlyDictionary<string, Figure> figures) => Section(
        "groups", "For whom, and for which items",
        "Users by the size of their history, items by their popularity: training positives, in groups of about as many users and test "
        + "positives.",
        Pair(figures, "by-history", HtmlTable.Create(
            "By user history", ["positives", "model", "users", "AUC", "NDCG@10", "Recall@10"],
            Rows(report, run => run.ByHistory, group => [group.Auc, group.Gain, group.Recall]))),
        Pair(figures, "by-popularity", HtmlTable.Create(
            "By item popularity", ["positives", "model", "items", "AUC", "in the list of ten"],
            Rows(report, run => run.ByPopularity, group => [group.Auc, group.Recall]))));

    private static XElement Catalogue(RunReport report, IReadOnlyDictionary<string, Figure> figures) => Section(
        "popularity", "What is recommended",
        "How popular the items in the lists of ten are, beside the test positives: what users went on to like.",
        Pair(figures, "recommended", HtmlTable.Create(
            "Shares of the lists", ["positives", "model", "items", "of the lists", "of test positives"],
            Rows(report, run => run.ByPopularity, group => [group.ListShare, group.PositiveShare]))));

    private static IEnumerable<object[]> Rows(
        RunReport report, Func<RunDetails, IReadOnlyList<GroupResult>> groups, Func<GroupResult, double?[]> numbers) =>
        from place in Enumerable.Range(0, groups(report.Runs[0].Details).Count)
        from run in report.Runs
        let own = groups(run.Details)[place]
        select (object[])[own.Group, run.Name, own.Count, .. numbers(own).Select(number => HtmlTable.Number(number))];

    private static XElement Settings(RunReport report) => Section(
        "settings", "Settings", null,
        report.Runs.Select(run => new XElement(
            "details", new XElement("summary", $"Settings of {run.Name}"),
            HtmlTable.Create(run.Name, ["setting", "value"], run.Compared.Settings.All.Select(setting => new object[]
            {
                setting.Setting.Key, run.Compared.Settings.Text(setting.Setting.Key),
            })))));

    /// <summary>A figure, where there is one, and a table beside it, or below where there is no room.</summary>
    private static XElement Pair(IReadOnlyDictionary<string, Figure> figures, string name, XElement table) => new(
        "div", new XAttribute("class", "pair"), figures.TryGetValue(name, out Figure? figure) ? InlineFigure.Create(figure) : null, table);

    private static XElement Section(string id, string heading, string? lead, params object?[] content) => new(
        "section", new XAttribute("id", id), new XElement("h2", heading), lead is null ? null : new XElement("p", lead), content);

    private static string Style()
    {
        using Stream stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report.css")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
