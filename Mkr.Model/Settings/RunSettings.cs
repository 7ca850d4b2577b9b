using System.Text.Json.Nodes;
using Mkr.Model.Data.Formats;
using Mkr.Model.Models;

namespace Mkr.Model.Settings;

/// <summary>
/// Everything that determines a training run, but for its seed and its data: the data set's layout, its split, and a model with its
/// options. Each part's settings have keys; no two parts share one.
/// </summary>
public sealed record RunSettings
{
    /// <summary>The data set's layout.</summary>
    public required RawFormat Format { get; init; }

    /// <summary>How it is split.</summary>
    public SplitOptions Split { get; init; } = new();

    /// <summary>The model.</summary>
    public required ModelDefinition Model { get; init; }

    /// <summary>Its options.</summary>
    public required ModelOptions Options { get; init; }

    /// <summary>All settings with these values, by group and in the order of their declaration.</summary>
    public IEnumerable<(Setting Setting, object Record)> All =>
        SettingList.Of(typeof(RawFormat)).Select(setting => (setting, (object)Format))
            .Concat(SettingList.Of(typeof(SplitOptions)).Select(setting => (setting, (object)Split)))
            .Concat(Model.Settings.Select(setting => (setting, (object)Options)));

    /// <summary>A copy with another model, with the options that it has for the data set.</summary>
    public RunSettings With(ModelDefinition model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return this with { Model = model, Options = model.OptionsFor(Format.Name) };
    }

    /// <summary>A copy with other values, by key; of a key that is given twice the later value holds.</summary>
    /// <exception cref="SettingException">A key is unknown, or belongs to another model, or a value is bad.</exception>
    public RunSettings With(params IEnumerable<KeyValuePair<string, string>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        RunSettings settings = this;
        foreach ((string key, string value) in values) settings = settings.With(key, value);
        return settings;
    }

    /// <summary>The value of a setting, as text.</summary>
    /// <exception cref="SettingException">The key is unknown, or belongs to another model.</exception>
    public string Text(string key)
    {
        foreach ((Setting setting, object record) in All)
            if (setting.Key == key) return setting.Text(record);
        throw Unknown(key);
    }

    /// <summary>All values as one JSON object, by key.</summary>
    public JsonObject ToJson() => new(All.Select(s => KeyValuePair.Create(s.Setting.Key, (JsonNode?)s.Setting.Json(s.Record))));

    private RunSettings With(string key, string value)
    {
        if (Find(typeof(RawFormat), key) is Setting ofFormat)
            return this with { Format = ofFormat.Set(Format, value) with { Given = [.. Format.Given, key] } };
        if (Find(typeof(SplitOptions), key) is Setting ofSplit) return this with { Split = ofSplit.Set(Split, value) };
        if (Find(Options.GetType(), key) is Setting ofModel) return this with { Options = ofModel.Set(Options, value) };
        throw Unknown(key);
    }

    private static Setting? Find(Type record, string key) => SettingList.Of(record).FirstOrDefault(setting => setting.Key == key);

    private SettingException Unknown(string key)
    {
        string[] owners = [.. ModelCatalog.All.Where(m => m.Settings.Any(s => s.Key == key)).Select(m => m.Page).Distinct()];
        return new SettingException(owners.Length > 0
            ? $"'{key}' is no setting of {Model.Name}, but of {string.Join(", ", owners)}. "
                + $"`mkr train --model {Model.Name} --help` lists its own."
            : $"There is no setting '{key}'. Did you mean '{Nearest.To(key, All.Select(s => s.Setting.Key))}'?");
    }
}
