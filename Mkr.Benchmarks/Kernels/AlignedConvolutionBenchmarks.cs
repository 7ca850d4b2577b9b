using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// 256 titles of ten words of a vocabulary of 1,000, each with one of 200 entities, through 2 d filters of one, two and three words. Loops:
/// title by title, filter by filter. Op: each word and entity once. Forward, and a whole step with the gradients of words, entities and
/// filters, which the loops have not.
/// </summary>
public class AlignedConvolutionBenchmarks
{
    private const int Words = 1000;
    private const int Entities = 200;
    private const int Length = 10;
    private const int AllWords = 6;

    private static readonly int[] Windows = [1, 2, 3];

    // The words of the windows before each; together they have six.
    private static readonly int[] Starts = [0, 1, 3];

    private readonly SeededRandom _random = new(1);
    private readonly ParameterSet<float> _parameters = new();
    private AlignedConvolution<float> _op = null!;
    private Tape<float> _tape = null!;
    private LoopParameter<float>[] _tables = [];
    private LoopParameter<float>[] _filters = [];
    private LoopParameter<float> _bias = null!;
    private RowNumbers[] _positions = [];
    private float[] _y = [];

    [Params(8, 64)]
    public int Dim { get; set; }

    [Params(256)]
    public int Batch { get; set; }

    private int Filters => 2 * Dim;

    /// <summary>Builds the forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _tape = new Tape<float>(Batch);
        Weight<float> bias = _parameters.AddWeight("bias", Windows.Length, Filters);
        TextChannel<float>[] channels = [Channel("word", Words), Channel("entity", Entities)];
        foreach (Parameter<float> parameter in _parameters.Parameters) new Normal(0.3).Fill(parameter, _random);
        _op = new AlignedConvolution<float>(_tape, channels, Length, Windows, bias) { Count = Batch };
        _positions = [.. channels.Select(channel => channel.Positions)];
        _tables = [new(_parameters["word"]), new(_parameters["entity"])];
        _filters = [.. channels.Select(channel => new LoopParameter<float>(channel.Filters))];
        (_bias, _y) = (new(bias), new float[Batch * bias.Count]);
        Step();
        LoopsForward();
        float[] texts = [.. Enumerable.Range(0, Batch).SelectMany(text => _op[text].ToArray())];
        Agreement.Check<float, float>("forward", texts, _y);
    }

    [Benchmark(Description = "Loops", Baseline = true)]
    public void LoopsForward()
    {
        for (int cell = 0; cell < _y.Length; cell++)
        {
            (int text, int output) = Math.DivRem(cell, Windows.Length * Filters);
            (int window, int f) = Math.DivRem(output, Filters);
            _y[cell] = 0;
            for (int p = 0; p <= Length - Windows[window]; p++)
                _y[cell] = Math.Max(_y[cell], Sum((text * Length) + p, window, f));
        }
    }

    [Benchmark(Description = "Op, forward")]
    public void Forward() => _op.BeginStep(backward: false);

    [Benchmark(Description = "Op, step")]
    public void Step() => _tape.ForwardBackward(1);

    private float Sum(int position, int window, int f)
    {
        float sum = _bias.Values[(window * Filters) + f];
        for (int o = 0; o < Windows[window]; o++)
        {
            int column = ((Starts[window] + o) * Filters) + f;
            for (int channel = 0; channel < _tables.Length; channel++)
            {
                ReadOnlySpan<float> row = _tables[channel].Row(_positions[channel].Rows[position + o]);
                for (int c = 0; c < row.Length; c++) sum += row[c] * _filters[channel].Values[(c * AllWords * Filters) + column];
            }
        }

        return sum;
    }

    private TextChannel<float> Channel(string name, int rows)
    {
        StepLookup<float> lookup = _tape.StepLookup(_parameters.AddTable(name, rows, Dim), rows);
        lookup.Count = rows;
        for (int row = 0; row < rows; row++) lookup.Rows[row] = row;
        var positions = new RowNumbers(Batch * Length);
        foreach (ref int position in positions.Rows) position = _random.NextInt32(rows);
        return new TextChannel<float>(lookup, positions, _parameters.AddWeight(name + " filters", Dim, AllWords * Filters));
    }
}
