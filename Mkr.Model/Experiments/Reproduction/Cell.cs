using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>The unit of work of an experiment: one seed of one data set under one choice of settings.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Dataset">The data set.</param>
/// <param name="System">The name of what is trained, in tables.</param>
/// <param name="Settings">All settings, the varied one included.</param>
/// <param name="Value">The varied setting's value; null where none is varied.</param>
/// <param name="Seed">Determines split, initialisation and training.</param>
internal sealed record Cell(
    PaperExperiment Experiment, string Dataset, string System, RunSettings Settings, string? Value, ulong Seed)
{
    // Part of every key: to be raised when a change of the program changes results.
    private const int Schema = 2;
    private const string ObjectiveKey = "objective";

    /// <summary>The objective's name; empty for a model that has none.</summary>
    public string Objective => HasObjective(Settings.Model) ? Settings.Text(ObjectiveKey) : string.Empty;

    /// <summary>The protocol's name.</summary>
    public string Protocol => Settings.Split.Protocol.Name;

    /// <summary>A name for people, unique within a call of an experiment.</summary>
    public string Name
    {
        get
        {
            string system = System.Replace(", ", "-", StringComparison.Ordinal).Replace(' ', '-');
            IEnumerable<string?> parts = [Dataset, system, Objective, Protocol, Value, $"seed{Seed}"];
            return string.Join('-', parts.Where(part => !string.IsNullOrEmpty(part)));
        }
    }

    /// <summary>Plans an experiment: all its cells, those of a data set together.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="datasets">The data sets.</param>
    /// <param name="objectives">The objectives, of systems that have one.</param>
    /// <param name="protocols">The protocols.</param>
    /// <param name="runs">The number of seeds, from 1 on.</param>
    /// <param name="settings">Other settings than the presets'; the experiment's own go first.</param>
    /// <exception cref="SettingException">A setting is none of a system's.</exception>
    public static IReadOnlyList<Cell> Plan(
        PaperExperiment experiment, IReadOnlyList<string> datasets, IReadOnlyList<string> objectives, IReadOnlyList<string> protocols,
        int runs, IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return
        [
            .. from dataset in datasets
               from protocol in protocols
               from system in experiment.Systems
               where system.Datasets?.Contains(dataset) ?? true
               from objective in HasObjective(ModelCatalog.Find(system.Model)) ? objectives : [null!]
               from value in experiment.Values
               from run in Enumerable.Range(1, runs)
               select new Cell(experiment, dataset, system.Name, Choose(dataset, system, objective, protocol, value), value, (ulong)run),
        ];

        RunSettings Choose(string dataset, ExperimentSystem system, string? objective, string protocol, string? value)
        {
            RunSettings chosen = Preset.Find(dataset).Settings(ModelCatalog.Find(system.Model));
            if (objective is not null) chosen = chosen.With(KeyValuePair.Create(ObjectiveKey, objective));
            chosen = chosen.With([.. system.Set, .. settings, new("protocol", protocol)]);
            return experiment.Varies is null ? chosen : chosen.With(KeyValuePair.Create(experiment.Varies, value!));
        }
    }

    /// <summary>
    /// SHA-256, in lower-case hexadecimal, of all that determines the result: cells with the same key have the same result.
    /// </summary>
    /// <param name="dataFingerprint">The data set's, from <see cref="DataFingerprint"/>.</param>
    public string Key(string dataFingerprint)
    {
        var content = new JsonObject
        {
            ["schema"] = Schema,
            ["data"] = dataFingerprint,
            ["model"] = Settings.Model.Name,
            ["settings"] = Settings.ToJson(),
            ["seed"] = Seed,
            ["comparisons"] = string.Join(';', Experiment.Comparisons),
            ["metrics"] = string.Join(';', Experiment.Metrics),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJsonString())));
    }

    private static bool HasObjective(ModelDefinition model) => model.Settings.Any(setting => setting.Key == ObjectiveKey);
}
