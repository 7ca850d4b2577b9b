using BenchmarkDotNet.Attributes;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// A cross&amp;compress unit in four forms. Matrix: as the paper writes it, with the d x d matrix of each example. Loops: in O(d),
/// row-major, an example at a time, in plain loops. Rows: the same in calls on spans. Lanes: in O(d), feature-major, an example a lane.
/// Each computes both outputs, and backward both input gradients and six weight gradients. All go over the batch in tiles of
/// <see cref="Tape{T}.DefaultTile"/> examples, the same memory in each tile.
/// </summary>
public class CrossBenchmarks
{
    private const string Forward = "forward";
    private const string ForwardBackward = "forward+backward";

    private CrossTape _matrix = null!;
    private CrossTape _lanes = null!;
    private LoopCrossUnit _loops = null!;
    private RowCross _rows = null!;

    [Params(4, 8, 16, 32, 64, 128)]
    public int Dim { get; set; }

    [Params(32, 4096)]
    public int Batch { get; set; }

    /// <summary>Builds the three forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _matrix = new CrossTape(Dim, Batch, (tape, v, e, weights) => new CrossMatrix<float>(tape, v, e, weights));
        _lanes = new CrossTape(Dim, Batch, (tape, v, e, weights) => new CrossCompress<float>(tape, v, e, weights));
        _rows = new RowCross(_lanes);
        _loops = new LoopCrossUnit(_lanes);
        float[] expected = _matrix.Numbers();
        Agreement.Check<float, float>("lanes", expected, _lanes.Numbers());
        Agreement.Check<float, float>("rows", expected, _rows.Numbers());
        Agreement.Check<float, float>("loops", expected, _loops.Numbers());
    }

    [Benchmark(Description = "Matrix", Baseline = true)]
    [BenchmarkCategory(Forward)]
    public double MatrixForward() => _matrix.Tape.Forward(Batch);

    [Benchmark(Description = "Loops")]
    [BenchmarkCategory(Forward)]
    public void LoopsForward() => _loops.Forward(Batch);

    [Benchmark(Description = "Rows")]
    [BenchmarkCategory(Forward)]
    public void RowsForward() => _rows.Forward(Batch);

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(Forward)]
    public double LanesForward() => _lanes.Tape.Forward(Batch);

    [Benchmark(Description = "Matrix", Baseline = true)]
    [BenchmarkCategory(ForwardBackward)]
    public double MatrixForwardBackward() => _matrix.Tape.ForwardBackward(Batch);

    [Benchmark(Description = "Loops")]
    [BenchmarkCategory(ForwardBackward)]
    public void LoopsForwardBackward() => _loops.ForwardBackward(Batch);

    [Benchmark(Description = "Rows")]
    [BenchmarkCategory(ForwardBackward)]
    public void RowsForwardBackward() => _rows.ForwardBackward(Batch);

    [Benchmark(Description = "Lanes")]
    [BenchmarkCategory(ForwardBackward)]
    public double LanesForwardBackward() => _lanes.Tape.ForwardBackward(Batch);
}
