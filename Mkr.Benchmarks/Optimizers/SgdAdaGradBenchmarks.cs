using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine.Optimizers;

namespace Mkr.Benchmarks.Optimizers;

/// <summary>
/// A step of the optimizers that move only the batch's rows, on a table with d = 8, with the lookup of these rows. Loops: an element at a
/// time.
/// </summary>
public class SgdAdaGradBenchmarks
{
    private const string SgdStep = "SGD";
    private const string AdaGradStep = "AdaGrad";
    private const int Dim = 8;
    private const float Rate = 1e-3f;

    private readonly Action<LoopParameter<float>> _sgd = table => LoopOptimizers.Sgd(table, Rate);
    private readonly Action<LoopParameter<float>> _adaGrad = table => LoopOptimizers.AdaGrad(table, Rate);
    private TableSteps _steps = null!;

    [Params(10_000, 1_000_000)]
    public int Rows { get; set; }

    [Params(256, 4096)]
    public int Batch { get; set; }

    [GlobalSetup(Targets = [nameof(LoopsSgd), nameof(LoopsAdaGrad)])]
    public void SetupLoops()
    {
        _steps = new TableSteps(Rows, Dim, Batch);
        _steps.UseLoops();
    }

    [GlobalSetup(Target = nameof(Sgd))]
    public void SetupSgd()
    {
        _steps = new TableSteps(Rows, Dim, Batch);
        _steps.UseTape((tape, parameters) => new Sgd<float>(tape, parameters, Rate));
    }

    [GlobalSetup(Target = nameof(AdaGrad))]
    public void SetupAdaGrad()
    {
        _steps = new TableSteps(Rows, Dim, Batch);
        _steps.UseTape((tape, parameters) => new AdaGrad<float>(tape, parameters, Rate));
    }

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(SgdStep)]
    public void LoopsSgd() => _steps.LoopStep(_sgd);

    [Benchmark(Description = "Engine")]
    [BenchmarkCategory(SgdStep)]
    public void Sgd() => _steps.TapeStep();

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(AdaGradStep)]
    public void LoopsAdaGrad() => _steps.LoopStep(_adaGrad);

    [Benchmark(Description = "Engine")]
    [BenchmarkCategory(AdaGradStep)]
    public void AdaGrad() => _steps.TapeStep();
}
