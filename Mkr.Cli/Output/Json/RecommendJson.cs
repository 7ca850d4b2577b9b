using System.Text.Json.Nodes;
using Mkr.Cli.Output.Lists;
using Mkr.Model.Serving;

namespace Mkr.Cli.Output.Json;

/// <summary>Lists of items as JSON.</summary>
internal static class RecommendJson
{
    /// <summary>Recommendations.</summary>
    public static JsonObject Of(Recommender recommender, RecommendationList list, IReadOnlyList<string>? history) => new()
    {
        ["schema"] = JsonFile.Schema,
        ["command"] = "recommend",
        ["model"] = recommender.Model,
        ["user"] = list.User,
        ["history"] = history is null ? null : new JsonArray([.. history.Select(id => (JsonNode)id)]),
        ["source"] = RecommendationFile.Name(list.Source),
        ["wanted"] = list.Wanted,
        ["items"] = new JsonArray(
        [
            .. list.Select(item => new JsonObject
            {
                ["id"] = item.Id,
                ["name"] = item.Name,
                ["score"] = item.Score,
                ["probability"] = item.Probability,
                ["source"] = RecommendationFile.Name(item.Source),
            }),
        ]),
    };

    /// <summary>Similar items.</summary>
    public static JsonObject Of(Recommender recommender, string item, IReadOnlyList<SimilarItem> similar) => new()
    {
        ["schema"] = JsonFile.Schema,
        ["command"] = "similar",
        ["model"] = recommender.Model,
        ["item"] = item,
        ["items"] = new JsonArray(
        [
            .. similar.Select(other => new JsonObject
            {
                ["id"] = other.Id,
                ["name"] = other.Name,
                ["similarity"] = other.Similarity,
                ["source"] = RecommendationFile.Name(other.Source),
            }),
        ]),
    };
}
