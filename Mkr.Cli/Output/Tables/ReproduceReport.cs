using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output.Json;
using Mkr.Model.Data;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Settings;

namespace Mkr.Cli.Output.Tables;

/// <summary>What <c>mkr reproduce</c> reports, as lines, as CSV and as JSON.</summary>
internal static class ReproduceReport
{
    /// <summary>The table: a line a number, with the objectives side by side.</summary>
    public static IEnumerable<string> Lines(PaperExperiment experiment, IReadOnlyList<SummaryRow> rows)
    {
        yield return $"{experiment.Title}, beside {experiment.Source}";
        if (experiment.Note is not null) yield return experiment.Note;
        string[] objectives = [.. rows.Select(r => r.Objective).Distinct()];
        bool hasPaper = rows.Any(r => r.Paper is not null);
        var table = new TextTable(
        [
            ("data", -6), ("protocol", -8), ("system", -19), (experiment.Varies ?? string.Empty, experiment.Varies is null ? 0 : 5),
            ("metric", -13),
            .. objectives.SelectMany(objective =>
                new[]
                {
                    ($"objective {objective}", 15), ("+-", 6), (hasPaper ? "difference" : string.Empty, 0),
                    (experiment.Against is null ? string.Empty : $"minus {experiment.Against}", 0),
                    (experiment.Against is null ? string.Empty : "p", experiment.Against is null ? 0 : 6),
                }),
            (hasPaper ? "in the paper" : string.Empty, 0),
        ]);
        yield return table.Header();
        foreach (var line in rows.GroupBy(r => (r.Dataset, r.Protocol, r.System, r.Value, r.Metric)))
        {
            IEnumerable<string> numbers = objectives.SelectMany(objective => Numbers(line.FirstOrDefault(r => r.Objective == objective)));
            yield return table.Row(
            [
                line.Key.Dataset, line.Key.Protocol, line.Key.System, line.Key.Value ?? string.Empty, line.Key.Metric, .. numbers,
                line.First().Paper?.ToString("0.000", CultureInfo.InvariantCulture) ?? string.Empty,
            ]);
        }
    }

    /// <summary>The cells that have no result.</summary>
    public static IEnumerable<string> Failures(IReadOnlyList<Cell> cells, IReadOnlyList<CellResult> results) =>
        cells.Zip(results).Where(pair => pair.Second.Failure is not null)
            .Select(pair => $"no result: {pair.First.Name}: {pair.Second.Failure}");

    /// <summary>The numbers as CSV, a line each.</summary>
    public static IEnumerable<string> Csv(PaperExperiment experiment, IReadOnlyList<SummaryRow> rows) => rows
        .Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"{experiment.Name},{r.Dataset},{r.Objective},{r.Protocol},{r.System},{experiment.Varies},{r.Value},{r.Metric},"
            + $"{r.Ours.Count},{Csv(r.Ours.Mean)},{Csv(r.Ours.StandardDeviation)},{r.Paper},{r.Difference}")
            + (experiment.Against is null ? string.Empty : "," + Csv(r.Against?.Difference) + "," + Csv(r.Against?.PValue)))
        .Prepend("experiment,dataset,objective,protocol,system,varies,value,metric,runs,mean,standard_deviation,paper,difference"
            + (experiment.Against is null ? string.Empty : $",minus_{experiment.Against.ToLowerInvariant()},p"));

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public static JsonObject ToJson(
        PaperExperiment experiment, IReadOnlyDictionary<string, RecommendationData> data, IReadOnlyList<Cell> cells,
        IReadOnlyList<CellResult> results) => new()
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "reproduce",
            ["experiment"] = experiment.Name,
            ["title"] = experiment.Title,
            ["source"] = experiment.Source,
            ["note"] = experiment.Note,
            ["varies"] = experiment.Varies,
            ["datasets"] = new JsonArray(
                [.. data.Select(d => DatasetToJson(d.Key, d.Value, cells.First(c => c.Dataset == d.Key).Settings))]),
            ["rows"] = new JsonArray([.. SummaryRow.Of(experiment, cells, results).Select(RowToJson)]),
            ["cells"] = new JsonArray([.. cells.Zip(results, CellToJson)]),
        };

    private static JsonObject DatasetToJson(string name, RecommendationData data, RunSettings settings) => new()
    {
        ["name"] = name,
        ["users"] = data.Users.Count,
        ["items"] = data.Items.Count,
        ["positives"] = data.Positives.PairCount,
        ["triples"] = data.Graph.Triples.Length,
        ["options"] = settings.ToJson(),
    };

    private static JsonObject RowToJson(SummaryRow row) => new()
    {
        ["dataset"] = row.Dataset,
        ["objective"] = row.Objective,
        ["protocol"] = row.Protocol,
        ["value"] = row.Value,
        ["system"] = row.System,
        ["metric"] = row.Metric,
        ["runs"] = row.Ours.Count,
        ["mean"] = JsonFile.Number(row.Ours.Mean),
        ["standardDeviation"] = JsonFile.Number(row.Ours.StandardDeviation),
        ["paper"] = row.Paper,
        ["difference"] = row.Difference is double difference ? JsonFile.Number(difference) : null,
        ["against"] = row.Against is { } test
            ? new JsonObject { ["difference"] = JsonFile.Number(test.Difference), ["p"] = JsonFile.Number(test.PValue) }
            : null,
    };

    private static JsonObject CellToJson(Cell cell, CellResult result) => new()
    {
        ["name"] = cell.Name,
        ["seed"] = cell.Seed,
        ["split"] = result.Split,
        ["bestEpoch"] = result.BestEpoch,
        ["restarts"] = result.Restarts,
        ["seconds"] = Math.Round(result.Seconds, 2),
        ["failure"] = result.Failure,
    };

    private static IEnumerable<string> Numbers(SummaryRow? row) =>
        row is null
            ? ["-", string.Empty, string.Empty, string.Empty, string.Empty]
            :
            [
                Four(row.Ours.Mean), Four(row.Ours.StandardDeviation), Signed(row.Difference), Signed(row.Against?.Difference),
                row.Against?.PValue.ToString("0.000", CultureInfo.InvariantCulture) ?? string.Empty,
            ];

    private static string Csv(double? value) => value is double number ? Csv(number) : string.Empty;

    private static string Csv(double value) => double.IsFinite(value) ? value.ToString(CultureInfo.InvariantCulture) : string.Empty;

    private static string Four(double value) =>
        double.IsFinite(value) ? value.ToString("0.0000", CultureInfo.InvariantCulture) : string.Empty;

    /// <summary>Rounded first: of a small negative number the format makes "-+0.0000".</summary>
    private static string Signed(double? value) => value is double number
        ? (Math.Round(number, 4) + 0.0).ToString("+0.0000;-0.0000", CultureInfo.InvariantCulture)
        : string.Empty;
}
