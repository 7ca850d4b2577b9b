using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Verification;

/// <summary>Losses and penalties.</summary>
internal static class LossParts
{
    public static Loss<double> CrossEntropy(this CheckParts p, Variable<double> z, double negativeWeight, Reduction reduction) =>
        new SigmoidCrossEntropy<double>(p.Tape, z, p.Labels()) { Scale = 0.3, NegativeWeight = negativeWeight, Reduction = reduction };

    public static Loss<double> InnerProductCrossEntropy(this CheckParts p, Variable<double> a, Variable<double> b, double negativeWeight) =>
        new InnerProductCrossEntropy<double>(p.Tape, a, b, p.Labels())
        {
            Scale = 0.3,
            Reduction = Reduction.Mean,
            NegativeWeight = negativeWeight,
            PenaltyA = 0.5,
            PenaltyB = 0.7,
        };

    public static Loss<double> InnerProductScore(this CheckParts p, Variable<double> a, Variable<double> b, Reduction reduction) =>
        new InnerProductScore<double>(p.Tape, a, b) { Scale = -0.3, PenaltyA = 0.5, PenaltyB = 0.7, PenaltyReduction = reduction };

    public static void TablePenalty(this CheckParts p, int d, Reduction reduction)
    {
        Table<double> table = p.Parameters.AddTable("penalised", CheckParts.Batch, d);
        new Normal(1).Fill(table, p.Random);
        p.Probe(new Embedding<double>(p.Tape, CheckParts.Repeat(p.Tape.Lookup(table))).Output);
        _ = new TableL2Penalty<double>(p.Tape, table) { Scale = 0.7, Reduction = reduction };
    }

    public static void WeightPenalty(this CheckParts p, Reduction reduction)
    {
        Weight<double> weight = p.Weight("weight", 3, 4);
        p.Probe(new Dense<double>(p.Tape, p.Rows("x", 3), weight, p.Weight("bias", 1, 4), Activation.Identity).Output);
        _ = new WeightL2Penalty<double>(p.Tape, [weight]) { Scale = 0.7, Reduction = reduction };
    }

    private static Variable<double> Labels(this CheckParts p)
    {
        var labels = new BatchInput<double>(p.Tape, "label");
        for (int i = 0; i < CheckParts.Batch; i++)
            labels.Values[i] = i % 2;
        return labels.Output;
    }
}
