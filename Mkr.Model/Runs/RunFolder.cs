using System.Text.Json;
using System.Text.Json.Nodes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Models.States;
using Mkr.Model.Runs.SafeTensors;
using Mkr.Model.Settings;

namespace Mkr.Model.Runs;

/// <summary>
/// A trained model in a folder that needs nothing else: <c>config.json</c> (model, settings, seed, split's fingerprint, hashes),
/// <c>weights.safetensors</c>, <c>parameters.safetensors</c> (what else another training may start from), <c>vocabulary/</c> (an id a line,
/// in the order of the tables' rows), <c>data/</c> (the data set, raw layout), <c>split/</c>, <c>metrics.json</c> and <c>epochs.csv</c>.
/// </summary>
public sealed class RunFolder : IDisposable
{
    private const string WeightsFile = "weights.safetensors";
    private const string ParametersFile = "parameters.safetensors";
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private RunFolder(
        string path, RunConfig config, RecommendationData whole, RecommendationData data, DatasetSplit split, ITrainedModel recommender)
    {
        Path = path;
        IsRefit = config.IsRefit;
        Whole = whole;
        Settings = config.Settings;
        Seed = config.Seed;
        Notice = config.Notice;
        Data = data;
        Split = split;
        Recommender = recommender;
    }

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>
    /// Whether it was trained on all the data there is, so that nothing is left to judge it by; see <see cref="Experiments.Refit"/>.
    /// </summary>
    public bool IsRefit { get; }

    /// <summary>The settings it was trained with.</summary>
    public RunSettings Settings { get; }

    /// <summary>
    /// The same with the layout that the data set had before it was copied into the folder: for other data of that layout.
    /// </summary>
    public RunSettings SettingsForData
    {
        get
        {
            RawFormat format = Settings.Format with { Given = [] };
            RawFormat? known = RawFormat.Presets.FirstOrDefault(preset => preset.Name == format.Name);
            return Settings with
            {
                Format = known is null ? format : format with { ItemNames = known.ItemNames, UserNames = known.UserNames },
            };
        }
    }

    /// <summary>The seed it was trained with.</summary>
    public ulong Seed { get; }

    /// <summary>What the user should know of the folder, in a line; null for nothing.</summary>
    public string? Notice { get; }

    /// <summary>The data set as it was read, before the settings reduced it.</summary>
    public RecommendationData Whole { get; }

    /// <summary>The data set, reduced as the settings say.</summary>
    public RecommendationData Data { get; }

    /// <summary>The fingerprint of the data set as it was read, before the settings reduced it; it is computed at each call.</summary>
    public string DataFingerprint => Experiments.Reproduction.DataFingerprint.Compute(Whole);

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
    /// <param name="isRefit">Whether it was trained on all the data.</param>
    public static void Write(
        string folder, RunSettings settings, RecommendationData data, ExperimentRun run, JsonObject metrics, bool isRefit = false)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(metrics);
        File.WriteAllText(System.IO.Path.Combine(folder, RunRecord.MetricsFile), metrics.ToJsonString(Indented) + Environment.NewLine);
        File.WriteAllLines(System.IO.Path.Combine(folder, RunRecord.EpochsFile), EpochTable.Lines(run.Training.Epochs));
        TensorWriter.Write(System.IO.Path.Combine(folder, WeightsFile), run.Training.Recommender);
        if (run.Training.Parameters is { HasValues: true } parameters)
            TensorWriter.WriteBeside(System.IO.Path.Combine(folder, ParametersFile), parameters, run.Training.Recommender);
        RawDataWriter.Write(System.IO.Path.Combine(folder, "data"), data);
        SplitFile.Write(System.IO.Path.Combine(folder, "split"), run.Split, data);
        string vocabulary = Directory.CreateDirectory(System.IO.Path.Combine(folder, "vocabulary")).FullName;
        foreach ((string name, Vocabulary ids) in Vocabularies(data))
            File.WriteAllLines(System.IO.Path.Combine(vocabulary, name), Enumerable.Range(0, ids.Count).Select(i => ids[i]));
        new RunConfig(data.Name, run.Seed, run.Split.Fingerprint, settings, RunManifest.Of(folder), isRefit).Write(folder);
    }

    /// <summary>Opens a run.</summary>
    /// <exception cref="InvalidDataException">A part is missing, was changed, or does not belong to the others.</exception>
    /// <exception cref="DataFormatException">A data file is malformed.</exception>
    public static RunFolder Open(string path)
    {
        RunConfig config = RunConfig.Read(path);
        RunManifest.Check(path, config.Files);
        RecommendationData whole = RawDataReader.Read(System.IO.Path.Combine(path, "data"), RawDataWriter.Format(config.Dataset));
        CheckVocabularies(System.IO.Path.Combine(path, "vocabulary"), whole);
        DatasetSplit split = SplitFile.Read(System.IO.Path.Combine(path, "split"), whole, isTrainAlone: config.IsRefit);
        if (split.Fingerprint != config.Split)
        {
            throw new InvalidDataException(
                $"{path}: the files in split/ are not those that the model was trained with. Copy the folder again, or train again.");
        }

        RecommendationData data = config.Settings.Split.Reduce(whole, new SeededRandom(config.Seed));
        var tensors = new TensorReader(System.IO.Path.Combine(path, WeightsFile));
        ITrainedModel recommender = config.Settings.Model.Open(config.Settings.Options, new ModelData(data, split), tensors);
        tensors.CheckAllRead();
        if (FiniteCheck.FirstBad(recommender) is string bad)
            throw new InvalidDataException($"{path}: the weights have numbers in '{bad}' that are not finite. Train again with --out.");
        return new RunFolder(path, config, whole, data, split, recommender);
    }

    /// <summary>What another training may start from, by name: the parameters that were kept for that, and what scores.</summary>
    internal IReadOnlyDictionary<string, SafeTensor> Parameters() => new[] { ParametersFile, WeightsFile }
        .Select(name => System.IO.Path.Combine(Path, name)).Where(File.Exists).SelectMany(path => SafeTensorFile.Read(path).Tensors)
        .DistinctBy(tensor => tensor.Name).ToDictionary(tensor => tensor.Name);

    /// <summary>Frees what the model holds.</summary>
    public void Dispose() => Recommender.Dispose();

    private static void CheckVocabularies(string folder, RecommendationData data)
    {
        foreach ((string name, Vocabulary ids) in Vocabularies(data))
        {
            string path = System.IO.Path.Combine(folder, name);
            if (!File.Exists(path) || !File.ReadLines(path).SequenceEqual(Enumerable.Range(0, ids.Count).Select(i => ids[i])))
                throw new InvalidDataException(
                    $"{path}: these are not the ids in data/, in their order. The folder has been changed: train again.");
        }
    }

    private static IEnumerable<(string Name, Vocabulary Ids)> Vocabularies(RecommendationData data) =>
        [("users.txt", data.Users), ("items.txt", data.Items), ("entities.txt", data.Graph.Entities),
            ("relations.txt", data.Graph.Relations)];
}
