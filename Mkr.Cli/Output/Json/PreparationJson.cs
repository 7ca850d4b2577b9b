using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Mkr.Model.Data.Preparation;

namespace Mkr.Cli.Output.Json;

/// <summary>The report of <c>mkr prepare</c> as JSON: the record as it is, in camel case.</summary>
internal static class PreparationJson
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    public static JsonObject Of(PreparationReport report)
    {
        JsonObject json = JsonSerializer.SerializeToNode(report, CamelCase)!.AsObject();
        json.Insert(0, "schema", JsonFile.Schema);
        json.Insert(1, "command", "prepare");
        return json;
    }
}
