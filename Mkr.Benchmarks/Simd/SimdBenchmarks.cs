using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.EndToEnd;
using Mkr.Benchmarks.Kernels;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Model.Models.Mkr;

namespace Mkr.Benchmarks.Simd;

/// <summary>
/// The hot kernels at d = 8 on one tile of floats, and a whole step, with the processor's widest vectors and with narrower ones.
/// </summary>
[SimdMatrix]
public class SimdBenchmarks
{
    private const int Dim = 8;

    private Op<float> _dense = null!;
    private Op<float> _cross = null!;
    private Op<float> _embedding = null!;
    private Op<float> _crossEntropy = null!;
    private TapeStepper _step = null!;

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    /// <summary>Records the ops.</summary>
    [GlobalSetup]
    public void Setup()
    {
        VectorWidth.CheckEnvironment();
        var parameters = new ParameterSet<float>();
        _dense = new OpTape<float>(Batch, tape => new Dense<float>(
            tape, tape.Variable("x", Dim), parameters.AddWeight("weight", Dim, Dim), parameters.AddWeight("bias", 1, Dim),
            Activation.Identity)).Op;
        _cross = new OpTape<float>(Batch, tape => new CrossCompress<float>(
            tape, tape.Variable("v", Dim), tape.Variable("e", Dim), CrossWeights<float>.Create(parameters, string.Empty, Dim))).Op;
        _embedding = new OpTape<float>(Batch, tape =>
        {
            Lookup<float> lookup = tape.Lookup(parameters.AddTable("table", 10_000, Dim));
            for (int i = 0; i < Batch; i++) lookup.Rows[i] = i * 7919 % 10_000;
            return new Embedding<float>(tape, lookup);
        }).Op;
        _crossEntropy = new OpTape<float>(Batch, tape => new SigmoidCrossEntropy<float>(
            tape, tape.Variable("logits", 1), tape.Variable("labels", 1, requiresGradient: false))).Op;
        MkrOptions options = SyntheticData.Options("movie") with { BatchSize = Batch };
        var source = new SyntheticData("movie");
        _step = new TapeStepper(TapeStepper.CreateModel(options, source.Data), new StepData(source, Batch), RowPolicy.Deferred);
    }

    [Benchmark]
    public void DenseForward() => _dense.Forward();

    [Benchmark]
    public void DenseBackward() => _dense.Backward();

    [Benchmark]
    public void CrossForward() => _cross.Forward();

    [Benchmark]
    public void CrossBackward() => _cross.Backward();

    [Benchmark]
    public void Gather() => _embedding.Forward();

    [Benchmark]
    public void Scatter() => _embedding.Backward();

    [Benchmark]
    public void CrossEntropy() => _crossEntropy.Forward();

    [Benchmark]
    public double TrainingStep() => _step.RsStep();
}
