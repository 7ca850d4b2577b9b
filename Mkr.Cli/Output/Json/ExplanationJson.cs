using System.Text.Json.Nodes;
using Mkr.Model.Explanations;

namespace Mkr.Cli.Output.Json;

/// <summary>Explanations as JSON; the layout is described in docs/json.md.</summary>
internal static class ExplanationJson
{
    /// <summary>The result of <c>mkr explain</c>.</summary>
    public static JsonObject Whole(string model, Explanation explanation)
    {
        var whole = new JsonObject { ["schema"] = JsonFile.Schema, ["command"] = "explain", ["model"] = model };
        foreach ((string key, JsonNode? value) in Of(explanation)) whole[key] = value?.DeepClone();
        return whole;
    }

    /// <summary>An explanation.</summary>
    public static JsonObject Of(Explanation explanation) => new()
    {
        ["user"] = Of(explanation.User),
        ["item"] = Of(explanation.Item),
        ["score"] = JsonFile.Number(explanation.Score),
        ["probability"] = JsonFile.Number(explanation.Probability),
        ["historySize"] = explanation.HistorySize,
        ["isInHistory"] = explanation.IsInHistory,
        ["history"] = new JsonArray([.. explanation.History.Select(Of)]),
        ["terms"] = JsonFile.Values(explanation.Terms),
        ["facts"] = new JsonArray([.. explanation.Facts.Select(Of)]),
        ["paths"] = new JsonArray([.. explanation.Paths.Select(Of)]),
    };

    private static JsonObject Of(Named named) => new() { ["id"] = named.Id, ["name"] = named.Name };

    private static JsonObject Of(HistoryPart part) => new()
    {
        ["item"] = Of(part.Item),
        ["amount"] = JsonFile.Number(part.Amount),
        ["terms"] = JsonFile.Values(part.Terms),
        ["facts"] = new JsonArray([.. part.Facts.Select(Of)]),
    };

    private static JsonObject Of(SharedFact fact) => new()
    {
        ["relation"] = fact.Relation,
        ["isInverse"] = fact.IsInverse,
        ["entity"] = fact.Entity,
        ["amount"] = fact.Amount is double amount ? JsonFile.Number(amount) : null,
    };

    private static JsonObject Of(GraphPath path) => new()
    {
        ["from"] = Of(path.From),
        ["steps"] = new JsonArray([.. path.Steps.Select(step => new JsonObject
        {
            ["relation"] = step.Relation,
            ["isInverse"] = step.IsInverse,
            ["to"] = step.To,
        })]),
        ["specificity"] = JsonFile.Number(path.Specificity),
        ["text"] = path.ToString(),
    };
}
