using BenchmarkDotNet.Attributes;
using Mkr.Benchmarks.Loops;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>The ops of models of triples, forward over one tile, beside plain loops over rows.</summary>
public class TripleBenchmarks
{
    private const string Matrix = "relation projection";
    private const string Plane = "hyperplane projection";
    private const string Circle = "circular correlation";
    private const string Length = "distance";
    private const int Relations = 12;

    private OpTape<float> _matrix = null!;
    private OpTape<float> _plane = null!;
    private OpTape<float> _circle = null!;
    private OpTape<float> _distance = null!;
    private float[] _matrices = [];
    private int[] _relations = [];
    private float[] _results = [];
    private float[] _scores = [];
    private float[][] _inputs = [];

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    [Params(32, 64)]
    public int D { get; set; }

    /// <summary>Records the ops, and checks that the loops compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        Table<float> matrices = new ParameterSet<float>().AddTable("matrix", Relations, D * D);
        new Normal(1).Fill(matrices, new SeededRandom(2));
        _matrices = new float[matrices.Count];
        matrices.CopyTo(_matrices);
        _relations = [.. Enumerable.Range(0, Batch).Select(i => i * 7 % Relations)];
        (_results, _scores) = (new float[Batch * D], new float[Batch]);
        _matrix = new OpTape<float>(Batch, tape =>
        {
            Lookup<float> lookup = tape.Lookup(matrices);
            _relations.CopyTo(lookup.Rows);
            return new RelationProjection<float>(tape, tape.Variable("x", D), lookup);
        });
        _plane = new OpTape<float>(Batch, tape => new HyperplaneProjection<float>(tape, tape.Variable("x", D), tape.Variable("n", D)));
        _circle = new OpTape<float>(Batch, tape => new CircularCorrelation<float>(tape, tape.Variable("x", D), tape.Variable("r", D)));
        _distance = new OpTape<float>(Batch, tape =>
            new NegativeDistance<float>(tape, tape.Variable("a", D), tape.Variable("b", D), Similarity.L2));
        _inputs =
        [
            _matrix.Input(0), _plane.Input(0), _plane.Input(1), _circle.Input(0), _circle.Input(1), _distance.Input(0), _distance.Input(1),
        ];
        Check(_matrix, MatrixLoop, MatrixOp, _results);
        Check(_plane, PlaneLoop, PlaneOp, _results);
        Check(_circle, CircleLoop, CircleOp, _results);
        Check(_distance, DistanceLoop, DistanceOp, _scores);
    }

    [Benchmark(Description = "Loop", Baseline = true)]
    [BenchmarkCategory(Matrix)]
    public void MatrixLoop() => LoopTriples.Project(_inputs[0], _matrices, _relations, D, _results);

    [Benchmark(Description = "Op")]
    [BenchmarkCategory(Matrix)]
    public void MatrixOp() => _matrix.Op.Forward();

    [Benchmark(Description = "Loop", Baseline = true)]
    [BenchmarkCategory(Plane)]
    public void PlaneLoop() => LoopTriples.ProjectOnPlane(_inputs[1], _inputs[2], D, _results);

    [Benchmark(Description = "Op")]
    [BenchmarkCategory(Plane)]
    public void PlaneOp() => _plane.Op.Forward();

    [Benchmark(Description = "Loop", Baseline = true)]
    [BenchmarkCategory(Circle)]
    public void CircleLoop() => LoopTriples.Convolve(_inputs[3], _inputs[4], D, _results);

    [Benchmark(Description = "Op")]
    [BenchmarkCategory(Circle)]
    public void CircleOp() => _circle.Op.Forward();

    [Benchmark(Description = "Loop", Baseline = true)]
    [BenchmarkCategory(Length)]
    public void DistanceLoop() => LoopTriples.Distance(_inputs[5], _inputs[6], D, _scores);

    [Benchmark(Description = "Op")]
    [BenchmarkCategory(Length)]
    public void DistanceOp() => _distance.Op.Forward();

    private static void Check(OpTape<float> op, Action loop, Action forward, float[] results)
    {
        loop();
        forward();
        Agreement.Check<float, float>(op.Op.Name, results, op.Output(0));
    }
}
