using System.Text.Json;
using System.Text.Json.Nodes;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Cli.Output.Json;

/// <summary>Writes a command's result as JSON.</summary>
public static class JsonFile
{
    /// <summary>The version of the layout, as docs/json.md describes it.</summary>
    public const int Schema = 2;

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Throws where the folder of <paramref name="path"/> is missing, before anything is computed for nothing.</summary>
    /// <exception cref="SettingException">There is no such folder.</exception>
    public static void CheckWritable(string? path)
    {
        if (path is null) return;
        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? path;
        if (!Directory.Exists(folder)) throw new SettingException($"{path}: there is no folder '{folder}'. Create it first.");
        if (Directory.Exists(path)) throw new SettingException($"{path}: this is a folder. Give --json the path of a file.");
    }

    /// <summary>Writes the file, complete or not at all; nothing where <paramref name="path"/> is null.</summary>
    public static void Write(string? path, JsonObject content)
    {
        if (path is null) return;
        string partial = path + ".partial";
        File.WriteAllText(partial, content.ToJsonString(Indented) + Environment.NewLine);
        File.Move(partial, path, overwrite: true);
    }

    /// <summary>Named numbers as an object.</summary>
    internal static JsonObject Values(IEnumerable<NamedValue> values) =>
        new(values.Select(v => KeyValuePair.Create(v.Name, Number(v.Value))));

    /// <summary>A number, or null where it is not finite and JSON has no word for it.</summary>
    public static JsonNode? Number(double value) => double.IsFinite(value) ? JsonValue.Create(value) : null;
}
