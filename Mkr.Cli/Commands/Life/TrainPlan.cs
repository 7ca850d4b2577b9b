using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Settings;

namespace Mkr.Cli.Commands.Life;

/// <summary>What <c>mkr train</c> was asked for, so that it can be asked for again: what a checkpoint keeps of the command line.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Preset">The data set's preset.</param>
/// <param name="Changes">The settings that were given.</param>
/// <param name="Data">The data set's folder; null for that of <paramref name="From"/>.</param>
/// <param name="From">The run that the training starts from; null for none.</param>
/// <param name="Seed">The first seed.</param>
/// <param name="Runs">The number of runs.</param>
/// <param name="Compare">The rows to compare with, as they were given.</param>
/// <param name="Out">The folder for the trained model.</param>
/// <param name="Json">The file for the result.</param>
internal sealed record TrainPlan(
    string Model, string Preset, IReadOnlyDictionary<string, string> Changes, string? Data, string? From, int Seed, int Runs,
    string? Compare, string? Out, string? Json)
{
    private static readonly JsonSerializerOptions Names = new(JsonSerializerDefaults.Web);

    /// <summary>The seed of each run.</summary>
    [JsonIgnore]
    public ulong[] Seeds => [.. Enumerable.Range(Seed, Runs).Select(seed => (ulong)seed)];

    /// <summary>What <see cref="ToJson"/> has written.</summary>
    public static TrainPlan FromJson(JsonObject json) => json.Deserialize<TrainPlan>(Names)!;

    /// <summary>As a JSON object.</summary>
    public JsonObject ToJson() => JsonSerializer.SerializeToNode(this, Names)!.AsObject();

    /// <summary>The settings before those that were given: the preset's, or those of the run that the training starts from.</summary>
    public RunSettings Start(RunFolder? from) => from is null
        ? Mkr.Model.Settings.Preset.Find(Preset).Settings(ModelCatalog.Find(Model))
        : Data is null ? from.Settings : from.SettingsForData;

    /// <summary>The data set.</summary>
    public RecommendationData Read(RunFolder? from, RunSettings settings) =>
        Data is null ? from!.Whole : RawDataReader.Read(Data, settings.Format);
}
