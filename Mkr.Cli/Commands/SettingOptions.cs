using System.CommandLine;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Experiments;

namespace Mkr.Cli.Commands;

/// <summary>The options that choose a data set and <see cref="RunSettings"/>: the same on every command that trains.</summary>
internal sealed class SettingOptions
{
    private readonly Option<string> _preset = new("--preset")
    {
        Description = "The data set, with the paper's settings for it",
        HelpName = string.Join('|', Preset.All.Select(p => p.Name)),
        DefaultValueFactory = _ => Preset.All[0].Name,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "The data set's folder [default: datasets/PRESET]",
        HelpName = "DIR",
    };

    private readonly Option<string?> _protocol = new("--protocol")
    {
        Description = "How the data is split; the same as --set protocol=...",
        HelpName = string.Join('|', SplitProtocol.All.Select(p => p.Name)),
    };

    private readonly Option<string?> _objective = new("--objective")
    {
        Description = "The KGE task's loss; the same as --set objective=...",
        HelpName = "paper|released",
    };

    private readonly Option<string?> _epochs = new("--epochs") { Description = "The same as --set epochs=N", HelpName = "N" };
    private readonly Option<string[]> _set = new("--set") { Description = "A setting, see below; may be repeated", HelpName = "key=value" };
    private readonly Option<string?> _config = new("--config") { Description = "Settings from a JSON file, as {\"dim\": 8}; --set goes first", HelpName = "FILE.json" };

    public IEnumerable<Option> All => [_preset, _data, _protocol, _objective, _epochs, _set, _config];

    /// <summary>Those of them that say what the data set is and how it is split.</summary>
    public IEnumerable<Option> OfData => [_preset, _protocol, _set, _config];

    /// <summary>The lines that explain the settings, with the values that the presets give them.</summary>
    public static IEnumerable<string> Help()
    {
        yield return "Settings (--set key=value, or keys of the --config file), with their defaults under each preset:";
        foreach (Setting setting in Setting.All)
        {
            IEnumerable<string> values = Preset.All.Select(p => setting.Get(p.Settings)?.ToString() ?? "none");
            string defaults = values.Distinct().Count() == 1
                ? values.First()
                : string.Join(", ", Preset.All.Zip(values, (preset, value) => $"{preset.Name} {value}"));
            yield return $"  {setting.Key,-13} {setting.Meaning} [{defaults}]";
        }
    }

    /// <summary>The settings: the preset's, then the file's, then those of the command line.</summary>
    public RunSettings Settings(ParseResult parsed)
    {
        RunSettings settings = Preset.Find(parsed.GetValue(_preset)!).Settings;
        if (parsed.GetValue(_config) is string path) settings = Setting.Apply(settings, SettingFile.Read(path));
        var values = new List<KeyValuePair<string, string>>();
        foreach ((string key, Option<string?> option) in new[] { ("protocol", _protocol), ("objective", _objective), ("epochs", _epochs) })
        {
            if (parsed.GetValue(option) is string value) values.Add(KeyValuePair.Create(key, value));
        }

        return Setting.Apply(settings, [.. values, .. Pairs(parsed.GetValue(_set))]);
    }

    /// <summary>The keys and values that <c>--set</c> was given.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(string[]? given)
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (string pair in given ?? [])
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new SettingException($"--set: expected key=value, found '{pair}'.");
            pairs.Add(KeyValuePair.Create(pair[..equals], pair[(equals + 1)..]));
        }

        return pairs;
    }

    /// <summary>The data set's folder.</summary>
    public string Folder(ParseResult parsed) => DataFolder.Find(parsed.GetValue(_data), parsed.GetValue(_preset)!);
}
