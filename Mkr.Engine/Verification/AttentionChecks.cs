using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Verification;

/// <summary>Gradient checks of what reads the rows that a step's examples have in common.</summary>
internal static class AttentionChecks
{
    /// <summary>All checks.</summary>
    public static IEnumerable<OpCheck> All(IEnumerable<int> dims) =>
        dims.SelectMany(d => (IEnumerable<OpCheck>)[.. Attention(d), .. Counted(d), .. Products(d)]);

    private static IEnumerable<OpCheck> Attention(int d)
    {
        yield return OpChecks.Build($"softmax attention d={d}", (tape, p) =>
        {
            StepLookup<double> keys = p.StepRows("key", d), values = p.StepRows("value", d + 3);
            RowBags bags = Bags(tape.MaxBatch);
            p.ProbeTwice(p.Rows("x", d), x => new SoftmaxAttention<double>(tape, x, keys, values, bags).Output);
        });
        yield return OpChecks.Build($"softmax attention d={d}, keys are values", (tape, p) =>
        {
            StepLookup<double> rows = p.StepRows("row", d);
            Variable<double> x = p.Rows("x", d);
            p.Probe(new SoftmaxAttention<double>(tape, x, rows, rows, Bags(tape.MaxBatch)).Output);
        });
        yield return OpChecks.Build($"softmax attention d={d}, values from outside", (tape, p) =>
        {
            var values = new RowInput<double>(tape, "value", 4, d) { Count = 4 };
            for (int row = 0; row < values.Count; row++) p.Fill(values[row]);
            StepLookup<double> keys = p.StepRows("key", d);
            p.Probe(new SoftmaxAttention<double>(tape, p.Rows("x", d), keys, values, Bags(tape.MaxBatch)).Output);
        });
    }

    private static IEnumerable<OpCheck> Counted(int d)
    {
        yield return OpChecks.Build($"softmax attention d={d}, counted rows", (tape, p) =>
        {
            StepLookup<double> keys = p.StepRows("key", d), values = p.StepRows("value", d + 3);
            var bags = new CountedBags<double>(tape.MaxBatch, tape.MaxBatch * tape.MaxBatch);
            Fill(bags, tape.MaxBatch);
            for (int row = 0; row < bags.Counts.Length; row++) bags.Counts[row] = 1 + (row % 3);
            p.Probe(new SoftmaxAttention<double>(tape, p.Rows("x", d), keys, values, bags).Output);
        });
    }

    private static IEnumerable<OpCheck> Products(int d)
    {
        foreach ((int length, bool isLeft) in new[] { (d, false), (d + 3, false), (d, true), (d + 3, true) })
        {
            yield return OpChecks.Build($"relation product {d} to {length}{(isLeft ? ", from the left" : string.Empty)}", (tape, p) =>
            {
                StepLookup<double> tails = p.StepRows("tail", length), matrices = p.StepRows("matrix", d * length);
                var products = new RelationProduct<double>(tape, p.StepRows("head", d), matrices, tape.MaxBatch, isLeft)
                {
                    Count = tails.Count,
                };
                ((ReadOnlySpan<int>)[6, 0, 1, 1, 5, 4, 6]).CopyTo(products.Products);
                p.Probe(new SoftmaxAttention<double>(tape, p.Rows("x", length), products, tails, Bags(tape.MaxBatch)).Output);
                _ = new SigmoidProducts<double>(tape, products, tails) { Scale = -0.7, Reduction = Reduction.Mean };
                _ = new RowL2Penalty<double>(tape, matrices) { Scale = 0.7 };
                _ = new RowL2Penalty<double>(tape, tails) { Scale = 0.7 };
            });
        }
    }

    /// <summary>Bags of 0, 1, 2, ... of four rows, the larger ones of which have rows twice.</summary>
    private static RowBags Bags(int batch)
    {
        var bags = new RowBags(batch, batch * batch);
        Fill(bags, batch);
        return bags;
    }

    private static void Fill(RowBags bags, int batch)
    {
        int count = 0;
        for (int i = 0; i < batch; i++)
        {
            for (int k = 0; k < i; k++) bags.Rows[count++] = (k + i) % 4;
            bags.Ends[i] = count;
        }
    }
}
