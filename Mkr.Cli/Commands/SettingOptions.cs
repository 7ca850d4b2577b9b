using System.CommandLine;
using Mkr.Cli.Output;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands;

/// <summary>The options that choose a model, a data set and <see cref="RunSettings"/>: the same on every command that trains.</summary>
internal sealed class SettingOptions
{
    private readonly Option<string> _model = new("--model")
    {
        Description = "The model; `mkr models` lists all",
        HelpName = "NAME",
        DefaultValueFactory = _ => ModelCatalog.Default.Name,
    };

    private readonly Option<string> _preset = new("--preset")
    {
        Description = "The data set, with the settings that the model has for it",
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
        Description = "The loss of MKR's KGE task; the same as --set objective=...",
        HelpName = "paper|released",
    };

    private readonly Option<string?> _epochs = new("--epochs") { Description = "The same as --set epochs=N", HelpName = "N" };
    private readonly Option<string[]> _set = new("--set") { Description = "A setting, see below; may be repeated", HelpName = "key=value" };

    private readonly Option<string?> _config = new("--config")
    {
        Description = "Settings from a JSON file, as {\"dim\": 8}; --set goes first",
        HelpName = "FILE.json",
    };

    /// <summary>The options, which complete what they know.</summary>
    public SettingOptions()
    {
        Completions.Propose(_model, () => ModelCatalog.All.Select(model => model.Name));
        Completions.Propose(_preset, () => Preset.All.Select(preset => preset.Name));
        Completions.Propose(_protocol, () => SplitProtocol.All.Select(protocol => protocol.Name));
        Completions.Propose(_objective, () => ["paper", "released"]);
        Completions.ProposeSettings(_set, _model);
    }

    public IEnumerable<Option> All => [_model, _preset, _data, _protocol, _objective, _epochs, _set, _config];

    /// <summary>Those of them that choose a model and a data set's preset.</summary>
    public IEnumerable<Option> OfModel => [_model, _preset];

    /// <summary>Those of them that change settings.</summary>
    public IEnumerable<Option> OfChanges => [_protocol, _objective, _epochs, _set, _config];

    /// <summary>Those of them that say what the data set is and how it is split.</summary>
    public IEnumerable<Option> OfData => [_preset, _protocol, _set, _config];

    /// <summary>The model that was chosen.</summary>
    public ModelDefinition Model(ParseResult parsed) => ModelCatalog.Find(parsed.GetValue(_model) ?? ModelCatalog.Default.Name);

    /// <summary>The settings: the preset's, then the file's, then those of the command line.</summary>
    /// <exception cref="SettingException">A key is unknown or given twice, or a value is bad.</exception>
    public RunSettings Settings(ParseResult parsed) =>
        Settings(parsed, Preset.Find(parsed.GetValue(_preset)!).Settings(Model(parsed)));

    /// <summary>The same, with others in the place of the preset's.</summary>
    public RunSettings Settings(ParseResult parsed, RunSettings settings)
    {
        if (parsed.GetValue(_config) is string path) settings = SettingFile.Apply(path, settings);
        IReadOnlyList<KeyValuePair<string, string>> values = Given(parsed);
        foreach (IGrouping<string, string> given in values.GroupBy(v => v.Key, v => v.Value))
        {
            if (given.Distinct().Count() > 1)
                throw new SettingException($"{given.Key} is given as {string.Join(" and as ", given.Distinct())}. Give it once.");
        }

        settings = settings.With(values);
        Notes.Detail($"{settings.Model.Name}: {settings.ToJson().ToJsonString()}");
        return settings;
    }

    /// <summary>The settings that are given, by the file and by the command line, which goes first.</summary>
    public IReadOnlyDictionary<string, string> Changes(ParseResult parsed)
    {
        var changes = new Dictionary<string, string>();
        if (parsed.GetValue(_config) is string path) foreach ((string key, string value) in SettingFile.Read(path)) changes[key] = value;
        foreach ((string key, string value) in Given(parsed)) changes[key] = value;
        return changes;
    }

    /// <summary>The settings that the command line gives, by <c>--set</c> and by options of their own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Given(ParseResult parsed)
    {
        var values = new List<KeyValuePair<string, string>>();
        foreach ((string key, Option<string?> option) in new[] { ("protocol", _protocol), ("objective", _objective), ("epochs", _epochs) })
        {
            if (parsed.GetValue(option) is string value) values.Add(KeyValuePair.Create(key, value));
        }

        values.AddRange(Pairs(parsed.GetValue(_set)));
        return values;
    }

    /// <summary>The keys and values that <c>--set</c>, or another such option, was given.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>> Pairs(string[]? given, string option = "--set")
    {
        var pairs = new List<KeyValuePair<string, string>>();
        foreach (string pair in given ?? [])
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new SettingException($"{option}: expected key=value, found '{pair}'.");
            pairs.Add(KeyValuePair.Create(pair[..equals], pair[(equals + 1)..]));
        }

        return pairs;
    }

    /// <summary>The name of the data set's preset.</summary>
    public string PresetName(ParseResult parsed) => Preset.Find(parsed.GetValue(_preset)!).Name;

    /// <summary>The folder that <c>--data</c> names; null where it is not given.</summary>
    public string? GivenFolder(ParseResult parsed) => parsed.GetValue(_data);

    /// <summary>The data set's folder.</summary>
    public string Folder(ParseResult parsed) => DataFolder.Find(parsed.GetValue(_data), PresetName(parsed));
}
