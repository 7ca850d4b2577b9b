using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Cli.Output.Tables;

/// <summary>The lines that explain a model's settings, in groups, with the values that the presets give them.</summary>
internal static class SettingHelp
{
    private const int Width = 100;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(ModelDefinition model)
    {
        RunSettings[] presets = [.. Preset.All.Select(preset => preset.Settings(model))];
        yield return string.Empty;
        yield return $"Settings of {model.Name} (--set key=value, or keys of the --config file), with their defaults:";
        foreach (IGrouping<SettingGroup, (Setting Setting, object)> group in
            presets[0].All.GroupBy(s => s.Setting.Group).OrderBy(g => g.Key))
        {
            yield return string.Empty;
            yield return $"{group.Key}:";
            foreach ((Setting setting, _) in group)
            {
                foreach (string line in Explain(setting, presets)) yield return line;
            }
        }
    }

    private static IEnumerable<string> Explain(Setting setting, RunSettings[] presets)
    {
        string[] values = [.. presets.Select(preset => preset.Text(setting.Key))];
        string defaults = values.Distinct().Count() == 1
            ? values[0]
            : string.Join(", ", Preset.All.Zip(values, (preset, value) => $"{preset.Name} {value}"));
        string range = setting.Values.Length == 0 ? string.Empty : $" ({setting.Values})";
        string key = $"  {setting.Key,-21}";
        foreach (string line in Wrap($"{setting.Meaning}{range} [{defaults}]"))
        {
            yield return key + line;
            key = new string(' ', key.Length);
        }
    }

    private static IEnumerable<string> Wrap(string text)
    {
        while (text.Length > Width)
        {
            int end = text.LastIndexOf(' ', Width);
            yield return text[..end];
            text = text[(end + 1)..];
        }

        yield return text;
    }
}
