using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Engine.Roofline;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// Bags of rows of a table of 10,000, added up and their gradients given to the rows. Loops: rows stay rows. Lanes: the engine's op, which
/// turns sums into lanes and back. Rows: as many rows of a table of that size are only read, in random order: the time of their bytes.
/// </summary>
public class EmbeddingBagBenchmarks
{
    private const string Forward = "forward";
    private const string Backward = "backward";
    private const int Rows = 10_000;

    private readonly SeededRandom _random = new(1);
    private Op<float> _lanes = null!;
    private LoopParameter<float> _table = null!;
    private int[] _rows = [];
    private float[] _plain = [];
    private float[] _y = [];
    private float[] _gradY = [];

    [Params(4, 8, 64)]
    public int Dim { get; set; }

    /// <summary>The rows of each bag.</summary>
    [Params(4, 64)]
    public int Length { get; set; }

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    /// <summary>Builds the forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _rows = [.. Enumerable.Range(0, Batch * Length).Select(_ => _random.NextInt32(Rows))];
        var parameters = new ParameterSet<float>();
        var lanes = new OpTape<float>(Batch, tape => Record(tape, parameters));
        _lanes = lanes.Op;
        _table = new LoopParameter<float>(parameters["table"]);
        _plain = new float[Rows * Dim];
        parameters["table"].CopyTo(_plain);
        _y = new float[Batch * Dim];
        _gradY = lanes.OutputGradient(0);
        LoopsForward();
        Agreement.Check<float, float>("forward", lanes.Output(0), _y);
        lanes.Tape.ForwardBackward(Batch);
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
        for (int i = 0; i < Batch; i++)
        {
            Span<float> sum = _y.AsSpan(i * Dim, Dim);
            sum.Clear();
            foreach (int row in _rows.AsSpan(i * Length, Length))
            {
                ReadOnlySpan<float> values = _table.Row(row);
                for (int j = 0; j < sum.Length; j++) sum[j] += values[j];
            }
        }
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(Forward)]
    public void LanesForward() => _lanes.Forward();

    [Benchmark(Description = "Rows")]
    [BenchmarkCategory(Forward)]
    public float ReadRows() => RoofKernels.ReadRows(_plain, Dim, _rows);

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Backward)]
    public void LoopsBackward()
    {
        for (int i = 0; i < _rows.Length; i++)
            _table.AddGradient(_rows[i], _gradY.AsSpan(i / Length * Dim, Dim));
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(Backward)]
    public void LanesBackward() => _lanes.Backward();

    private EmbeddingBag<float> Record(Tape<float> tape, ParameterSet<float> parameters)
    {
        Table<float> table = parameters.AddTable("table", Rows, Dim);
        new Normal(1).Fill(table, _random);
        BagLookup<float> bags = tape.BagLookup(table, _rows.Length);
        _rows.CopyTo(bags.Rows);
        for (int i = 0; i < Batch; i++) bags.Ends[i] = (i + 1) * Length;
        return new EmbeddingBag<float>(tape, bags);
    }
}
