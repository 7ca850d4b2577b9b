using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Settings;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>
/// A step of each task in the shape of each preset (music d = 4, L = 2, batch 256; movie d = 8, L = 1, batch 4,096; book d = 8, L = 1,
/// batch 32), on random data of its size. Loops: an example at a time in plain loops, with Adam on the batch's rows. Lazy, Deferred and
/// Dense: the tape, with Adam's three ways to treat the other rows; Deferred, which training uses, and Dense compute the same.
/// </summary>
public class TrainingStepBenchmarks
{
    private const string Rs = "recommendation";
    private const string Kge = "graph";

    private StepData _data = null!;
    private LoopRsTask<float> _rsLoops = null!;
    private LoopKgeTask<float> _kgeLoops = null!;
    private TapeStepper _lazy = null!;
    private TapeStepper _deferred = null!;
    private TapeStepper _dense = null!;

    /// <summary>The presets, with their batch sizes.</summary>
    public static IEnumerable<Workload> Presets =>
        SyntheticData.Presets.Select(preset => new Workload(preset, SyntheticData.Options(preset).BatchSize));

    [ParamsSource(nameof(Presets))]
    public Workload Preset { get; set; } = null!;

    /// <summary>Makes the data and the models, and checks that the first losses are the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        MkrOptions options = SyntheticData.Options(Preset.Name);
        var source = new SyntheticData(Preset.Name);
        _data = new StepData(source, Preset.Examples);
        MkrModel<float> Model() => TapeStepper.CreateModel(options, source.Data);
        TapeStepper Stepper(RowPolicy rows) => new(Model(), new StepData(source, Preset.Examples), rows);
        _rsLoops = new LoopRsTask<float>(new LoopModel<float>(Model()), options.RsRate);
        _kgeLoops = new LoopKgeTask<float>(new LoopModel<float>(Model()), options.KgeRate);
        (_lazy, _deferred, _dense) = (Stepper(RowPolicy.Lazy), Stepper(RowPolicy.Deferred), Stepper(RowPolicy.Dense));
        double[] kge = [KgeLoops(), KgeLazy(), KgeDeferred(), KgeDense()];
        Agreement.Check<double, double>("the KGE task's loss", [kge[0], kge[0], kge[0]], kge.AsSpan(1), scale: 1e-3);
        _rsLoops = new LoopRsTask<float>(new LoopModel<float>(Model()), options.RsRate);
        _lazy = Stepper(RowPolicy.Lazy);
        Agreement.Check<double, double>("the recommendation task's loss", [RsLoops()], [RsLazy()]);
    }

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Rs)]
    public double RsLoops()
    {
        Range batch = _data.NextInteractions();
        double loss = _rsLoops.ForwardBackward(_data.Users.AsSpan(batch), _data.Items.AsSpan(batch), _data.Items.AsSpan(batch),
            _data.Labels.AsSpan(batch));
        _rsLoops.Step();
        return loss;
    }

    [Benchmark(Description = "Lazy")]
    [BenchmarkCategory(Rs)]
    public double RsLazy() => _lazy.RsStep();

    [Benchmark(Description = "Deferred")]
    [BenchmarkCategory(Rs)]
    public double RsDeferred() => _deferred.RsStep();

    [Benchmark(Description = "Dense")]
    [BenchmarkCategory(Rs)]
    public double RsDense() => _dense.RsStep();

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Kge)]
    public double KgeLoops()
    {
        Range batch = _data.NextTriples();
        Span<int> heads = _data.Heads.AsSpan(batch);
        double loss = _kgeLoops.ForwardBackward(heads, heads, _data.Relations.AsSpan(batch), _data.Tails.AsSpan(batch),
            _data.FalseTails.AsSpan(batch));
        _kgeLoops.Step();
        return loss;
    }

    [Benchmark(Description = "Lazy")]
    [BenchmarkCategory(Kge)]
    public double KgeLazy() => _lazy.KgeStep();

    [Benchmark(Description = "Deferred")]
    [BenchmarkCategory(Kge)]
    public double KgeDeferred() => _deferred.KgeStep();

    [Benchmark(Description = "Dense")]
    [BenchmarkCategory(Kge)]
    public double KgeDense() => _dense.KgeStep();
}
