using Mkr.Model.Settings;

namespace Mkr.Model.Models;

/// <summary>Options for the known data sets.</summary>
internal static class ModelPresets
{
    /// <summary>The same options for each.</summary>
    public static IReadOnlyDictionary<string, ModelOptions> Same(ModelOptions options) =>
        Preset.All.ToDictionary(preset => preset.Name, _ => options);
}
