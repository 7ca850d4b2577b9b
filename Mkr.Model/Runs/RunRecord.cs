using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mkr.Model.Runs;

/// <summary>What a run folder tells of how the model was trained.</summary>
/// <param name="Seconds">The time to split and to train; null in a folder that does not say.</param>
/// <param name="BestEpoch">The epoch that was kept, from 1; null in a folder that does not say.</param>
/// <param name="PeakMemoryBytes">The most memory that the process had; null in a folder that does not say.</param>
/// <param name="ValidationAuc">The AUC on the validation part, an epoch each; NaN where it was no number.</param>
internal sealed record RunRecord(double? Seconds, int? BestEpoch, long? PeakMemoryBytes, IReadOnlyList<double> ValidationAuc)
{
    /// <summary>The file with the results.</summary>
    internal const string MetricsFile = "metrics.json";

    /// <summary>The file with the epochs.</summary>
    internal const string EpochsFile = "epochs.csv";

    /// <summary>Reads that of a folder.</summary>
    /// <exception cref="InvalidDataException">A file is malformed.</exception>
    public static RunRecord Read(string folder)
    {
        string metrics = Path.Combine(folder, MetricsFile), epochs = Path.Combine(folder, EpochsFile);
        try
        {
            JsonNode? json = File.Exists(metrics) ? JsonNode.Parse(File.ReadAllText(metrics)) : null;
            return new RunRecord(
                (double?)json?["seconds"], (int?)json?["bestEpoch"], (long?)json?["peakMemoryBytes"],
                File.Exists(epochs) ? EpochTable.Column(File.ReadAllLines(epochs), "validation_auc") : []);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            throw new InvalidDataException($"{folder}: {MetricsFile} or {EpochsFile} is damaged ({e.Message}). Train again with --out.", e);
        }
    }
}
