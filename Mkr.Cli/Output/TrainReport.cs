using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Metrics.Statistics;

namespace Mkr.Cli.Output;

/// <summary>What <c>mkr train</c> reports at the end, as lines and as JSON.</summary>
internal static class TrainReport
{
    /// <summary>The table of test results: the model, and the rows it is to be read against.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ExperimentRun> runs, IReadOnlyList<RowSummary> rows)
    {
        foreach (ExperimentRun run in runs)
        {
            yield return string.Create(CultureInfo.InvariantCulture,
                $"seed {run.Seed}: best epoch {run.Training.BestEpoch}, validation AUC {run.Training.Validation.Auc:0.0000}, {Speed(run)}, {run.Seconds:0.0} s");
        }

        var table = new TextTable(("on the test part", -22), ("AUC", 8), ("+-", 7), ("accuracy", 8), ("F1", 7), ("log loss", 8), ("MKR ahead by", 12), ("p", 7));
        yield return string.Empty;
        yield return table.Header();
        foreach (RowSummary row in rows)
        {
            yield return table.Row(
                row.Name, Four(row.Auc.Mean), runs.Count > 1 ? Four(row.Auc.StandardDeviation) : string.Empty, Four(row.Accuracy.Mean), Four(row.F1.Mean),
                Four(row.LogLoss.Mean), row.Lead is double lead ? Four(lead) : string.Empty, row.PValue is double p ? Four(p) : string.Empty);
        }
    }

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public static JsonObject ToJson(RecommendationData data, RunSettings settings, IReadOnlyList<ExperimentRun> runs, IReadOnlyList<RowSummary> rows) => new()
    {
        ["schema"] = 1,
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
        ["options"] = Setting.ToJson(settings),
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
        ["kge"] = new JsonObject { ["rmse"] = JsonFile.Number(run.Training.KgeRmse) },
        ["throughput"] = new JsonObject
        {
            ["rsSamplesPerSecond"] = run.Training.RsSamplesPerSecond,
            ["kgeTriplesPerSecond"] = run.Training.KgeTriplesPerSecond,
        },
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

    private static string Speed(ExperimentRun run) => string.Create(CultureInfo.InvariantCulture,
        $"{run.Training.RsSamplesPerSecond / 1e6:0.00} M samples/s, {run.Training.KgeTriplesPerSecond / 1e6:0.00} M triples/s");
}
