using BenchmarkDotNet.Attributes;
using Mkr.Engine.Randomness;
using Mkr.Model.Experiments;
using Mkr.Model.Training;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>
/// An epoch of each preset on random data of its size, as Algorithm 1 has it: shuffling, all steps of the recommendation task and those of the KGE task between them, and making up deferred
/// steps at the end; no evaluation. An example is an interaction of the training part.
/// </summary>
public class EpochBenchmarks : IDisposable
{
    private AlternatingTrainer<float> _trainer = null!;

    /// <summary>The presets, with the sizes of their training parts.</summary>
    public static IEnumerable<Workload> Presets => SyntheticData.Presets.Select(preset => new Workload(preset, SyntheticData.TrainingExamples(preset)));

    [ParamsSource(nameof(Presets))]
    public Workload Preset { get; set; } = null!;

    /// <summary>Makes the data, the model and its trainer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        RunSettings settings = Mkr.Model.Experiments.Preset.Find(Preset.Name).Settings;
        var source = new SyntheticData(Preset.Name);
        _trainer = new AlternatingTrainer<float>(
            TapeStepper.CreateModel(settings, source.Data), source.Data, source.Train, settings.Training, new SeededRandom(4));
    }

    /// <summary>Ends the trainer.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _trainer.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public double Epoch() => _trainer.RunEpoch();
}
