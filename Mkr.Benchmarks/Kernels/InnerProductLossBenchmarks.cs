using BenchmarkDotNet.Attributes;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Benchmarks.Kernels;

/// <summary>
/// The losses on an inner product, forward and backward on one tile. Ops: an inner product, the loss and the penalties, each an op of its
/// own. Fused: the one op that training uses.
/// </summary>
public class InnerProductLossBenchmarks
{
    private const string CrossEntropy = "cross-entropy";
    private const string Score = "score";
    private const double Penalty = 1e-3;

    private Tape<float> _crossEntropyOps = null!;
    private Tape<float> _crossEntropyFused = null!;
    private Tape<float> _scoreOps = null!;
    private Tape<float> _scoreFused = null!;

    [Params(Tape<float>.DefaultTile)]
    public int Batch { get; set; }

    [Params(4, 8, 16)]
    public int D { get; set; }

    /// <summary>Records the forms, and checks that they compute the same.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _crossEntropyOps = Record((tape, a, b, labels) =>
            new SigmoidCrossEntropy<float>(tape, new InnerProduct<float>(tape, a, b).Output, labels), penalties: true);
        _crossEntropyFused = Record((tape, a, b, labels) =>
            new InnerProductCrossEntropy<float>(tape, a, b, labels) { PenaltyA = Penalty, PenaltyB = Penalty });
        _scoreOps = Record((tape, a, b, _) =>
            new ScoreDifference<float>(tape, new Sigmoid<float>(tape, new InnerProduct<float>(tape, a, b).Output).Output), penalties: true);
        _scoreFused = Record((tape, a, b, _) => new InnerProductScore<float>(tape, a, b) { PenaltyA = Penalty, PenaltyB = Penalty });
        Check(_crossEntropyOps, _crossEntropyFused);
        Check(_scoreOps, _scoreFused);
    }

    [Benchmark(Description = "Ops", Baseline = true)]
    [BenchmarkCategory(CrossEntropy)]
    public double CrossEntropyOps() => _crossEntropyOps.ForwardBackward(Batch);

    [Benchmark(Description = "Fused")]
    [BenchmarkCategory(CrossEntropy)]
    public double CrossEntropyFused() => _crossEntropyFused.ForwardBackward(Batch);

    [Benchmark(Description = "Ops", Baseline = true)]
    [BenchmarkCategory(Score)]
    public double ScoreOps() => _scoreOps.ForwardBackward(Batch);

    [Benchmark(Description = "Fused")]
    [BenchmarkCategory(Score)]
    public double ScoreFused() => _scoreFused.ForwardBackward(Batch);

    private static void Check(Tape<float> ops, Tape<float> fused)
    {
        Agreement.Check<double, float>("loss", [ops.ForwardBackward(ops.MaxBatch)], [(float)fused.ForwardBackward(fused.MaxBatch)]);
        for (int input = 0; input < 2; input++)
            Agreement.Check<float, float>("its gradient", LaneRows.Of(ops.Variables[input].Gradient),
                LaneRows.Of(fused.Variables[input].Gradient));
    }

    /// <summary>A tape whose first two variables are the factors.</summary>
    private Tape<float> Record(
        Func<Tape<float>, Variable<float>, Variable<float>, Variable<float>, Op<float>> record, bool penalties = false)
    {
        var random = new SeededRandom(1);
        var tape = new Tape<float>(Batch, tile: Batch);
        Variable<float> a = tape.Variable("a", D), b = tape.Variable("b", D), labels = tape.Variable("labels", 1, requiresGradient: false);
        _ = record(tape, a, b, labels);
        foreach (Variable<float> factor in penalties ? [a, b] : Array.Empty<Variable<float>>())
            _ = new L2Penalty<float>(tape, factor) { Scale = Penalty };
        tape.ForwardBackward(Batch);
        LaneRows.Fill(a.Value, random);
        LaneRows.Fill(b.Value, random);
        for (int i = 0; i < Batch; i++)
            labels.Value[0][i] = i % 2;
        return tape;
    }
}
