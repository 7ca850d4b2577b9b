using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Cli.Output.Json;

/// <summary>Writes a command's result as JSON.</summary>
internal static class JsonFile
{
    /// <summary>The version of the layout, as docs/json.md describes it.</summary>
    public const int Schema = 2;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Throws where the file cannot be written, before anything is computed for nothing.</summary>
    /// <exception cref="SettingException">It cannot.</exception>
    public static void CheckWritable(string? path)
    {
        if (path is not null) WholeFile.CheckWritable(path, "--json");
    }

    /// <summary>Writes the file, complete or not at all; nothing where <paramref name="path"/> is null.</summary>
    public static void Write(string? path, JsonObject content)
    {
        if (path is null) return;
        WholeFile.Write(path, partial => File.WriteAllText(partial, content.ToJsonString(Indented) + Environment.NewLine));
    }

    /// <summary>The same of a record.</summary>
    internal static void Write<T>(string? path, T content, JsonTypeInfo<T> type)
    {
        if (path is not null) Write(path, JsonSerializer.SerializeToNode(content, type)!.AsObject());
    }

    /// <summary>Named numbers as an object.</summary>
    internal static JsonObject Values(IEnumerable<NamedValue> values) =>
        new(values.Select(v => KeyValuePair.Create(v.Name, Number(v.Value))));

    /// <summary>A number, or null where it is not finite and JSON has no word for it.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
