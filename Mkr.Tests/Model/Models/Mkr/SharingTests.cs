using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Models.Mkr.Sharing;
using Mkr.Tests.Engine;

namespace Mkr.Tests.Model.Models.Mkr;

/// <summary>What the variants promise beside their formulas.</summary>
internal sealed class SharingTests
{
    private static readonly MkrSizes Sizes = new(3, 4, 6, 2);

    /// <summary>
    /// Proposition 2 at a point: the values agree, the gradients by v and e do not, since e · wVV = 1 is no identity in e. They differ by
    /// wVV (g · v), which cross&amp;compress adds to e's.
    /// </summary>
    [Test]
    public void A_unit_restricted_to_a_cross_network_has_another_gradient()
    {
        const int D = 4;
        var random = new SeededRandom(21);
        double[] v = Vector(random, D), e = Vector(random, D), w = Vector(random, D), b = Vector(random, D), g = Vector(random, D);
        double[] restricted = [.. e.Select(x => x / e.Sum(y => y * y))];
        (double[] unitV, double[] unitE) = Gradients(v, e, g, (tape, x, y, set) =>
        {
            CrossWeights<double> weights = CrossWeights<double>.Create(set, string.Empty, D);
            weights.VV.CopyFrom(restricted);
            weights.EV.CopyFrom(w);
            weights.BiasV.CopyFrom(b);
            return new CrossCompress<double>(tape, x, y, weights, CrossOutputs.Item).Item;
        });
        (double[] networkV, double[] networkE) = Gradients(v, e, g, (tape, x, y, set) =>
        {
            Weight<double> weight = set.AddWeight("w", D, 1), bias = set.AddWeight("b", 1, D);
            weight.CopyFrom(w);
            bias.CopyFrom(b);
            return new CrossNetwork<double>(tape, x, y, weight, bias).Output;
        });
        double gv = g.Zip(v, (x, y) => x * y).Sum();
        for (int j = 0; j < D; j++)
        {
            Assert.That(unitV[j], Is.EqualTo(networkV[j]).Within(1e-13));
            Assert.That(unitE[j] - networkE[j], Is.EqualTo(restricted[j] * gv).Within(1e-13));
        }
    }

    [Test]
    public void With_nothing_shared_recommendation_does_not_read_the_entities()
    {
        var model = new MkrModel<double>(new MkrOptions { Dim = 4, Sharing = FeatureSharing.None }, Sizes, oneToOne: true);
        var rs = new MkrRsTask<double>(model, 2);
        var kge = new MkrKgeTask<double>(model, 2);
        Assert.That(rs.Entities, Is.Null);
        Assert.That(rs.Tape.Tables.SelectMany(gradient => gradient.Tables), Is.EquivalentTo([model.Users, model.Items]));
        Assert.That(kge.Items, Is.Null);
        Assert.That(kge.Tape.Tables.SelectMany(gradient => gradient.Tables), Is.EquivalentTo([model.Entities, model.Triples.Tables[0]]));
    }

    [TestCase(CrossOutputs.Item, "low0.weight_vv low0.weight_ev low0.weight_ve low0.weight_ee low1.weight_vv low1.weight_ev")]
    [TestCase(CrossOutputs.Entity, "low0.weight_vv low0.weight_ev low0.weight_ve low0.weight_ee low1.weight_ve low1.weight_ee")]
    public void The_last_unit_has_two_vectors_for_each_task(CrossOutputs output, string names)
    {
        var model = new MkrModel<double>(new MkrOptions { Dim = 4, LowLayers = 2 }, Sizes);
        Assert.That(model.Sharing.Penalised(PenaltyScope.Own, output).Select(w => w.Name), Is.EqualTo(names.Split(' ')));
        Assert.That(model.Sharing.Penalised(PenaltyScope.All, output).Count(), Is.EqualTo(8));
    }

    [Test]
    public void Stitches_start_unshared()
    {
        var model = new MkrModel<double>(new MkrOptions { Dim = 4, Sharing = FeatureSharing.CrossStitch }, Sizes);
        model.Initialize(new SeededRandom(1));
        Assert.That(((Weight<double>)model.Parameters["low0.stitch"]).Values.ToArray(), Is.EqualTo([1.0, 0, 0, 1]));
    }

    /// <summary>x = relu(x) - relu(-x): two channels with taps 1, -1 on the diagonal carry the inner product through the tower.</summary>
    [TestCase(2)]
    [TestCase(3)]
    [TestCase(5)]
    [TestCase(8)]
    [TestCase(16)]
    public void A_tower_with_diagonal_taps_is_the_inner_product(int d)
    {
        var set = new ParameterSet<double>();
        var predictor = new CnnPredictor<double>(set, d, channels: 2, skip: false);
        foreach (Weight<double> weight in predictor.Weights)
        {
            if (weight.Name == "rs_out.weight") weight.CopyFrom([1, -1]);
            else weight.CopyFrom(Diagonal(weight.Rows / 4));
        }

        var random = new SeededRandom(22);
        double[] u = Vector(random, d), v = Vector(random, d);
        var tape = new Tape<double>(1);
        (Variable<double> user, Variable<double> item) = (Row(tape, u), Row(tape, v));
        var logit = new BatchOutput<double>(tape, predictor.Apply(tape, user, item));
        tape.Forward(1);
        Assert.That(logit.Values[0], Is.EqualTo(u.Zip(v, (x, y) => x * y).Sum()).Within(1e-14 * d));
    }

    /// <summary>[4 C x 2]: taps (0, 0) and (1, 1) hand channel 0 minus channel 1 on, with either sign; the others are 0.</summary>
    private static double[] Diagonal(int channels)
    {
        double[] weight = new double[4 * channels * 2];
        foreach (int tap in new[] { 0, 3 })
        {
            for (int c = 0; c < channels; c++)
            {
                int row = ((tap * channels) + c) * 2;
                (weight[row], weight[row + 1]) = c == 0 ? (1, -1) : (-1, 1);
            }
        }

        return weight;
    }

    private static (double[] V, double[] E) Gradients(
        double[] v, double[] e, double[] g,
        Func<Tape<double>, Variable<double>, Variable<double>, ParameterSet<double>, Variable<double>> record)
    {
        var tape = new Tape<double>(1);
        Variable<double> x = Row(tape, v), y = Row(tape, e);
        var given = new GivenGradient<double>(tape, record(tape, x, y, new ParameterSet<double>()));
        g.CopyTo(given.Values, 0);
        tape.ForwardBackward(1);
        return (tape.Tables[0].Values[..v.Length].ToArray(), tape.Tables[1].Values[..e.Length].ToArray());
    }

    private static Variable<double> Row(Tape<double> tape, double[] values)
    {
        Table<double> table = new ParameterSet<double>().AddTable("x", 1, values.Length);
        table.CopyFrom(values);
        return new Embedding<double>(tape, tape.Lookup(table)).Output;
    }

    private static double[] Vector(SeededRandom random, int d) => [.. Enumerable.Range(0, d).Select(_ => random.NextGaussian())];
}
