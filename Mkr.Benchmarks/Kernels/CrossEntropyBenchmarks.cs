using System.Numerics;
using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// Cross-entropy from logits, and its gradient, on one tile. Loops: one exponential and one logarithm at a time. Lanes: the engine's loss.
/// </summary>
public class CrossEntropyBenchmarks
{
    private const string Forward = "forward";
    private const string Backward = "backward";

    private Op<float> _lanes = null!;
    private Op<double> _lanesDouble = null!;
    private float[] _logits = [];
    private float[] _labels = [];
    private float[] _gradient = [];

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    /// <summary>Builds the forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _labels = [.. Enumerable.Range(0, Batch).Select(i => i % 2)];
        OpTape<float> lanes = Record<float>();
        _lanes = lanes.Op;
        _lanesDouble = Record<double>().Op;
        _logits = lanes.Input(0);
        _gradient = new float[Batch];
        Agreement.Check<double, float>("cross-entropy", [lanes.Tape.ForwardBackward(Batch)], [LoopsForward()]);
        LoopsBackward();
        Agreement.Check<float, float>("its gradient", lanes.InputGradient(0), _gradient);
    }

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Forward)]
    public float LoopsForward()
    {
        float sum = 0;
        for (int i = 0; i < _logits.Length; i++)
            sum += LoopSigmoid.CrossEntropy(_logits[i], _labels[i]);
        return sum;
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(Forward)]
    public void LanesForward() => _lanes.Forward();

    [Benchmark(Description = "Lanes, double")]
    [BenchmarkCategory(Forward)]
    public void LanesForwardDouble() => _lanesDouble.Forward();

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Backward)]
    public void LoopsBackward()
    {
        for (int i = 0; i < _logits.Length; i++)
            _gradient[i] = LoopSigmoid.Of(_logits[i]) - _labels[i];
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(Backward)]
    public void LanesBackward() => _lanes.Backward();

    [Benchmark(Description = "Lanes, double")]
    [BenchmarkCategory(Backward)]
    public void LanesBackwardDouble() => _lanesDouble.Backward();

    private OpTape<T> Record<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Variable<T>? labels = null;
        var tape = new OpTape<T>(Batch, tape =>
        {
            labels = tape.Variable("labels", 1, requiresGradient: false);
            return new SigmoidCrossEntropy<T>(tape, tape.Variable("logits", 1), labels);
        });
        for (int i = 0; i < Batch; i++)
            labels!.Value[0][i] = T.CreateChecked(_labels[i]);
        return tape;
    }
}
