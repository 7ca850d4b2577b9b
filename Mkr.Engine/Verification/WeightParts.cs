using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Verification;

/// <summary>Ops that have weights.</summary>
internal static class WeightParts
{
    /// <summary>A machine of three indicators and three real features, which one of the indicators looks up.</summary>
    public static void FactorizationMachine(this CheckParts p, int factors)
    {
        const int Features = 3;
        double[] values = [.. Enumerable.Range(0, CheckParts.Batch * Features).Select(_ => p.Random.NextGaussian())];
        Lookup<double> lookup = CheckParts.Repeat(p.Tape.Lookup(p.Parameters.AddTable("x", CheckParts.Batch, factors + 1)));
        new Normal(1).Fill(lookup.Table, p.Random);
        Variable<double> x = new FixedRows<double>(p.Tape, "features", lookup, values, Features).Output;
        Weight<double> bias = p.Weight("bias", 1, 1), linear = p.Weight("linear", Features, 1);
        Weight<double> all = p.Weight("factors", Features, factors);
        p.ProbeTwice(new Embedding<double>(p.Tape, lookup).Output, first => new FactorizationMachine<double>(
            p.Tape, x, bias, linear, all, first, p.Rows("y", factors + 1), p.Rows("z", factors + 1)).Output);
    }

    /// <summary>A layer on rows with fixed ones before and behind them, and behind them alone.</summary>
    public static void ConcatFixed(this CheckParts p, int d)
    {
        var numbers = new RowNumbers(CheckParts.Batch);
        Variable<double> x = p.Rows("x", d), before = Fixed("before"), behind = Fixed("behind");
        Weight<double> bias = p.Weight("bias", 1, 5);
        foreach (Variable<double>[] parts in (Variable<double>[][])[[before, x, p.Rows("y", 4), behind], [x, behind]])
        {
            Variable<double> all = new Concat<double>(p.Tape, parts).Output;
            Weight<double> weight = p.Weight($"weight{all.Features}", all.Features, 5);
            p.Probe(new Dense<double>(p.Tape, all, weight, bias, Activation.Tanh).Output);
            p.Probe(new MatrixProduct<double>(p.Tape, all, weight).Output);
        }

        Variable<double> Fixed(string name) =>
            new FixedRows<double>(p.Tape, name, numbers, Enumerable.Range(0, 4).Select(_ => p.Random.NextGaussian()).ToArray(), 4).Output;
    }

    public static void Dense(this CheckParts p, int inputs, int outputs, Activation activation)
    {
        Variable<double> x = p.Rows("x", inputs);
        p.Probe(new Dense<double>(p.Tape, x, p.Weight("weight", inputs, outputs), p.Weight("bias", 1, outputs), activation).Output);
        p.Probe(x);
    }

    public static void MatrixProduct(this CheckParts p, int inputs, int outputs)
    {
        Variable<double> x = p.Rows("x", inputs);
        p.Probe(new MatrixProduct<double>(p.Tape, x, p.Weight("weight", inputs, outputs)).Output);
        p.Probe(x);
    }

    public static void CrossCompress(this CheckParts p, int d, CrossOutputs outputs)
    {
        Variable<double> v = p.Rows("v", d), e = p.Rows("e", d);
        var unit = new CrossCompress<double>(p.Tape, v, e, p.CrossWeights(d), outputs);
        foreach (Variable<double> output in unit.Outputs) p.Probe(output);
        p.Probe(e);
    }

    public static void CrossMatrix(this CheckParts p, int d)
    {
        Variable<double> v = p.Rows("v", d), e = p.Rows("e", d);
        var unit = new CrossMatrix<double>(p.Tape, v, e, p.CrossWeights(d));
        foreach (Variable<double> output in unit.Outputs) p.Probe(output);
        p.Probe(e);
    }

    public static void CrossNetwork(this CheckParts p, int d)
    {
        Variable<double> x = p.Rows("x", d), partner = p.Rows("partner", d);
        p.Probe(new CrossNetwork<double>(p.Tape, x, partner, p.Weight("weight", d, 1), p.Weight("bias", 1, d)).Output);
        p.Probe(x);
        p.Probe(partner);
    }

    public static void CrossStitch(this CheckParts p, int d, CrossOutputs outputs)
    {
        Variable<double> v = p.Rows("v", d), e = p.Rows("e", d);
        var unit = new CrossStitch<double>(p.Tape, v, e, p.Weight("stitch", 4, 1), outputs);
        foreach (Variable<double> output in unit.Outputs) p.Probe(output);
        p.Probe(e);
    }

    public static void PatchConvolution(this CheckParts p, int size, int channels, int outputs)
    {
        Variable<double> x = p.Rows("x", size * size * channels);
        Weight<double> weight = p.Weight("weight", 4 * channels, outputs), bias = p.Weight("bias", 1, outputs);
        p.Probe(new PatchConvolution<double>(p.Tape, x, size, weight, bias).Output);
        p.Probe(x);
    }

    /// <summary>Of several uses the last one stores its gradient, and the others add.</summary>
    public static void SharedWeights(this CheckParts p)
    {
        const int D = 4;
        Weight<double> weight = p.Weight("weight", D, D), bias = p.Weight("bias", 1, D);
        CrossWeights<double> cross = p.CrossWeights(D);
        Variable<double> v = p.Rows("v", D), e = p.Rows("e", D);
        Variable<double> hidden = new Dense<double>(p.Tape, v, weight, bias, Activation.Tanh).Output;
        p.Probe(new Dense<double>(p.Tape, hidden, weight, bias, Activation.Identity).Output);
        p.Probe(new CrossCompress<double>(p.Tape, v, e, cross, CrossOutputs.Item).Item);
        p.Probe(new CrossCompress<double>(p.Tape, v, e, cross).Item);
        p.Probe(new CrossCompress<double>(p.Tape, v, e, cross, CrossOutputs.Entity).Entity);
        p.Probe(new CrossMatrix<double>(p.Tape, e, v, cross).Entity);
    }

    private static CrossWeights<double> CrossWeights(this CheckParts p, int d)
    {
        CrossWeights<double> weights = CrossWeights<double>.Create(p.Parameters, string.Empty, d);
        foreach (Weight<double> weight in weights.All)
            new Normal(1).Fill(weight, p.Random);
        return weights;
    }
}
