using System.Numerics;
using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// Rows of a table of 10,000, looked up and their gradients added up. Loops: rows are copied, and stay rows. Lanes: the engine's op, which
/// turns them into lanes and back. One tile's rows, which are in the nearest cache; what memory costs is in the training steps.
/// </summary>
public class EmbeddingBenchmarks
{
    private const string Gather = "gather";
    private const string ScatterAdd = "scatter";
    private const int Rows = 10_000;

    private readonly SeededRandom _random = new(1);
    private Op<float> _lanes = null!;
    private Op<double> _lanesDouble = null!;
    private LoopParameter<float> _table = null!;
    private int[] _rows = [];
    private float[] _y = [];
    private float[] _gradY = [];

    [Params(4, 8, 64)]
    public int Dim { get; set; }

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    /// <summary>Builds the forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _rows = [.. Enumerable.Range(0, Batch).Select(_ => _random.NextInt32(Rows))];
        var parameters = new ParameterSet<float>();
        OpTape<float> lanes = Record(parameters);
        _lanes = lanes.Op;
        _lanesDouble = Record(new ParameterSet<double>()).Op;
        _table = new LoopParameter<float>(parameters["table"]);
        _y = new float[Batch * Dim];
        _gradY = lanes.OutputGradient(0);
        LoopsGather();
        Agreement.Check<float, float>("gather", lanes.Output(0), _y);
        lanes.Tape.ForwardBackward(Batch);
        LoopsScatter();
        TableGradient<float> gradient = lanes.Tape.Tables[0];
        float[] dense = new float[Rows * Dim];
        gradient.AddTo(gradient.Tables[0], dense);
        Agreement.Check<float, float>("scatter", dense, _table.Gradient);
    }

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(Gather)]
    public void LoopsGather()
    {
        for (int i = 0; i < _rows.Length; i++)
            _table.Row(_rows[i]).CopyTo(_y.AsSpan(i * Dim));
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(Gather)]
    public void LanesGather() => _lanes.Forward();

    [Benchmark(Description = "Lanes, double")]
    [BenchmarkCategory(Gather)]
    public void LanesGatherDouble() => _lanesDouble.Forward();

    [Benchmark(Description = "Loops", Baseline = true)]
    [BenchmarkCategory(ScatterAdd)]
    public void LoopsScatter()
    {
        for (int i = 0; i < _rows.Length; i++)
            _table.AddGradient(_rows[i], _gradY.AsSpan(i * Dim, Dim));
    }

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(ScatterAdd)]
    public void LanesScatter() => _lanes.Backward();

    [Benchmark(Description = "Lanes, double")]
    [BenchmarkCategory(ScatterAdd)]
    public void LanesScatterDouble() => _lanesDouble.Backward();

    private OpTape<T> Record<T>(ParameterSet<T> parameters)
        where T : unmanaged, IFloatingPointIeee754<T> => new(Batch, tape =>
    {
        Table<T> table = parameters.AddTable("table", Rows, Dim);
        new Normal(1).Fill(table, _random);
        Lookup<T> lookup = tape.Lookup(table);
        _rows.CopyTo(lookup.Rows);
        return new Embedding<T>(tape, lookup);
    });
}
