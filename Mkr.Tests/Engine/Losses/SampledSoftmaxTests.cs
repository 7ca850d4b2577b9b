using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Losses;

/// <summary>The cross-entropy of a positive among its negatives, against its definition in plain loops.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(SampledSoftmax<>))]
internal sealed class SampledSoftmaxTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Scale = 0.3;

    /// <summary>Over a part of a tile and several; where g does not divide the batch, the last group is cut.</summary>
    [Test]
    public void Loss_and_gradient_are_the_definitions(
        [Values(2, 4, 32)] int group, [Values(1, 7, 64, 301)] int batch, [Values] Reduction reduction)
    {
        double[] z = Numbers.Uniform<double>(batch, new SeededRandom(3)).Select(x => 4 * x).ToArray();
        (double loss, double[] gradient) = Run(z, group, reduction);
        double factor = Scale * (reduction switch { Reduction.Mean => 1.0 / batch, Reduction.TimesBatch => batch, _ => 1 });
        double expected = 0;
        double[] expectedGradient = new double[batch];
        for (int start = 0; start < batch; start += group)
        {
            double[] scores = z[start..Math.Min(start + group, batch)];
            double total = scores.Sum(Math.Exp);
            expected += factor * (Math.Log(total) - scores[0]);
            for (int k = 0; k < scores.Length; k++)
                expectedGradient[start + k] = factor * ((Math.Exp(scores[k]) / total) - (k == 0 ? 1 : 0));
        }

        var meter = new ErrorMeter();
        meter.Add(loss, expected);
        for (int i = 0; i < batch; i++) meter.Add(gradient[i] / factor, expectedGradient[i] / factor);
        meter.AssertRounding<T>();
    }

    /// <summary>Of a pair it is the cross-entropy of the difference with label 1: the loss of BPR.</summary>
    [Test]
    public void Groups_of_two_have_the_loss_of_pairs()
    {
        const int Pairs = 150;
        double[] z = Numbers.Uniform<double>(2 * Pairs, new SeededRandom(4));
        (double loss, double[] gradient) = Run(z, 2, Reduction.Sum);

        var tape = new Tape<double>(Pairs);
        Table<double> table = new ParameterSet<double>().AddTable("difference", Pairs, 1);
        Lookup<double> lookup = tape.Lookup(table);
        var labels = new BatchInput<double>(tape, "label");
        _ = new SigmoidCrossEntropy<double>(tape, new Embedding<double>(tape, lookup).Output, labels.Output) { Scale = Scale };
        for (int i = 0; i < Pairs; i++) (lookup.Rows[i], labels.Values[i], table[i, 0]) = (i, 1, z[2 * i] - z[(2 * i) + 1]);
        var meter = new ErrorMeter();
        meter.Add(loss, tape.ForwardBackward(Pairs));
        double[] expected = new double[Pairs];
        tape.Tables[0].AddTo(table, expected);
        for (int i = 0; i < Pairs; i++)
        {
            meter.Add(gradient[2 * i], expected[i]);
            meter.Add(gradient[(2 * i) + 1], -expected[i]);
        }

        meter.AssertRounding<T>();
    }

    [TestCase(1e4, 0, 0)]
    [TestCase(-1e4, Scale * 1e4, -Scale)]
    public void Far_apart_scores_give_a_finite_loss_and_gradient(double positive, double loss, double derivative)
    {
        (double actual, double[] gradient) = Run([positive, 0, -1e4, -1e5], 4, Reduction.Sum);
        Assert.That(actual, Is.EqualTo(loss).Within(1e-5 * Math.Max(1, loss)));
        Assert.That(gradient, Is.EqualTo(new[] { derivative, -derivative, 0, 0 }).Within(1e-6));
    }

    [Test]
    public void Scores_that_are_all_large_are_as_good_as_small_ones([Values(1000, -1000)] double shift)
    {
        double[] z = [0.5, -1, 2, 0.25];
        (double loss, double[] gradient) = Run(z, 4, Reduction.Sum);
        (double shifted, double[] shiftedGradient) = Run([.. z.Select(x => x + shift)], 4, Reduction.Sum);
        Assert.That(shifted, Is.EqualTo(loss).Within(1e-6));
        Assert.That(shiftedGradient, Is.EqualTo(gradient).Within(1e-6));
    }

    /// <summary>What the loss has computed for a larger batch does not reach the padding of a smaller one.</summary>
    [Test]
    public void The_padding_has_no_gradient()
    {
        var tape = new Tape<T>(40);
        Variable<T> z = Rows(tape, Numbers.Uniform<double>(40, new SeededRandom(5)));
        _ = new SampledSoftmax<T>(tape, z, 2);
        tape.ForwardBackward(40);
        tape.ForwardBackward(3);
        Assert.That(z.Gradient[0][3..].ToArray(), Has.All.EqualTo(T.Zero));
        Assert.That(z.Gradient[0][0], Is.Not.EqualTo(T.Zero));
    }

    [Test]
    public void Groups_that_a_tile_would_cut_are_refused()
    {
        Assert.That(
            () => Record(batch: 300, tile: 64, group: 3),
            Throws.ArgumentException.With.Message.Contains("a tile of 64 examples ends within a group of 3"));
        Assert.That(() => Record(batch: 300, tile: 96, group: 3), Throws.Nothing);
        Assert.That(() => Record(batch: 60, tile: 64, group: 3), Throws.Nothing, "there is one tile");
        Assert.That(() => Record(batch: 60, tile: 64, group: 1), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => Record(batch: 60, tile: 64, group: 2, features: 2), Throws.ArgumentException.With.Message.Contains("a score"));

        static void Record(int batch, int tile, int group, int features = 1)
        {
            var tape = new Tape<T>(batch, tile);
            _ = new SampledSoftmax<T>(tape, tape.Variable("z", features), group);
        }
    }

    private static (double Loss, double[] Gradient) Run(double[] z, int group, Reduction reduction)
    {
        var tape = new Tape<T>(z.Length, tile: 64);
        Variable<T> rows = Rows(tape, z);
        _ = new SampledSoftmax<T>(tape, rows, group) { Scale = Scale, Reduction = reduction };
        double loss = tape.ForwardBackward(z.Length);
        T[] gradient = new T[z.Length];
        tape.Tables[0].AddTo(tape.Tables[0].Tables[0], gradient);
        return (loss, [.. gradient.Select(Numbers.ToDouble)]);
    }

    private static Variable<T> Rows(Tape<T> tape, double[] z)
    {
        Table<T> table = new ParameterSet<T>().AddTable("z", z.Length, 1);
        Lookup<T> lookup = tape.Lookup(table);
        for (int i = 0; i < z.Length; i++) (lookup.Rows[i], table[i, 0]) = (i, T.CreateChecked(z[i]));
        return new Embedding<T>(tape, lookup).Output;
    }
}
