using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mkr.Model.Settings;

/// <summary>A JSON file with an object of settings by key, as <c>{"dim": 8, "adam": "lazy"}</c>.</summary>
internal static class SettingFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>A copy of the settings with those of the file.</summary>
    /// <exception cref="SettingException">The file is missing, is not such an object, or has an unknown key or a bad value.</exception>
    public static RunSettings Apply(string path, RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        IReadOnlyList<KeyValuePair<string, string>> values = Read(path);
        try
        {
            return settings.With(values);
        }
        catch (SettingException e)
        {
            throw new SettingException($"{path}: {e.Message}");
        }
    }

    /// <summary>The settings of the file, by key.</summary>
    /// <exception cref="SettingException">The file is missing, or is not such an object.</exception>
    public static IReadOnlyList<KeyValuePair<string, string>> Read(string path)
    {
        if (!File.Exists(path)) throw new SettingException($"{path}: there is no such file. Give --config the path of a JSON file.");
        try
        {
            if (JsonNode.Parse(File.ReadAllText(path), documentOptions: Strict) is JsonObject settings)
                return [.. settings.Select(s => KeyValuePair.Create(s.Key, Text(path, s.Key, s.Value)))];
        }
        catch (JsonException e)
        {
            // The place is unknown where a key is given twice.
            string place = e.LineNumber is long line ? $"{path}:{line + 1}:{e.BytePositionInLine + 1}" : path;
            throw new SettingException(
                $"{place}: this is not JSON, or gives a key twice. Write an object such as {{\"dim\": 8}}.");
        }

        throw new SettingException($"{path}: expected a JSON object of settings, such as {{\"dim\": 8}}.");
    }

    private static string Text(string path, string key, JsonNode? value) => value?.GetValueKind() switch
    {
        JsonValueKind.String or JsonValueKind.Number => value.ToString(),
        _ => throw new SettingException($"{path}: {key}: expected a number or a string."),
    };
}
