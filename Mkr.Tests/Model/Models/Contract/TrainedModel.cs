using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Models.Contract;

/// <summary>Trains any model on little data.</summary>
internal static class TrainedModel
{
    /// <summary>The model's defaults for the small world, with two epochs where it has epochs, of several steps each.</summary>
    public static RunSettings Settings(ModelDefinition model)
    {
        var settings = new RunSettings { Format = SmallWorld.Format, Model = model, Options = model.Defaults };
        return model.Defaults is EpochOptions ? settings.With([new("epochs", "2"), new("batchSize", "32")]) : settings;
    }

    /// <summary>The demo, with the model's options for it.</summary>
    public static (RunSettings Settings, RecommendationData Data) Demo(ModelDefinition model)
    {
        RunSettings settings = Preset.Find("demo").Settings(model);
        return (settings, RawDataReader.Read(Path.Combine(RealData.RepositoryRoot, "datasets", "demo"), settings.Format));
    }

    /// <summary>One run without comparisons.</summary>
    public static ExperimentRun Run(RunSettings settings, RecommendationData data, ulong seed = 1, int threads = 1) =>
        new Experiment(data, settings, threads) { Comparisons = [] }.Run(seed);

    /// <summary>Trains on the split of seed 1, whatever the training's own seed.</summary>
    public static TrainingResult Train(RunSettings settings, RecommendationData data, ulong seed) =>
        new EpochTrainer(settings.Model, settings.Options, ModelData(settings, data)).Train(new SeededRandom(seed));

    /// <summary>A model before its first epoch.</summary>
    public static ITrainable Create(RunSettings settings, RecommendationData data) => settings.Model.Create(
        settings.Options, ModelData(settings, data), new TrainingResources(new SeededRandom(1), Threads: 1));

    /// <summary>The scores of all items for all users.</summary>
    public static float[] Scores(IRecommender recommender)
    {
        float[] scores = new float[recommender.UserCount * recommender.ItemCount];
        recommender.ScoreAllItems([.. Enumerable.Range(0, recommender.UserCount)], scores);
        return scores;
    }

    /// <summary>The data and the split of seed 1.</summary>
    public static ModelData ModelData(RunSettings settings, RecommendationData data)
    {
        var random = new SeededRandom(1);
        data = settings.Split.Reduce(data, random);
        return new ModelData(data, settings.Split.Split(data, random));
    }
}
