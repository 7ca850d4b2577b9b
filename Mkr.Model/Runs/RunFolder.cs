using System.Text.Json;
using System.Text.Json.Nodes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Models.States;
using Mkr.Model.Settings;

namespace Mkr.Model.Runs;

/// <summary>
/// A trained model in a folder that needs nothing else: <c>config.json</c> (model, settings, seed, split's fingerprint, hashes),
/// <c>weights.safetensors</c>, <c>vocabulary/</c> (an id a line, in the order of the tables' rows), <c>data/</c> (the data set, raw
/// layout), <c>split/</c>, <c>metrics.json</c> and <c>epochs.csv</c>.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string WeightsFile = "weights.safetensors";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly RecommendationData _whole;

    private RunFolder(RunConfig config, RecommendationData whole, RecommendationData data, DatasetSplit split, ITrainedModel recommender)
    {
        _whole = whole;
        Settings = config.Settings;
        Seed = config.Seed;
        Notice = config.Notice;
        Data = data;
        Split = split;
        Recommender = recommender;
    }

    /// <summary>The settings it was trained with.</summary>
    public RunSettings Settings { get; }

    /// <summary>The seed it was trained with.</summary>
    public ulong Seed { get; }

    /// <summary>What the user should know of the folder, in a line; null for nothing.</summary>
    public string? Notice { get; }

    /// <summary>The data set, reduced as the settings say.</summary>
    public RecommendationData Data { get; }

    /// <summary>The fingerprint of the data set as it was read, before the settings reduced it; it is computed at each call.</summary>
    public string DataFingerprint => Experiments.Reproduction.DataFingerprint.Compute(_whole);

    /// <summary>The split.</summary>
    public DatasetSplit Split { get; }

    /// <summary>The model, ready to score.</summary>
    public ITrainedModel Recommender { get; }

    /// <summary>Writes a run into an empty folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="settings">The settings.</param>
    /// <param name="data">The data set, as it was read.</param>
    /// <param name="run">The run.</param>
    /// <param name="metrics">What is to be kept of its results.</param>
    public static void Write(string folder, RunSettings settings, RecommendationData data, ExperimentRun run, JsonObject metrics)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(metrics);
        File.WriteAllText(Path.Combine(folder, RunRecord.MetricsFile), metrics.ToJsonString(Indented) + Environment.NewLine);
        File.WriteAllLines(Path.Combine(folder, RunRecord.EpochsFile), EpochTable.Lines(run.Training.Epochs));
        TensorWriter.Write(Path.Combine(folder, WeightsFile), run.Training.Recommender);
        RawDataWriter.Write(Path.Combine(folder, "data"), data);
        SplitFile.Write(Path.Combine(folder, "split"), run.Split, data);
        string vocabulary = Directory.CreateDirectory(Path.Combine(folder, "vocabulary")).FullName;
        foreach ((string name, Vocabulary ids) in Vocabularies(data))
            File.WriteAllLines(Path.Combine(vocabulary, name), Enumerable.Range(0, ids.Count).Select(i => ids[i]));
        new RunConfig(data.Name, run.Seed, run.Split.Fingerprint, settings, RunManifest.Of(folder)).Write(folder);
    }

    /// <summary>Opens a run.</summary>
    /// <exception cref="InvalidDataException">A part is missing, was changed, or does not belong to the others.</exception>
    /// <exception cref="DataFormatException">A data file is malformed.</exception>
    public static RunFolder Open(string path)
    {
        RunConfig config = RunConfig.Read(path);
        RunManifest.Check(path, config.Files);
        RecommendationData whole = RawDataReader.Read(Path.Combine(path, "data"), RawDataWriter.Format(config.Dataset));
        CheckVocabularies(Path.Combine(path, "vocabulary"), whole);
        DatasetSplit split = SplitFile.Read(Path.Combine(path, "split"), whole);
        if (split.Fingerprint != config.Split)
        {
            throw new InvalidDataException(
                $"{path}: the files in split/ are not those that the model was trained with. Copy the folder again, or train again.");
        }

        RecommendationData data = config.Settings.Split.Reduce(whole, new SeededRandom(config.Seed));
        var tensors = new TensorReader(Path.Combine(path, WeightsFile));
        ITrainedModel recommender = config.Settings.Model.Open(config.Settings.Options, new ModelData(data, split), tensors);
        tensors.CheckAllRead();
        if (FiniteCheck.FirstBad(recommender) is string bad)
            throw new InvalidDataException($"{path}: the weights have numbers in '{bad}' that are not finite. Train again with --out.");
        return new RunFolder(config, whole, data, split, recommender);
    }

    /// <summary>Frees what the model holds.</summary>
    public void Dispose() => Recommender.Dispose();

    private static void CheckVocabularies(string folder, RecommendationData data)
    {
        foreach ((string name, Vocabulary ids) in Vocabularies(data))
        {
            string path = Path.Combine(folder, name);
            if (!File.Exists(path) || !File.ReadLines(path).SequenceEqual(Enumerable.Range(0, ids.Count).Select(i => ids[i])))
                throw new InvalidDataException(
                    $"{path}: these are not the ids in data/, in their order. The folder has been changed: train again.");
        }
    }

    private static IEnumerable<(string Name, Vocabulary Ids)> Vocabularies(RecommendationData data) =>
        [("users.txt", data.Users), ("items.txt", data.Items), ("entities.txt", data.Graph.Entities),
            ("relations.txt", data.Graph.Relations)];
}
