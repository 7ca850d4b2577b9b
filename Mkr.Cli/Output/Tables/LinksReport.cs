using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output.Json;
using Mkr.Model.Experiments.Reproduction;
using Mkr.Model.Metrics;

namespace Mkr.Cli.Output.Tables;

/// <summary>What <c>mkr reproduce links</c> reports, as lines, as CSV and as JSON.</summary>
internal static class LinksReport
{
    /// <summary>A line for each trial that is done.</summary>
    public static string Line(LinksResult done) => string.Create(
        CultureInfo.InvariantCulture,
        $"{done.Trial.Dataset} by {done.Trial.HeldOut}, {done.Trial.Model}, seed {done.Trial.Seed}: "
        + $"mrr {done.Validation:0.0000} on validation, {done.Test.Both.MeanReciprocalRank:0.0000} on test ({done.Settings}); "
        + $"{done.Seconds:0.0} s");

    /// <summary>The table: of each data set and split counting first, then the models.</summary>
    public static IEnumerable<string> Lines(IReadOnlyList<LinksRow> rows)
    {
        yield return LinksExperiment.Title;
        var table = new TextTable(
            ("data", -6), ("held out", -8), ("", -10), ("MRR", 7), ("+-", 7), ("Hits@1", 7), ("Hits@3", 7), ("Hits@10", 7), ("+-", 7),
            ("mean rank", 9), ("MRR heads", 9), ("tails", 7));
        yield return table.Header();
        foreach (LinksRow row in rows)
        {
            yield return table.Row(
                row.Dataset, row.HeldOut, row.Name, Three(row.Mrr.Mean), Three(row.Mrr.StandardDeviation), Three(row.HitsAt1),
                Three(row.HitsAt3), Three(row.HitsAt10.Mean), Three(row.HitsAt10.StandardDeviation),
                row.MeanRank.ToString("0", CultureInfo.InvariantCulture), Three(row.HeadMrr), Three(row.TailMrr));
        }
    }

    /// <summary>The numbers as CSV, a line each.</summary>
    public static IEnumerable<string> Csv(IReadOnlyList<LinksRow> rows) => rows
        .Select(r => string.Create(
            CultureInfo.InvariantCulture,
            $"{LinksExperiment.Name},{r.Dataset},{r.HeldOut},{r.Name},{r.Settings},{r.TestTriples},"
            + $"{r.Mrr.Mean},{All(r.Mrr.StandardDeviation)},"
            + $"{r.HitsAt1},{r.HitsAt3},{r.HitsAt10.Mean},{All(r.HitsAt10.StandardDeviation)},{r.MeanRank},{r.HeadMrr},{r.TailMrr}"))
        .Prepend("experiment,dataset,heldOut,row,settings,testTriples,mrr,mrrDeviation,hits1,hits3,hits10,hits10Deviation,meanRank,headMrr,"
            + "tailMrr");

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public static JsonObject ToJson(IReadOnlyList<LinksRow> rows, IReadOnlyList<LinksResult> results) => new()
    {
        ["schema"] = JsonFile.Schema,
        ["command"] = "reproduce",
        ["experiment"] = LinksExperiment.Name,
        ["title"] = LinksExperiment.Title,
        ["rows"] = new JsonArray([.. rows.Select(RowToJson)]),
        ["trials"] = new JsonArray([.. results.Select(ResultToJson)]),
    };

    private static JsonObject RowToJson(LinksRow row) => new()
    {
        ["dataset"] = row.Dataset,
        ["heldOut"] = row.HeldOut,
        ["row"] = row.Name,
        ["isModel"] = row.IsModel,
        ["mrr"] = JsonFile.Number(row.Mrr.Mean),
        ["mrrDeviation"] = JsonFile.Number(row.Mrr.StandardDeviation),
        ["hits10"] = JsonFile.Number(row.HitsAt10.Mean),
    };

    private static JsonObject ResultToJson(LinksResult result)
    {
        LinkPrediction test = result.Test.Both;
        return new()
        {
            ["dataset"] = result.Trial.Dataset,
            ["heldOut"] = result.Trial.HeldOut,
            ["model"] = result.Trial.Model,
            ["seed"] = result.Trial.Seed,
            ["settings"] = result.Settings,
            ["validationMrr"] = JsonFile.Number(result.Validation),
            ["test"] = new JsonObject
            {
                ["triples"] = result.Test.Triples.Count,
                ["mrr"] = JsonFile.Number(test.MeanReciprocalRank),
                ["hits1"] = JsonFile.Number(test.HitsAt1),
                ["hits3"] = JsonFile.Number(test.HitsAt3),
                ["hits10"] = JsonFile.Number(test.HitsAt10),
                ["meanRank"] = JsonFile.Number(test.MeanRank),
                ["headMrr"] = JsonFile.Number(result.Test.Heads.MeanReciprocalRank),
                ["tailMrr"] = JsonFile.Number(result.Test.Tails.MeanReciprocalRank),
                ["notNumbers"] = result.Test.NotNumbers,
            },
            ["seconds"] = Math.Round(result.Seconds, 2),
        };
    }

    /// <summary>Three digits; nothing for the deviation of a single run.</summary>
    private static string Three(double value) =>
        double.IsNaN(value) ? string.Empty : value.ToString("0.000", CultureInfo.InvariantCulture);

    /// <summary>All digits; nothing for the deviation of a single run.</summary>
    private static string All(double value) => double.IsNaN(value) ? string.Empty : value.ToString(CultureInfo.InvariantCulture);
}
