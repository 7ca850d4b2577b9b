using Mkr.Model.Data.Formats;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Model.Runs;

/// <summary>The settings in folders of version 0.1.0, and those of folders in which a later setting is missing.</summary>
internal static class OldSettings
{
    /// <summary>What holds for a setting that a folder does not have: its own default, of no preset.</summary>
    public static RunSettings Default(string dataset, ModelDefinition model) =>
        new() { Format = RawDataWriter.Format(dataset), Model = model, Options = model.Defaults };

    /// <summary>The switch <c>kge</c> of 0.1.0 is the graph that a model is given.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Translate(IEnumerable<KeyValuePair<string, string>> settings) =>
        settings.Select(s => s.Key == "kge" ? KeyValuePair.Create("graph", s.Value == "on" ? "given" : "none") : s);
}
