using BenchmarkDotNet.Attributes;
using Mkr.Model.Data;
using Mkr.Model.Data.Synthetic;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Serving;
using Mkr.Model.Settings;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>
/// The ten best items for a user, as a server asks for them, on random data of MovieLens-1M's size (6,036 users, 2,347 items), on one
/// thread. Allocations of what is below the library's face are those of the model.
/// </summary>
public class RecommendBenchmarks : IDisposable
{
    private readonly Recommendation[] _list = new Recommendation[10];
    private Recommender _recommender = null!;

    /// <summary>The model.</summary>
    [Params("mkr", "mkr-hybrid")]
    public string Model { get; set; } = ModelCatalog.Default.Name;

    /// <summary>The users, each of whom is an example of the report.</summary>
    [Params(500)]
    public int Batch { get; set; }

    /// <summary>Trains the model for an epoch.</summary>
    [GlobalSetup]
    public void Setup()
    {
        ModelDefinition model = ModelCatalog.Find(Model);
        RecommendationData data = RandomWorld.Create("movie", WorldSizes.Public["movie"]);
        RunSettings settings = Preset.Find("movie").Settings(model).With([new("epochs", "1")]);
        ExperimentRun run = new Experiment(data, settings) { Comparisons = [] }.Run(seed: 1);
        _recommender = new Recommender(model, run.Training.Recommender, new ModelData(data, run.Split));
    }

    /// <summary>Frees the model.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _recommender.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Recommends to the users, one by one.</summary>
    [Benchmark]
    public int Recommend()
    {
        int found = 0;
        for (int user = 0; user < Batch; user++) found += _recommender.Recommend(user, _list);
        return found;
    }
}
