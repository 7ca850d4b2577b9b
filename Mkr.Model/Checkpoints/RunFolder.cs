using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Model.Checkpoints;

/// <summary>
/// A trained model in a folder that needs nothing else: <c>config.json</c> (settings, seed, split's fingerprint), <c>weights.safetensors</c>, <c>vocabulary/</c> (an id a
/// line, in the order of the tables' rows), <c>data/</c> (the data set, raw layout), <c>split/</c>, <c>metrics.json</c> and <c>epochs.csv</c>.
/// </summary>
public sealed class RunFolder
{
    private const int Schema = 1;
    private const string ConfigFile = "config.json";
    private const string WeightsFile = "weights.safetensors";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private RunFolder(RunSettings settings, ulong seed, RecommendationData data, DatasetSplit split, MkrModel<float> model)
    {
        Settings = settings;
        Seed = seed;
        Data = data;
        Split = split;
        Model = model;
    }

    /// <summary>The settings it was trained with.</summary>
    public RunSettings Settings { get; }

    /// <summary>The seed it was trained with.</summary>
    public ulong Seed { get; }

    /// <summary>The data set.</summary>
    public RecommendationData Data { get; }

    /// <summary>The split.</summary>
    public DatasetSplit Split { get; }

    /// <summary>The model.</summary>
    public MkrModel<float> Model { get; }

    /// <summary>Throws where a run cannot be written to <paramref name="path"/>, before anything is trained for nothing.</summary>
    /// <exception cref="SettingException">There is something already.</exception>
    public static void CheckFree(string path)
    {
        if (File.Exists(path) || (Directory.Exists(path) && Directory.EnumerateFileSystemEntries(path).Any()))
            throw new SettingException($"{path}: there is something already. Give --out the path of a new folder.");
    }

    /// <summary>Writes a run into a new folder; it appears complete or not at all.</summary>
    public static void Write(
        string path, RunSettings settings, ulong seed, RecommendationData data, DatasetSplit split, TrainingResult result, JsonObject metrics)
    {
        ArgumentNullException.ThrowIfNull(result);
        CheckFree(path);
        string partial = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + ".partial";
        if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        Directory.CreateDirectory(partial);
        var config = new JsonObject
        {
            ["schema"] = Schema,
            ["dataset"] = data.Name,
            ["seed"] = seed,
            ["split"] = split.Fingerprint,
            ["settings"] = Setting.ToJson(settings),
        };
        File.WriteAllText(Path.Combine(partial, ConfigFile), config.ToJsonString(Indented));
        File.WriteAllText(Path.Combine(partial, "metrics.json"), metrics.ToJsonString(Indented));
        File.WriteAllLines(Path.Combine(partial, "epochs.csv"), EpochLines(result.Epochs));
        ModelCheckpoint.Write(Path.Combine(partial, WeightsFile), result.Model);
        RawDataWriter.Write(Path.Combine(partial, "data"), data);
        SplitFile.Write(Path.Combine(partial, "split"), split, data);
        string vocabulary = Directory.CreateDirectory(Path.Combine(partial, "vocabulary")).FullName;
        foreach ((string name, Vocabulary ids) in Vocabularies(data))
            File.WriteAllLines(Path.Combine(vocabulary, name), Enumerable.Range(0, ids.Count).Select(i => ids[i]));

        if (Directory.Exists(path)) Directory.Delete(path);
        Directory.Move(partial, path);
    }

    /// <summary>Opens a run.</summary>
    /// <exception cref="InvalidDataException">A part is missing or does not belong to the others.</exception>
    /// <exception cref="DataFormatException">A data file is malformed.</exception>
    public static RunFolder Open(string path)
    {
        string configPath = Path.Combine(path, ConfigFile);
        if (!File.Exists(configPath)) throw new InvalidDataException($"{path}: there is no {ConfigFile}. Give a folder that `train --out` has written.");
        JsonNode config = ReadConfig(configPath);
        string name = config["dataset"]!.GetValue<string>();
        RecommendationData data = RawDataReader.Read(Path.Combine(path, "data"), RawDataWriter.Format(name));
        CheckVocabularies(Path.Combine(path, "vocabulary"), data);
        DatasetSplit split = SplitFile.Read(Path.Combine(path, "split"), data);
        if (split.Fingerprint != config["split"]!.GetValue<string>())
            throw new InvalidDataException($"{path}: the files in split/ are not those that the model was trained with.");
        RunSettings settings = Setting.Apply(
            Preset.All[0].Settings, config["settings"]!.AsObject().Select(s => KeyValuePair.Create(s.Key, s.Value!.ToString())));
        var sizes = new MkrSizes(data.Users.Count, data.Items.Count, data.Graph.Entities.Count, data.Graph.Relations.Count);
        MkrModel<float> model = ModelCheckpoint.Read(Path.Combine(path, WeightsFile), settings.Model, sizes);
        ulong seed = config["seed"]!.GetValue<ulong>();
        return new RunFolder(settings, seed, settings.Reduce(data, new SeededRandom(seed)), split, model);
    }

    private static JsonNode ReadConfig(string path)
    {
        try
        {
            JsonNode? config = JsonNode.Parse(File.ReadAllText(path));
            if (config is JsonObject && config["schema"]?.GetValue<int>() == Schema && config["dataset"] is not null && config["seed"] is not null
                && config["split"] is not null && config["settings"] is JsonObject)
            {
                return config;
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What is not JSON is no configuration either.
        }

        throw new InvalidDataException($"{path}: this is not the configuration of a run, schema {Schema}. Train again with --out.");
    }

    private static void CheckVocabularies(string folder, RecommendationData data)
    {
        foreach ((string name, Vocabulary ids) in Vocabularies(data))
        {
            string path = Path.Combine(folder, name);
            if (!File.Exists(path) || !File.ReadLines(path).SequenceEqual(Enumerable.Range(0, ids.Count).Select(i => ids[i])))
                throw new InvalidDataException($"{path}: these are not the ids in data/, in their order. The folder has been changed: train again.");
        }
    }

    private static IEnumerable<(string Name, Vocabulary Ids)> Vocabularies(RecommendationData data) =>
        [("users.txt", data.Users), ("items.txt", data.Items), ("entities.txt", data.Graph.Entities), ("relations.txt", data.Graph.Relations)];

    private static IEnumerable<string> EpochLines(IEnumerable<EpochReport> epochs) => epochs
        .Select(e => string.Create(
            CultureInfo.InvariantCulture, $"{e.Epoch},{e.RsLoss},{e.ValidationAuc},{e.ValidationAccuracy},{e.KgeRmse},{e.Seconds}"))
        .Prepend("epoch,train_loss,validation_auc,validation_accuracy,kge_rmse,seconds");
}
