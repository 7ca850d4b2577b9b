using System.Text.Json;
using System.Text.Json.Nodes;
using Mkr.Model.Settings;

namespace Mkr.Model.Data.Formats;

/// <summary>
/// <c>format.json</c>: a data set's own word on how it is laid out, as an object of the settings of <see cref="RawFormat"/>. Where it is
/// there, it stands in the place of the preset's format; what was set on purpose stands above both.
/// </summary>
internal static class FormatFile
{
    private const string FileName = "format.json";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>The format of the data set in a folder; <paramref name="format"/> itself where there is no file.</summary>
    /// <exception cref="SettingException">The file is no such object, or has an unknown key or a bad value.</exception>
    public static RawFormat Apply(string folder, RawFormat format)
    {
        string path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return format;
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        RawFormat declared = RawDataWriter.Format(name) with { ByHeader = false };
        IReadOnlyList<Setting> settings = SettingList.Of(typeof(RawFormat));
        foreach ((string key, string value) in SettingFile.Read(path))
        {
            Setting setting = settings.FirstOrDefault(s => s.Key == key) ?? throw new SettingException(
                $"{path}: there is no setting '{key}' of a format. Did you mean '{Nearest.To(key, settings.Select(s => s.Key))}'?");
            declared = setting.Set(declared, value);
        }

        foreach (Setting setting in settings.Where(s => format.Given.Contains(s.Key)))
            declared = setting.Set(declared, setting.Text(format));
        return declared with { Given = format.Given };
    }

    /// <summary>Writes the file: what is not as in <see cref="RawDataWriter.Format"/>, and how the ratings are read.</summary>
    public static void Write(string folder, RawFormat format)
    {
        string[] written = ["separator", "columns", "headerLines", "userColumn", "itemColumn", "ratingColumn", "timeColumn", "threshold",
            "duplicates"];
        var settings = new JsonObject(SettingList.Of(typeof(RawFormat)).Where(s => written.Contains(s.Key))
            .Select(s => KeyValuePair.Create(s.Key, (JsonNode?)s.Json(format))));
        File.WriteAllText(Path.Combine(folder, FileName), settings.ToJsonString(Indented) + Environment.NewLine);
    }
}
