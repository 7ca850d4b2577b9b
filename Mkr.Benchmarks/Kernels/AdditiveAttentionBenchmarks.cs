using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// Attention to ten of 1,000 rows an example, whose scores are a layer's of 64 numbers. Loops: row by row. Op: all rows of a tile at once.
/// </summary>
public class AdditiveAttentionBenchmarks
{
    private const int Rows = 1000;
    private const int Clicks = 10;
    private const int Hidden = 64;

    private readonly SeededRandom _random = new(1);
    private readonly ParameterSet<float> _parameters = new();
    private AdditiveAttention<float> _op = null!;
    private RowBags _bags = null!;
    private LoopParameter<float> _keys = null!;
    private LoopParameter<float> _weight = null!;
    private LoopParameter<float> _output = null!;
    private float[] _queries = [];
    private float[] _y = [];

    [Params(64, 384)]
    public int Dim { get; set; }

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    /// <summary>Builds the forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _bags = new RowBags(Batch, Batch * Clicks);
        foreach (ref int row in _bags.Rows) row = _random.NextInt32(Rows);
        for (int i = 0; i < Batch; i++) _bags.Ends[i] = (i + 1) * Clicks;
        var lanes = new OpTape<float>(Batch, Record);
        _op = (AdditiveAttention<float>)lanes.Op;
        (_keys, _weight, _output) = (new(_parameters["key"]), new(_parameters["weight"]), new(_parameters["output"]));
        (_queries, _y) = (lanes.Input(0), new float[Batch * Dim]);
        _op.Forward();
        LoopsForward();
        Agreement.Check<float, float>("forward", lanes.Output(0), _y);
    }

    [Benchmark(Description = "Loops", Baseline = true)]
    public void LoopsForward()
    {
        Span<float> scores = stackalloc float[Clicks];
        for (int i = 0; i < Batch; i++)
        {
            ReadOnlySpan<int> rows = _bags.Rows.Slice(i * Clicks, Clicks);
            float total = 0;
            for (int m = 0; m < Clicks; m++) total += scores[m] = MathF.Exp(Score(_keys.Row(rows[m]), _queries.AsSpan(i * Hidden, Hidden)));
            Span<float> y = _y.AsSpan(i * Dim, Dim);
            y.Clear();
            for (int m = 0; m < Clicks; m++)
            {
                ReadOnlySpan<float> key = _keys.Row(rows[m]);
                for (int j = 0; j < Dim; j++) y[j] += scores[m] / total * key[j];
            }
        }
    }

    [Benchmark(Description = "Op")]
    public void Forward() => _op.Forward();

    private float Score(ReadOnlySpan<float> key, ReadOnlySpan<float> query)
    {
        float score = 0;
        for (int h = 0; h < Hidden; h++)
        {
            float hidden = query[h];
            for (int j = 0; j < key.Length; j++) hidden += key[j] * _weight.Values[(j * Hidden) + h];
            score += Math.Max(0, hidden) * _output.Values[h];
        }

        return score;
    }

    private AdditiveAttention<float> Record(Tape<float> tape)
    {
        Table<float> keys = _parameters.AddTable("key", Rows, Dim), queries = _parameters.AddTable("query", 1, Hidden);
        Weight<float> weight = _parameters.AddWeight("weight", Dim, Hidden), output = _parameters.AddWeight("output", Hidden, 1);
        foreach (Parameter<float> parameter in _parameters.Parameters) new Normal(0.1).Fill(parameter, _random);
        StepLookup<float> rows = tape.StepLookup(keys, Rows);
        rows.Count = Rows;
        for (int row = 0; row < Rows; row++) rows.Rows[row] = row;
        Variable<float> query = new Embedding<float>(tape, tape.Lookup(queries)).Output;
        return new AdditiveAttention<float>(tape, query, rows, _bags, weight, output);
    }
}
