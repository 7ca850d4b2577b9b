using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Verification;

/// <summary>
/// A gradient check for each op and loss of the engine: its inputs are rows of random tables, so that input gradients are checked as table
/// gradients, and its outputs end in random cotangents.
/// </summary>
internal static class OpChecks
{
    private static readonly int[] Dims = [1, 4, 5, 8];

    /// <summary>All checks.</summary>
    public static IEnumerable<OpCheck> All() =>
        [
            .. Dims.SelectMany(d => (IEnumerable<OpCheck>)[.. Ops(d), .. Losses(d)]),
            .. Enum.GetValues<Reduction>().SelectMany(Losses),
            .. TripleChecks.All(Dims),
            .. AttentionChecks.All(Dims),
            .. TextChecks.All(Dims),
            Build("score, true only", (tape, p) =>
                p.ReadTwice(p.Rows("true", 1), s => new ScoreDifference<double>(tape, s) { Scale = 0.3 })),
            Build("weights used by two layers and by one side each of two units", (_, p) => p.SharedWeights()),
        ];

    private static IEnumerable<OpCheck> Ops(int d)
    {
        yield return Build($"embedding d={d}", (_, p) => p.Probe(p.Rows("x", d)));
        yield return Build($"pair embedding d={d}", (_, p) => p.PairRows(d));
        foreach (BagMode mode in Enum.GetValues<BagMode>())
            yield return Build($"embedding bag d={d} {mode}", (_, p) => p.Bags(d, mode, isWeighted: false));
        yield return Build($"embedding bag d={d} with weights", (_, p) => p.Bags(d, BagMode.Sum, isWeighted: true));
        for (int window = 1; window <= 3; window++)
        {
            int words = window;
            yield return Build($"convolution of {words} words, d={d}", (_, p) => p.Convolution1D(words, d, filters: 5));
        }

        yield return Build($"matrix product {d} to 6", (_, p) => p.MatrixProduct(d, 6));
        foreach (BagMode mode in Enum.GetValues<BagMode>())
            yield return Build($"embedding bag d={d} {mode}, shared", (_, p) => p.SharedBags(d, mode, isWeighted: false));
        yield return Build($"embedding bag d={d} with weights, shared", (_, p) => p.SharedBags(d, BagMode.Sum, isWeighted: true));
        yield return Build($"lane scale d={d}", (tape, p) =>
            p.ProbeTwice(p.Rows("x", d), x => new LaneScale<double>(tape, x, p.Directions()).Output));
        yield return Build($"dropout d={d}", (tape, p) =>
            p.ProbeTwice(p.Rows("x", d), x => new Dropout<double>(tape, x, 0.4, new DropoutSeed { Value = 8 }).Output));
        yield return Build($"concat d={d}", (tape, p) => p.Probe(new Concat<double>(tape, p.Rows("x", d), p.Rows("y", 3)).Output));
        yield return Build($"concat d={d}, read before and after", (_, p) => p.ConcatReadTwice(d));
        yield return Build($"concat d={d} with fixed rows", (_, p) => p.ConcatFixed(d));
        yield return Build($"inner product d={d}", (tape, p) =>
            p.Probe(new InnerProduct<double>(tape, p.Rows("x", d), p.Rows("y", d)).Output));
        yield return Build($"factorization machine k={d} of fixed rows", (_, p) => p.FactorizationMachine(d));
        yield return Build($"relu d={d}", (tape, p) => p.Probe(new Relu<double>(tape, p.Rows("x", d)).Output));
        yield return Build($"sigmoid d={d}", (tape, p) => p.Probe(new Sigmoid<double>(tape, p.Rows("x", d)).Output));
        yield return Build($"tanh d={d}", (tape, p) => p.Probe(new Tanh<double>(tape, p.Rows("x", d)).Output));
        yield return Build($"cross matrix d={d}", (_, p) => p.CrossMatrix(d));
        foreach (CrossOutputs outputs in Enum.GetValues<CrossOutputs>())
            yield return Build($"cross&compress d={d} {outputs}", (_, p) => p.CrossCompress(d, outputs));
        yield return Build($"cross network d={d}", (_, p) => p.CrossNetwork(d));
        foreach (CrossOutputs outputs in Enum.GetValues<CrossOutputs>())
            yield return Build($"cross-stitch d={d} {outputs}", (_, p) => p.CrossStitch(d, outputs));
        if (d > 1)
        {
            // Of two numbers the cosine is constant.
            yield return Build($"cosine similarity d={d}", (_, p) =>
                p.Pair(d, (tape, x, y) => new CosineSimilarity<double>(tape, x, y).Output));
        }

        yield return Build($"add d={d}", (_, p) => p.Pair(d, (tape, x, y) => new Add<double>(tape, x, y).Output));
        yield return Build($"negative divergence d={d}", (_, p) =>
            p.Pair(d, (tape, x, y) => new NegativeDivergence<double>(tape, x, y).Output));
        yield return Build($"outer product d={d}", (_, p) =>
            p.Pair(d, (tape, x, y) => new OuterProduct<double>(tape, x, y).Output));
        yield return Build($"patch convolution of {d} x {d} cells", (_, p) => p.PatchConvolution(d, channels: 3, outputs: 5));
        foreach (Activation activation in Enum.GetValues<Activation>())
        {
            yield return Build($"dense {d} to {d} {activation}", (_, p) => p.Dense(d, d, activation));
            yield return Build($"dense {d} to 6 {activation}", (_, p) => p.Dense(d, 6, activation));
        }
    }

    private static IEnumerable<OpCheck> Losses(int d)
    {
        foreach (double weight in new[] { 1, 0.4 })
        {
            yield return Build($"inner product cross-entropy d={d}, negatives weigh {weight}", (_, p) =>
                p.ReadTwice(p.Rows("x", d), x => p.InnerProductCrossEntropy(x, p.Rows("y", d), weight)));
        }

        foreach (Reduction reduction in Enum.GetValues<Reduction>())
        {
            yield return Build($"inner product score d={d} {reduction}", (_, p) =>
                p.ReadTwice(p.Rows("x", d), x => p.InnerProductScore(x, p.Rows("y", d), reduction)));
            yield return Build($"table L2 penalty d={d} {reduction}", (_, p) => p.TablePenalty(d, reduction));
            yield return Build($"L2 penalty d={d} {reduction}", (tape, p) =>
                p.ReadTwice(p.Rows("x", d), x => new L2Penalty<double>(tape, x) { Scale = 0.7, Reduction = reduction }));
            yield return Build($"L2 penalty d={d} and a bias, {reduction}", (tape, p) => p.ReadTwice(p.Rows("x", d + 1), x =>
                new L2Penalty<double>(tape, x) { Scale = 0.7, LastScale = 0.2, Reduction = reduction }));
        }
    }

    private static IEnumerable<OpCheck> Losses(Reduction reduction)
    {
        foreach (double weight in new[] { 1, 2.5 })
        {
            yield return Build($"sigmoid cross-entropy {reduction}, negatives weigh {weight}", (_, p) =>
                p.ReadTwice(p.Rows("z", 1), z => p.CrossEntropy(z, weight, reduction)));
        }

        yield return Build($"score difference {reduction}", (tape, p) =>
        {
            Variable<double> falseScores = p.Rows("false", 1);
            p.ReadTwice(p.Rows("true", 1), s =>
                new ScoreDifference<double>(tape, s, falseScores) { Scale = 0.3, Reduction = reduction });
        });
        foreach (int group in new[] { 2, 3, 4, 7 })
        {
            yield return Build($"sampled softmax {reduction}, groups of {group}", (tape, p) => p.ReadTwice(p.Rows("z", 1), z =>
                new SampledSoftmax<double>(tape, z, group) { Scale = 0.3, Reduction = reduction }));
        }

        yield return Build($"weight L2 penalty {reduction}", (_, p) => p.WeightPenalty(reduction));
    }

    internal static OpCheck Build(string name, Action<Tape<double>, CheckParts> record)
    {
        var tape = new Tape<double>(CheckParts.Batch);
        record(tape, new CheckParts(tape));
        return new OpCheck(name, tape, CheckParts.Batch);
    }
}
