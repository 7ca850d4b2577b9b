using System.Globalization;
using System.Text.Json.Nodes;
using Mkr.Cli.Output.Json;
using Mkr.Engine;
using Mkr.Model.Experiments.Reproduction;

namespace Mkr.Cli.Output.Tables;

/// <summary>What <c>mkr reproduce growth</c> reports, as lines, as CSV and as JSON.</summary>
internal static class GrowthReport
{
    private static readonly TextTable Table = new(
        ("rows", 12), ("adam", -8), ("RS, ns a sample", 15), ("KGE, ns a triple", 16), ("parameters, MB", 14), ("optimizers, MB", 14),
        ("all else, MB", 12));

    /// <summary>The line of headings.</summary>
    public static string Header() => Table.Header();

    /// <summary>A line a measurement.</summary>
    public static string Line(GrowthPoint point) => Table.Row(
        point.Rows.ToString("N0", CultureInfo.InvariantCulture), point.PolicyName, One(point.RsNanoseconds), One(point.KgeNanoseconds),
        Megabytes(point.ParameterBytes), Megabytes(point.OptimizerBytes), Megabytes(point.OtherBytes));

    /// <summary>The numbers as CSV, a line a measurement.</summary>
    public static IEnumerable<string> Csv(IReadOnlyList<GrowthPoint> points) => points
        .Select(p => string.Create(
            CultureInfo.InvariantCulture,
            $"{GrowthExperiment.Name},{p.Rows},{p.PolicyName},{p.RsNanoseconds:0.0},{p.KgeNanoseconds:0.0},"
            + $"{p.ParameterBytes},{p.OptimizerBytes},{p.OtherBytes}"))
        .Prepend("experiment,rows,adam,rs_nanoseconds,kge_nanoseconds,parameter_bytes,optimizer_bytes,other_bytes");

    /// <summary>The whole result; the layout is described in docs/json.md.</summary>
    public static JsonObject ToJson(IReadOnlyList<GrowthPoint> points, IReadOnlyList<CacheSize> caches) => new()
    {
        ["schema"] = JsonFile.Schema,
        ["command"] = "reproduce",
        ["experiment"] = GrowthExperiment.Name,
        ["title"] = GrowthExperiment.Title,
        ["caches"] = new JsonArray([.. caches.Select(c => new JsonObject { ["level"] = c.Level, ["bytes"] = c.Bytes })]),
        ["rows"] = new JsonArray([.. points.Select(RowToJson)]),
    };

    private static JsonObject RowToJson(GrowthPoint point) => new()
    {
        ["rows"] = point.Rows,
        ["adam"] = point.PolicyName,
        ["rsNanoseconds"] = Math.Round(point.RsNanoseconds, 1),
        ["kgeNanoseconds"] = Math.Round(point.KgeNanoseconds, 1),
        ["parameterBytes"] = point.ParameterBytes,
        ["optimizerBytes"] = point.OptimizerBytes,
        ["otherBytes"] = point.OtherBytes,
    };

    private static string One(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => One(bytes / 1e6);
}
