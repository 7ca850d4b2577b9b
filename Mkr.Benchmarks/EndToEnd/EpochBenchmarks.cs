using BenchmarkDotNet.Attributes;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>
/// An epoch of each preset on random data of its size, as Algorithm 1 has it: shuffling, all steps of the recommendation task and those of
/// the KGE task between them, and making up deferred steps at the end; no evaluation. An example is an interaction of the training part.
/// </summary>
public class EpochBenchmarks : IDisposable
{
    private MkrTraining<float> _training = null!;

    /// <summary>The presets, with the sizes of their training parts.</summary>
    public static IEnumerable<Workload> Presets =>
        SyntheticData.Presets.Select(preset => new Workload(preset, SyntheticData.TrainingExamples(preset)));

    [ParamsSource(nameof(Presets))]
    public Workload Preset { get; set; } = null!;

    /// <summary>Makes the data, the model and its trainer.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var source = new SyntheticData(Preset.Name);
        MkrModel<float> model = TapeStepper.CreateModel(SyntheticData.Options(Preset.Name), source.Data);
        _training = new MkrTraining<float>(model, source.Data, source.Train, new SeededRandom(4));
    }

    /// <summary>Ends the trainer.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _training.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public double Epoch() => _training.RunEpoch();
}
