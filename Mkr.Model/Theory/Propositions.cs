using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.Mkr.Sharing;

namespace Mkr.Model.Theory;

/// <summary>The paper's propositions, as differences that are zero but for rounding.</summary>
internal static class Propositions
{
    private const double Rounding = 1e-13;

    /// <summary>
    /// Proposition 1: of one unit, |Σ_k v1_k| = |Σ_k b_k + Σ_ij (wEV_i + wVV_j) v_i e_j|, whatever the signs. With the paper's 1-norm it
    /// holds where all v1_k have one sign.
    /// </summary>
    public static TheoryResult FactorizationMachine()
    {
        var random = new SeededRandom(15);
        var probe = new UnitProbe(FeatureSharing.CrossCompress, 1, random.NextGaussian);
        double[] v = UnitProbe.Vector(random.NextGaussian), e = UnitProbe.Vector(random.NextGaussian);
        double[] ev = probe.Weight("low0.weight_ev"), vv = probe.Weight("low0.weight_vv");
        double expected = probe.Weight("low0.bias_v").Sum();
        for (int i = 0; i < UnitProbe.D; i++)
        {
            for (int j = 0; j < UnitProbe.D; j++) expected += (ev[i] + vv[j]) * v[i] * e[j];
        }

        double found = probe.Run(v, e, CrossOutputs.Item).Sum();
        return new TheoryResult("proposition 1: |Σ v1| minus the factorization machine", 1, 0, Math.Abs(found - expected), Rounding);
    }

    /// <summary>
    /// With the paper's 1-norm instead, a case where it does not hold: v = (1,0,0), e = (0,1,0), wVV = (0,-1,0), wEV = (1,0,0), no biases,
    /// v1 = (-1,1,0): the norm is 2, and the machine's value 0.
    /// </summary>
    public static TheoryResult CounterexampleOfTheNorm()
    {
        var probe = new UnitProbe(FeatureSharing.CrossCompress, 1, () => 0);
        ((Weight<double>)probe.Parameters["low0.weight_vv"]).CopyFrom([0, -1, 0]);
        ((Weight<double>)probe.Parameters["low0.weight_ev"]).CopyFrom([1, 0, 0]);
        double norm = UnitProbe.Norm(probe.Run([1, 0, 0], [0, 1, 0], CrossOutputs.Item));
        return new TheoryResult("proposition 1: |v1| of the counterexample, where the machine is 0", 1, 2, norm, 0);
    }

    /// <summary>
    /// Proposition 2: with wVV = e / |e|² a unit's v' is that of a cross network's layer with the same wEV and bV.
    /// </summary>
    public static TheoryResult CrossNetwork()
    {
        var random = new SeededRandom(17);
        double[] v = UnitProbe.Vector(random.NextGaussian), e = UnitProbe.Vector(random.NextGaussian);
        var network = new UnitProbe(FeatureSharing.CrossNetwork, 1, random.NextGaussian);
        var unit = new UnitProbe(FeatureSharing.CrossCompress, 1, random.NextGaussian);
        foreach (string name in new[] { "low0.weight_ev", "low0.bias_v" })
            ((Weight<double>)unit.Parameters[name]).CopyFrom(network.Weight(name));
        ((Weight<double>)unit.Parameters["low0.weight_vv"]).CopyFrom(UnitProbe.Times(1 / UnitProbe.Dot(e, e), e));
        double found = Difference(unit.Run(v, e, CrossOutputs.Item), network.Run(v, e, CrossOutputs.Item));
        return new TheoryResult("proposition 2: a unit with e · wVV = 1 minus a cross network's layer", 1, 0, found, Rounding);
    }

    /// <summary>Of a cross network, vL does not depend on the other chain's weights: how much it changes when they do.</summary>
    public static TheoryResult ChainsAreApart(int layers)
    {
        var random = new SeededRandom(18);
        var network = new UnitProbe(FeatureSharing.CrossNetwork, layers, random.NextGaussian);
        double[] v = UnitProbe.Vector(random.NextGaussian), e = UnitProbe.Vector(random.NextGaussian);
        double[] before = network.Run(v, e, CrossOutputs.Item);
        for (int l = 0; l < layers; l++)
        {
            foreach (string name in new[] { $"low{l}.weight_ve", $"low{l}.bias_e" })
                UnitProbe.Fill((Weight<double>)network.Parameters[name], random.NextGaussian);
        }

        double found = Difference(before, network.Run(v, e, CrossOutputs.Item));
        return new TheoryResult("proposition 2: change of vL with wVE and bE", layers, 0, found, 0);
    }

    /// <summary>
    /// Proposition 3: without biases a unit is the transfer matrix [[e · wVV, v · wEV], [e · wVE, v · wEE]] times [v; e].
    /// </summary>
    public static TheoryResult TransferMatrix()
    {
        var random = new SeededRandom(16);
        var unit = new UnitProbe(FeatureSharing.CrossCompress, 1, random.NextGaussian, biases: false);
        double[] v = UnitProbe.Vector(random.NextGaussian), e = UnitProbe.Vector(random.NextGaussian);
        double[] scalars =
        [
            UnitProbe.Dot(e, unit.Weight("low0.weight_vv")), UnitProbe.Dot(v, unit.Weight("low0.weight_ev")),
            UnitProbe.Dot(e, unit.Weight("low0.weight_ve")), UnitProbe.Dot(v, unit.Weight("low0.weight_ee")),
        ];
        var stitch = new UnitProbe(FeatureSharing.CrossStitch, 1, () => 0);
        ((Weight<double>)stitch.Parameters["low0.stitch"]).CopyFrom(scalars);
        double found = Math.Max(
            Difference(unit.Run(v, e, CrossOutputs.Item), stitch.Run(v, e, CrossOutputs.Item)),
            Difference(unit.Run(v, e, CrossOutputs.Entity), stitch.Run(v, e, CrossOutputs.Entity)));
        return new TheoryResult("proposition 3: a unit minus cross-stitch with its four numbers", 1, 0, found, Rounding);
    }

    /// <summary>L cross-stitch units are one with the product of their 2 x 2 matrices.</summary>
    public static TheoryResult StitchesAreOne(int layers)
    {
        var random = new SeededRandom(19);
        var many = new UnitProbe(FeatureSharing.CrossStitch, layers, random.NextGaussian);
        double[] product = [1, 0, 0, 1];
        for (int l = 0; l < layers; l++)
        {
            double[] a = many.Weight($"low{l}.stitch"), b = product;
            product =
            [
                (a[0] * b[0]) + (a[1] * b[2]), (a[0] * b[1]) + (a[1] * b[3]),
                (a[2] * b[0]) + (a[3] * b[2]), (a[2] * b[1]) + (a[3] * b[3]),
            ];
        }

        var one = new UnitProbe(FeatureSharing.CrossStitch, 1, () => 0);
        ((Weight<double>)one.Parameters["low0.stitch"]).CopyFrom(product);
        double[] v = UnitProbe.Vector(random.NextGaussian), e = UnitProbe.Vector(random.NextGaussian);
        double found = Difference(many.Run(v, e, CrossOutputs.Item), one.Run(v, e, CrossOutputs.Item));
        return new TheoryResult("proposition 3: L cross-stitch units minus their product", layers, 0, found, 1e-12);
    }

    private static double Difference(double[] x, double[] y) => x.Zip(y, (a, b) => Math.Abs(a - b)).Max();
}
