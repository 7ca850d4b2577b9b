using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;

namespace Mkr.Benchmarks.Optimizers;

/// <summary>
/// A step of Adam on a table, with the lookup of its batch's rows. "All rows": every row moves, by its momentum; Deferred computes what
/// Dense does. "Batch's rows": only they move. Loops: an element at a time.
/// </summary>
public class AdamBenchmarks
{
    private const string AllRows = "all rows";
    private const string BatchRows = "batch's rows";

    private readonly LoopAdam<float> _loopAdam = new(new AdamOptions(1e-3));
    private readonly Action<LoopParameter<float>> _allRows;
    private readonly Action<LoopParameter<float>> _batchRows;
    private TableSteps _steps = null!;

    public AdamBenchmarks() => (_allRows, _batchRows) = (_loopAdam.Update, _loopAdam.UpdateTouched);

    [Params(10_000, 1_000_000)]
    public int Rows { get; set; }

    [Params(8, 16)]
    public int Dim { get; set; }

    [Params(256, 4096)]
    public int Batch { get; set; }

    [GlobalSetup(Targets = [nameof(LoopsAllRows), nameof(LoopsBatchRows)])]
    public void SetupLoops()
    {
        _steps = new TableSteps(Rows, Dim, Batch);
        _steps.UseLoops();
    }

    [GlobalSetup(Target = nameof(Dense))]
    public void SetupDense() => Setup(RowPolicy.Dense);

    [GlobalSetup(Target = nameof(Deferred))]
    public void SetupDeferred() => Setup(RowPolicy.Deferred);

    [GlobalSetup(Target = nameof(Lazy))]
    public void SetupLazy() => Setup(RowPolicy.Lazy);

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(AllRows)]
    public void LoopsAllRows()
    {
        _loopAdam.BeginStep();
        _steps.LoopStep(_allRows);
    }

    [Benchmark]
    [BenchmarkCategory(AllRows)]
    public void Dense() => _steps.TapeStep();

    [Benchmark]
    [BenchmarkCategory(AllRows)]
    public void Deferred() => _steps.TapeStep();

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(BatchRows)]
    public void LoopsBatchRows()
    {
        _loopAdam.BeginStep();
        _steps.LoopStep(_batchRows);
    }

    [Benchmark]
    [BenchmarkCategory(BatchRows)]
    public void Lazy() => _steps.TapeStep();

    private void Setup(RowPolicy rows)
    {
        _steps = new TableSteps(Rows, Dim, Batch);
        _steps.UseTape((tape, parameters) => new Adam<float>(tape, parameters, new AdamOptions(1e-3, rows)));
    }
}
