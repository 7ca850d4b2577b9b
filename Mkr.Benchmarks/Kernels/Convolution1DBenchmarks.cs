using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// Texts of ten words of a vocabulary of 10,000 through 2 d filters of three words, and the gradients of words and filters. Loops: text by
/// text, filter by filter. Lanes: the engine's op.
/// </summary>
public class Convolution1DBenchmarks
{
    private const string Forward = "forward";
    private const string Backward = "backward";
    private const int Rows = 10_000;
    private const int Length = 10;
    private const int Window = 3;

    private readonly SeededRandom _random = new(1);
    private Op<float> _lanes = null!;
    private LoopParameter<float> _table = null!;
    private LoopParameter<float> _filter = null!;
    private LoopParameter<float> _bias = null!;
    private int[] _rows = [];
    private int[] _positions = [];
    private float[] _y = [];
    private float[] _gradY = [];

    [Params(4, 8, 64)]
    public int Dim { get; set; }

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    private int Filters => 2 * Dim;

    /// <summary>Builds the forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _rows = [.. Enumerable.Range(0, Batch * Length).Select(_ => _random.NextInt32(Rows))];
        var parameters = new ParameterSet<float>();
        var lanes = new OpTape<float>(Batch, tape => Record(tape, parameters));
        _lanes = lanes.Op;
        (_table, _filter, _bias) = (new(parameters["table"]), new(parameters["filter"]), new(parameters["bias"]));
        (_y, _positions) = (new float[Batch * Filters], new int[Batch * Filters]);
        LoopsForward();
        Agreement.Check<float, float>("forward", lanes.Output(0), _y);
        _gradY = lanes.OutputGradient(0);
        lanes.Op.Backward();
        LoopsBackward();
        TableGradient<float> gradient = lanes.Tape.Tables[0];
        float[] dense = new float[Rows * Dim];
        gradient.AddTo(gradient.Tables[0], dense);
        Agreement.Check<float, float>("backward", dense, _table.Gradient);
    }

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Forward)]
    public void LoopsForward()
    {
        for (int cell = 0; cell < _y.Length; cell++)
        {
            (int text, int f) = Math.DivRem(cell, Filters);
            (_y[cell], _positions[cell]) = (0, -1);
            for (int p = 0; p <= Length - Window; p++)
            {
                float sum = _bias.Values[f];
                for (int o = 0; o < Window; o++)
                {
                    ReadOnlySpan<float> word = _table.Row(_rows[(text * Length) + p + o]);
                    for (int c = 0; c < word.Length; c++) sum += word[c] * _filter.Values[(((o * Dim) + c) * Filters) + f];
                }

                if (sum > _y[cell]) (_y[cell], _positions[cell]) = (sum, p);
            }
        }
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(Forward)]
    public void LanesForward() => _lanes.Forward();

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Backward)]
    public void LoopsBackward()
    {
        Span<float> gradient = stackalloc float[Dim];
        for (int cell = 0; cell < _y.Length; cell++)
        {
            (int text, int f) = Math.DivRem(cell, Filters);
            if (_positions[cell] < 0) continue;
            _bias.Gradient[f] += _gradY[cell];
            for (int o = 0; o < Window; o++)
            {
                int row = _rows[(text * Length) + _positions[cell] + o];
                ReadOnlySpan<float> word = _table.Row(row);
                for (int c = 0; c < word.Length; c++)
                {
                    int weight = (((o * Dim) + c) * Filters) + f;
                    gradient[c] = _gradY[cell] * _filter.Values[weight];
                    _filter.Gradient[weight] += _gradY[cell] * word[c];
                }

                _table.AddGradient(row, gradient);
            }
        }
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(Backward)]
    public void LanesBackward() => _lanes.Backward();

    private Convolution1D<float> Record(Tape<float> tape, ParameterSet<float> parameters)
    {
        Table<float> table = parameters.AddTable("table", Rows, Dim);
        Weight<float> filter = parameters.AddWeight("filter", Window * Dim, Filters), bias = parameters.AddWeight("bias", 1, Filters);
        foreach (Parameter<float> parameter in parameters.Parameters) new Normal(1).Fill(parameter, _random);
        BagLookup<float> words = tape.BagLookup(table, _rows.Length);
        _rows.CopyTo(words.Rows);
        for (int i = 0; i < Batch; i++) words.Ends[i] = (i + 1) * Length;
        return new Convolution1D<float>(tape, words, filter, bias);
    }
}
