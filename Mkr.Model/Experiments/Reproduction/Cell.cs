using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Mkr.Model.Experiments.Reproduction;

/// <summary>The unit of work of an experiment: one seed of one data set under one choice of settings.</summary>
/// <param name="Experiment">The experiment.</param>
/// <param name="Dataset">The data set.</param>
/// <param name="Settings">All settings, the varied one included.</param>
/// <param name="Value">The varied setting's value; null where none is varied.</param>
/// <param name="Seed">Determines split, initialisation and training.</param>
public sealed record Cell(PaperExperiment Experiment, string Dataset, RunSettings Settings, string? Value, ulong Seed)
{
    /// <summary>Part of every key: to be raised when a change of the program changes results.</summary>
    private const int Schema = 1;

    /// <summary>The objective's name.</summary>
    public string Objective => Setting.Find("objective").Get(Settings)!.GetValue<string>();

    /// <summary>The protocol's name.</summary>
    public string Protocol => Settings.Protocol.Name;

    /// <summary>A name for people, unique within a call of an experiment.</summary>
    public string Name => string.Join('-', new[] { Dataset, Objective, Protocol, Value, $"seed{Seed}" }.OfType<string>());

    /// <summary>Plans an experiment: all its cells, those of a data set together.</summary>
    /// <param name="experiment">The experiment.</param>
    /// <param name="datasets">The data sets.</param>
    /// <param name="objectives">The objectives.</param>
    /// <param name="protocols">The protocols.</param>
    /// <param name="runs">The number of seeds, from 1 on.</param>
    /// <param name="settings">Other settings than the presets'; the experiment's own go first.</param>
    public static IReadOnlyList<Cell> Plan(
        PaperExperiment experiment, IReadOnlyList<string> datasets, IReadOnlyList<string> objectives, IReadOnlyList<string> protocols, int runs,
        IReadOnlyList<KeyValuePair<string, string>> settings)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return
        [
            .. from dataset in datasets
               from protocol in protocols
               from objective in objectives
               from value in experiment.Values
               from run in Enumerable.Range(1, runs)
               select new Cell(experiment, dataset, Choose(dataset, objective, protocol, value), value, (ulong)run),
        ];

        RunSettings Choose(string dataset, string objective, string protocol, string? value)
        {
            RunSettings chosen = Setting.Apply(Preset.Find(dataset).Settings, [new("objective", objective), .. settings, new("protocol", protocol)]);
            return experiment.Varies is null ? chosen : Setting.Apply(chosen, [new(experiment.Varies, value!)]);
        }
    }

    /// <summary>SHA-256, in lower-case hexadecimal, of everything that determines the result: two cells with the same key have the same result.</summary>
    /// <param name="dataFingerprint">The data set's, from <see cref="DataFingerprint"/>.</param>
    public string Key(string dataFingerprint)
    {
        var content = new JsonObject
        {
            ["schema"] = Schema,
            ["data"] = dataFingerprint,
            ["settings"] = Setting.ToJson(Settings),
            ["seed"] = Seed,
            ["comparisons"] = string.Join(';', Experiment.Comparisons),
            ["metrics"] = string.Join(';', Experiment.Metrics),
        };
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content.ToJsonString())));
    }
}
