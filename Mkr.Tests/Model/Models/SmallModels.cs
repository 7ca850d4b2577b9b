using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Models;

/// <summary>Trains any model on a data set of 30 users, in a moment.</summary>
internal static class SmallModels
{
    public static RecommendationData Data { get; } = SmallWorld.Create();

    public static DatasetSplit Split { get; } = SplitProtocol.Find("paper").Split(Data, new SeededRandom(9));

    /// <summary>The model's settings for the data, with small batches and few epochs.</summary>
    public static RunSettings Settings(ModelDefinition model)
    {
        RunSettings settings = Preset.Find("demo").Settings(model);
        return model.Defaults is EpochOptions ? settings.With([new("epochs", "3"), new("batchSize", "16")]) : settings;
    }

    public static TrainingResult Train(RunSettings settings, ulong seed = 1, int threads = 1, RecommendationData? data = null) =>
        new EpochTrainer(settings.Model, settings.Options, new ModelData(data ?? Data, Split), threads).Train(new SeededRandom(seed));

    /// <summary>The bytes of a saved state.</summary>
    public static byte[] Bytes(ITrainedModel model)
    {
        using var folder = new TemporaryFolder();
        string file = Path.Combine(folder.Path, "state.safetensors");
        TensorWriter.Write(file, model);
        return File.ReadAllBytes(file);
    }
}
