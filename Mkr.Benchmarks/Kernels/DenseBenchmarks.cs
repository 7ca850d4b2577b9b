using System.Numerics;
using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// A dense layer from d to d, on one tile. Loops: an example at a time. Lanes: the engine's op, an example a lane. Backward is the
/// gradients of input, weights and bias; "backward weights" is without the input's, as in a network's first layer.
/// </summary>
public class DenseBenchmarks
{
    private const string Forward = "forward";
    private const string Backward = "backward";
    private const string BackwardWeights = "backward weights";

    private Op<float> _lanes = null!;
    private Op<float> _first = null!;
    private Op<double> _lanesDouble = null!;
    private Op<double> _firstDouble = null!;
    private LoopDense<float> _loops = null!;
    private float[] _x = [];
    private float[] _y = [];
    private float[] _gradX = [];
    private float[] _gradY = [];

    [Params(4, 8, 64)]
    public int Dim { get; set; }

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    /// <summary>Builds the forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var parameters = new ParameterSet<float>();
        OpTape<float> lanes = Record(parameters, requiresGradient: true);
        _lanes = lanes.Op;
        _first = Record(new ParameterSet<float>(), requiresGradient: false).Op;
        _lanesDouble = Record(new ParameterSet<double>(), requiresGradient: true).Op;
        _firstDouble = Record(new ParameterSet<double>(), requiresGradient: false).Op;

        (LoopParameter<float> weight, LoopParameter<float> bias) = (new(parameters["weight"]), new(parameters["bias"]));
        _loops = new LoopDense<float>(weight, bias, relu: false);
        (_x, _gradY) = (lanes.Input(0), lanes.OutputGradient(0));
        (_y, _gradX) = (new float[_x.Length], new float[_x.Length]);
        LoopsForward();
        LoopsBackward();
        float[] expected = lanes.WeightGradients();
        Agreement.Check<float, float>("dense weights", expected, [.. weight.Gradient, .. bias.Gradient]);
        Agreement.Check<float, float>("dense forward", lanes.Output(0), _y);
        Agreement.Check<float, float>("dense backward", lanes.InputGradient(0), _gradX);
    }

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Forward)]
    public void LoopsForward()
    {
        for (int start = 0; start < _x.Length; start += Dim)
            _loops.Forward(_x.AsSpan(start, Dim), _y.AsSpan(start, Dim));
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
        for (int start = 0; start < _x.Length; start += Dim)
        {
            _loops.BackwardWeights(_x.AsSpan(start, Dim), _gradY.AsSpan(start, Dim));
            _loops.BackwardInput(_gradY.AsSpan(start, Dim), _gradX.AsSpan(start, Dim));
        }
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(Backward)]
    public void LanesBackward() => _lanes.Backward();

    [Benchmark(Description = "Lanes, double")]
    [BenchmarkCategory(Backward)]
    public void LanesBackwardDouble() => _lanesDouble.Backward();

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(BackwardWeights)]
    public void LoopsBackwardWeights()
    {
        for (int start = 0; start < _x.Length; start += Dim)
            _loops.BackwardWeights(_x.AsSpan(start, Dim), _gradY.AsSpan(start, Dim));
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(BackwardWeights)]
    public void LanesBackwardWeights() => _first.Backward();

    [Benchmark(Description = "Lanes, double")]
    [BenchmarkCategory(BackwardWeights)]
    public void LanesBackwardWeightsDouble() => _firstDouble.Backward();

    private OpTape<T> Record<T>(ParameterSet<T> parameters, bool requiresGradient)
        where T : unmanaged, IFloatingPointIeee754<T> => new(Batch, tape =>
    {
        Weight<T> weight = parameters.AddWeight("weight", Dim, Dim), bias = parameters.AddWeight("bias", 1, Dim);
        new Normal(1).Fill(weight, new SeededRandom(1));
        new Normal(1).Fill(bias, new SeededRandom(2));
        return new Dense<T>(tape, tape.Variable("x", Dim, requiresGradient), weight, bias, Activation.Identity);
    });
}
