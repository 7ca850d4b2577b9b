using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output.Json;
using Mkr.Model.Runs.Comparisons;

namespace Mkr.Cli.Output.Tables;

/// <summary>What <c>mkr compare</c> reports, as lines, as CSV and as JSON.</summary>
internal static class CompareReport
{
    private const double Megabyte = 1 << 20;

    /// <summary>The table, a row a run.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<ComparedRun> runs)
    {
        int width = runs.Max(run => run.Path.Length), model = runs.Max(run => run.Settings.Model.Title.Length);
        var table = new TextTable(
            ("run", -width), ("model", -model), ("AUC", 7), ("accuracy", 8), ("NDCG@10", 7), ("Recall@10", 9), ("first ahead by", 14),
            ("p", 7), ("best epoch", 10), ("epochs", 6), ("seconds", 7), ("peak MiB", 8), ("settings that differ", -20));
        yield return table.Header();
        foreach (ComparedRun run in runs)
        {
            yield return table.Row(
                run.Path, run.Settings.Model.Title, Four(run.Test.Auc), Four(run.Test.Accuracy),
                Four(run.Ranking.NormalizedDiscountedCumulativeGain), Four(run.Ranking.Recall), Four(run.AheadBy?.Difference),
                Four(run.AheadBy?.PValue), run.Record.BestEpoch ?? (object)string.Empty, Epochs(run), Text(run.Record.Seconds, "0.0"),
                Text(run.Record.PeakMemoryBytes / Megabyte, "0"), Settings(run));
        }

        yield return "p: paired bootstrap of the AUC over the rows of the test part; seeds are not in it.";
    }

    /// <summary>The table as CSV.</summary>
    public static IEnumerable<string> Csv(IReadOnlyList<ComparedRun> runs) => runs
        .Select(run => string.Join(',',
        [
            CsvField.Of(run.Path), run.Settings.Model.Name, run.Seed.ToString(CultureInfo.InvariantCulture), CsvField.Of(run.Test.Auc),
            CsvField.Of(run.Test.Accuracy), CsvField.Of(run.Ranking.NormalizedDiscountedCumulativeGain), CsvField.Of(run.Ranking.Recall),
            CsvField.Of(run.AheadBy?.Difference), CsvField.Of(run.AheadBy?.PValue), CsvField.Of(run.Record.BestEpoch),
            CsvField.Of(run.Record.ValidationAuc.Count), CsvField.Of(run.Record.Seconds), CsvField.Of(run.Record.PeakMemoryBytes),
            CsvField.Of(Settings(run)),
        ]))
        .Prepend("run,model,seed,auc,accuracy,ndcg@10,recall@10,firstAheadBy,pValue,bestEpoch,epochs,seconds,peakMemoryBytes,differences");

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public static JsonObject ToJson(IReadOnlyList<ComparedRun> runs) => new()
    {
        ["schema"] = JsonFile.Schema,
        ["command"] = "compare",
        ["runs"] = new JsonArray([.. runs.Select(RunToJson)]),
    };

    private static JsonObject RunToJson(ComparedRun run) => new()
    {
        ["run"] = run.Path,
        ["model"] = run.Settings.Model.Name,
        ["seed"] = run.Seed,
        ["test"] = EvaluationJson.Ctr(run.Test),
        ["ndcg@10"] = JsonFile.Number(run.Ranking.NormalizedDiscountedCumulativeGain),
        ["recall@10"] = JsonFile.Number(run.Ranking.Recall),
        ["firstAheadBy"] = run.AheadBy?.Difference,
        ["pValue"] = run.AheadBy?.PValue,
        ["bestEpoch"] = run.Record.BestEpoch,
        ["validationAuc"] = new JsonArray([.. run.Record.ValidationAuc.Select(JsonFile.Number)]),
        ["seconds"] = run.Record.Seconds,
        ["peakMemoryBytes"] = run.Record.PeakMemoryBytes,
        ["differences"] = new JsonObject(
            run.Differences.Select(d => KeyValuePair.Create(d.Key, (JsonNode?)JsonValue.Create(d.Value)))),
    };

    private static object Epochs(ComparedRun run) => run.Record.ValidationAuc.Count is int count and > 0 ? count : string.Empty;

    private static string Settings(ComparedRun run) => string.Join(' ', run.Differences.Select(d => $"{d.Key}={d.Value}"));

    private static string Four(double? value) => Text(value, "0.0000");

    private static string Text(double? value, string format) => value?.ToString(format, CultureInfo.InvariantCulture) ?? string.Empty;
}
