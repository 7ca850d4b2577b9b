using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output.Json;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Settings;

namespace Mkr.Cli.Output.Tables;

/// <summary>What <c>mkr reproduce deferred</c> reports, as lines, as CSV and as JSON.</summary>
internal static class DeferredReport
{
    /// <summary>A line for each comparison that is done.</summary>
    public static string Line(DeferredComparison done) => string.Create(
        CultureInfo.InvariantCulture,
        $"{done.Dataset}, {done.Arithmetic}, seed {done.Seed}: "
        + $"auc {done.Dense.Auc:0.00000} dense, {done.Deferred.Auc:0.00000} deferred; {done.Seconds:0.0} s");

    /// <summary>The table: a line for each data set and arithmetic, of each difference the median and the worst over the seeds.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<DeferredRow> rows)
    {
        yield return DeferredExperiment.Title;
        yield return "Differences without sign, those of weights relative; of each the median over the seeds and the worst";
        string[] metrics = ["auc difference", "accuracy difference", "median weight difference", "largest weight difference"];
        var table = new TextTable(
            [("data", -6), ("in", -6), ("auc, dense", 10), ("deferred", 8), .. metrics.SelectMany(m => new[] { (m, 14), ("worst", 8) }),
                ("mostly in", -20)]);
        yield return table.Header();
        foreach (var group in rows.GroupBy(r => (r.Dataset, r.Arithmetic)))
        {
            DeferredRow mostly = group.Where(r => r.Parameter is not null and not ParameterDifference.All).MaxBy(r => r.Worst)!;
            IEnumerable<DeferredRow> shown = metrics.Select(metric => Find(metric));
            yield return table.Row(
            [
                group.Key.Dataset, group.Key.Arithmetic, Four(Find("auc dense").Median), Four(Find("auc deferred").Median),
                .. shown.SelectMany(r => new[] { Two(r.Median), Two(r.Worst) }), mostly.Parameter!,
            ]);

            DeferredRow Find(string metric) => group.First(r => r.Metric == metric && r.Parameter is null or ParameterDifference.All);
        }
    }

    /// <summary>The numbers as CSV, a line each.</summary>
    public static IEnumerable<string> Csv(IReadOnlyList<DeferredRow> rows) => rows
        .Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"{DeferredExperiment.Name},{r.Dataset},{r.Arithmetic},{r.Metric},{r.Parameter},{r.Runs},{r.Median},{r.Worst}"))
        .Prepend("experiment,dataset,arithmetic,metric,parameter,runs,median,worst");

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public static JsonObject ToJson(
        IReadOnlyList<(string Name, RunSettings Settings)> datasets, IReadOnlyList<DeferredRow> rows,
        IReadOnlyList<DeferredComparison> comparisons) => new()
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "reproduce",
            ["experiment"] = DeferredExperiment.Name,
            ["title"] = DeferredExperiment.Title,
            ["datasets"] = new JsonArray(
                [.. datasets.Select(d => new JsonObject { ["name"] = d.Name, ["options"] = d.Settings.ToJson() })]),
            ["rows"] = new JsonArray([.. rows.Select(RowToJson)]),
            ["comparisons"] = new JsonArray([.. comparisons.Select(ComparisonToJson)]),
        };

    private static JsonObject RowToJson(DeferredRow row) => new()
    {
        ["dataset"] = row.Dataset,
        ["arithmetic"] = row.Arithmetic,
        ["metric"] = row.Metric,
        ["parameter"] = row.Parameter,
        ["runs"] = row.Runs,
        ["median"] = JsonFile.Number(row.Median),
        ["worst"] = JsonFile.Number(row.Worst),
    };

    private static JsonObject ComparisonToJson(DeferredComparison comparison) => new()
    {
        ["dataset"] = comparison.Dataset,
        ["arithmetic"] = comparison.Arithmetic,
        ["seed"] = comparison.Seed,
        ["dense"] = TestToJson(comparison.Dense),
        ["deferred"] = TestToJson(comparison.Deferred),
        ["seconds"] = Math.Round(comparison.Seconds, 2),
    };

    private static JsonObject TestToJson(CtrResult test) =>
        new() { ["auc"] = JsonFile.Number(test.Auc), ["accuracy"] = JsonFile.Number(test.Accuracy) };

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private static string Two(double value) => value.ToString("0.0e+00", CultureInfo.InvariantCulture);
}
