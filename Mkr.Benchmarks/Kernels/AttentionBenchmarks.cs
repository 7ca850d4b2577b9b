using BenchmarkDotNet.Attributes;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Engine.Roofline;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// Attention of each example over rows of two tables of 10,000, keys and values. Loops: a row and an element at a time. Kernel: the
/// engine's op. Rows: as many rows of a table of that size are only read, in random order: the time of the keys' bytes alone.
/// </summary>
public class AttentionBenchmarks
{
    private const string Forward = "forward";
    private const string Backward = "backward";
    private const int Rows = 10_000;

    private readonly SeededRandom _random = new(1);
    private OpTape<float> _tape = null!;
    private int[] _rows = [];
    private float[] _key = [], _value = [], _x = [], _weights = [], _y = [], _gradY = [];
    private float[] _gradX = [], _gradKey = [], _gradValue = [];

    [Params(8, 16, 64)]
    public int Dim { get; set; }

    /// <summary>The rows of each example.</summary>
    [Params(32)]
    public int Memory { get; set; }

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    /// <summary>Builds the forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _rows = [.. Enumerable.Range(0, Batch * Memory).Select(_ => _random.NextInt32(Rows))];
        _tape = new OpTape<float>(Batch, Record);
        _x = _tape.Input(0);
        (_weights, _y, _gradY, _gradX) = (new float[Batch * Memory], new float[_x.Length], _tape.OutputGradient(0), new float[_x.Length]);
        _tape.Op.Forward();
        LoopsForward();
        Agreement.Check<float, float>("forward", _tape.Output(0), _y);
        LoopsBackward();
        _tape.Op.Backward();
        Agreement.Check<float, float>("backward", _tape.InputGradient(0), _gradX);
    }

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Forward)]
    public void LoopsForward()
    {
        for (int i = 0; i < Batch; i++)
        {
            Span<float> weights = _weights.AsSpan(i * Memory, Memory), y = _y.AsSpan(i * Dim, Dim);
            float sum = 0;
            for (int m = 0; m < Memory; m++) sum += weights[m] = MathF.Exp(Dot(_x, i, _key, Row(i, m)));
            y.Clear();
            for (int m = 0; m < Memory; m++)
            {
                weights[m] /= sum;
                for (int j = 0; j < Dim; j++) y[j] += weights[m] * _value[(Row(i, m) * Dim) + j];
            }
        }
    }

    [Benchmark(Description = "Kernel")]
    [BenchmarkCategory(Forward)]
    public void KernelForward() => _tape.Op.Forward();

    [Benchmark(Description = "Rows")]
    [BenchmarkCategory(Forward)]
    public float ReadRows() => RoofKernels.ReadRows(_key, Dim, _rows);

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Backward)]
    public void LoopsBackward()
    {
        Span<float> products = stackalloc float[Memory];
        Array.Clear(_gradX);
        for (int i = 0; i < Batch; i++)
        {
            float mean = 0;
            for (int m = 0; m < Memory; m++) mean += _weights[(i * Memory) + m] * (products[m] = Dot(_gradY, i, _value, Row(i, m)));
            for (int m = 0; m < Memory; m++)
            {
                float weight = _weights[(i * Memory) + m], delta = weight * (products[m] - mean);
                for (int j = 0; j < Dim; j++)
                {
                    int place = (Row(i, m) * Dim) + j;
                    _gradValue[place] += weight * _gradY[(i * Dim) + j];
                    _gradKey[place] += delta * _x[(i * Dim) + j];
                    _gradX[(i * Dim) + j] += delta * _key[place];
                }
            }
        }
    }

    [Benchmark(Description = "Kernel")]
    [BenchmarkCategory(Backward)]
    public void KernelBackward() => _tape.Op.Backward();

    private int Row(int example, int m) => _rows[(example * Memory) + m];

    private float Dot(float[] a, int rowOfA, float[] b, int rowOfB)
    {
        float sum = 0;
        for (int j = 0; j < Dim; j++) sum += a[(rowOfA * Dim) + j] * b[(rowOfB * Dim) + j];
        return sum;
    }

    private SoftmaxAttention<float> Record(Tape<float> tape)
    {
        var parameters = new ParameterSet<float>();
        StepLookup<float> keys = Table(tape, parameters, "key");
        StepLookup<float> values = Table(tape, parameters, "value");
        (_key, _value) = (new float[Rows * Dim], new float[Rows * Dim]);
        (_gradKey, _gradValue) = (new float[_key.Length], new float[_key.Length]);
        keys.Table.CopyTo(_key);
        values.Table.CopyTo(_value);
        var bags = new RowBags(Batch, _rows.Length);
        _rows.CopyTo(bags.Rows);
        for (int i = 0; i < Batch; i++) bags.Ends[i] = (i + 1) * Memory;
        Table<float> queries = parameters.AddTable("query", Batch, Dim);
        Variable<float> x = new Embedding<float>(tape, tape.Lookup(queries)).Output;
        return new SoftmaxAttention<float>(tape, x, keys, values, bags);
    }

    private StepLookup<float> Table(Tape<float> tape, ParameterSet<float> parameters, string name)
    {
        Table<float> table = parameters.AddTable(name, Rows, Dim);
        new Normal(0.5).Fill(table, _random);
        StepLookup<float> rows = tape.StepLookup(table, Rows);
        rows.Count = Rows;
        for (int row = 0; row < Rows; row++) rows.Rows[row] = row;
        return rows;
    }
}
