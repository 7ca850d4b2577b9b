using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mkr.Model.Settings;

/// <summary>A JSON file with an object of settings by key, as <c>{"dim": 8, "adam": "lazy"}</c>.</summary>
public static class SettingFile
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Reads the keys and values; the keys are checked when they are applied.</summary>
    /// <exception cref="SettingException">The file is missing or is not such an object.</exception>
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
            string place = $"{path}:{e.LineNumber + 1}:{e.BytePositionInLine + 1}";
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
