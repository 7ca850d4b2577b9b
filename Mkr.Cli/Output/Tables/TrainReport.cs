using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output.Json;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Metrics.Statistics;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Cli.Output.Tables;

/// <summary>What <c>mkr train</c> reports at the end, as lines and as JSON.</summary>
internal static class TrainReport
{
    /// <summary>The table of test results: the model, and the rows it is to be read against.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ExperimentRun> runs, IReadOnlyList<RowSummary> rows)
    {
        foreach (ExperimentRun run in runs)
        {
            string speed = string.Concat(run.Training.Rates.Select(Speed));
            yield return string.Create(CultureInfo.InvariantCulture,
                $"seed {run.Seed}: best epoch {run.Training.BestEpoch}, "
                + $"validation AUC {run.Training.Validation.Auc:0.0000}{speed}, {run.Seconds:0.0} s");
        }

        foreach (string line in runs.SelectMany(run => run.Training.Start).Distinct()) yield return $"start: {line}";
        string[] leftOut = [.. runs[0].Split.LeftOutLines()];
        if (leftOut.Length > 0) yield return $"of seed {runs[0].Seed}'s split: {string.Join(", ", leftOut)}";
        foreach (string warning in runs.SelectMany(run => run.Training.Warnings).Distinct()) yield return $"warning: {warning}";

        var table = new TextTable(
            ("on the test part", -22), ("AUC", 8), ("+-", 7), ("accuracy", 8), ("F1", 7), ("log loss", 8), ($"{rows[0].Name} ahead by", 12),
            ("p", 8));
        yield return string.Empty;
        yield return table.Header();
        foreach (RowSummary row in rows)
        {
            yield return table.Row(
                row.Name, Four(row.Auc.Mean), runs.Count > 1 ? Four(row.Auc.StandardDeviation) : string.Empty,
                Four(row.Accuracy.Mean), Four(row.F1.Mean), Four(row.LogLoss.Mean),
                row.Lead is double lead ? Four(lead) : string.Empty, row.PValue is double p ? Probability(p) : string.Empty);
        }
    }

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public static JsonObject ToJson(
        RecommendationData data, RunSettings settings, IReadOnlyList<ExperimentRun> runs, IReadOnlyList<RowSummary> rows) => new()
        {
            ["schema"] = JsonFile.Schema,
            ["command"] = "train",
            ["dataset"] = new JsonObject
            {
                ["name"] = data.Name,
                ["users"] = data.Users.Count,
                ["items"] = data.Items.Count,
                ["interactions"] = runs[0].Split.Train.Length + runs[0].Split.Validation.Length + runs[0].Split.Test.Length,
                ["triples"] = data.Graph.Triples.Length,
                ["entities"] = data.Graph.Entities.Count,
                ["relations"] = data.Graph.Relations.Count,
            },
            ["model"] = settings.Model.Name,
            ["options"] = settings.ToJson(),
            ["runs"] = new JsonArray([.. runs.Select(RunToJson)]),
            ["mean"] = new JsonObject
            {
                ["test"] = new JsonObject
                {
                    ["auc"] = JsonFile.Number(runs.Average(r => r.Rows[0].Test.Auc)),
                    ["accuracy"] = JsonFile.Number(runs.Average(r => r.Rows[0].Test.Accuracy)),
                },
                ["rows"] = new JsonArray([.. rows.Select(RowToJson)]),
            },
        };

    /// <summary>One run.</summary>
    public static JsonObject RunToJson(ExperimentRun run) => new()
    {
        ["seed"] = run.Seed,
        ["bestEpoch"] = run.Training.BestEpoch,
        ["validation"] = EvaluationJson.Ctr(run.Training.Validation),
        ["test"] = EvaluationJson.Ctr(run.Rows[0].Test),
        ["figures"] = JsonFile.Values(run.Training.Best.Figures),
        ["throughput"] = new JsonObject(
            run.Training.Rates.Select(rate => KeyValuePair.Create(rate.Task + "PerSecond", JsonFile.Number(rate.PerSecond)))),
        ["start"] = new JsonArray([.. run.Training.Start.Select(line => JsonValue.Create(line))]),
        ["warnings"] = new JsonArray([.. run.Training.Warnings.Select(w => JsonValue.Create(w))]),
        ["seconds"] = run.Seconds,
        ["peakMemoryBytes"] = Process.GetCurrentProcess().PeakWorkingSet64,
        ["restarts"] = new JsonArray([.. run.Training.Restarts.Select(r => JsonValue.Create(r))]),
        ["split"] = run.Split.Fingerprint,
        ["rows"] = new JsonArray([.. run.Rows.Select(r => new JsonObject { ["name"] = r.Name, ["test"] = EvaluationJson.Ctr(r.Test) })]),
    };

    private static JsonObject RowToJson(RowSummary row) => new()
    {
        ["name"] = row.Name,
        ["auc"] = StatisticsToJson(row.Auc),
        ["accuracy"] = StatisticsToJson(row.Accuracy),
        ["modelAheadBy"] = row.Lead,
        ["pValue"] = row.PValue,
    };

    private static JsonObject StatisticsToJson(SampleStatistics statistics) => new()
    {
        ["mean"] = JsonFile.Number(statistics.Mean),
        ["standardDeviation"] = JsonFile.Number(statistics.StandardDeviation),
    };

    private static string Four(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    /// <summary>A probability; below a ten-thousandth a bound says all that is known.</summary>
    private static string Probability(double value) => value < 1e-4 ? "< 0.0001" : Four(value);

    private static string Speed(TaskRate rate) =>
        string.Create(CultureInfo.InvariantCulture, $", {rate.PerSecond / 1e6:0.00} M {rate.Task}/s");
}
