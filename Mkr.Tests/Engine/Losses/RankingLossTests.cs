using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Losses;

[TestsOf(typeof(MarginRanking<>), typeof(LogisticRanking<>), typeof(PairwiseLogistic<>))]
internal sealed class RankingLossTests
{
    private const int Rows = 6;
    private const int FalseScores = 3;

    [Test]
    public void Margin_ranking_is_the_mean_of_what_is_below_the_margin([Values(1, 7, 300)] int batch)
    {
        Scores scores = new(batch);
        _ = new MarginRanking<double>(scores.Tape, scores.True, scores.False) { Margin = 0.8, Scale = 2, Reduction = Reduction.Mean };
        double expected = scores.Mean(batch, (s, f) => f.Average(x => Math.Max(0, 0.8 - s + x)));
        Assert.That(scores.Tape.ForwardBackward(batch), Is.EqualTo(2 * expected).Within(1e-12));
    }

    [Test]
    public void Pairwise_logistic_is_of_the_difference([Values(1, 7, 300)] int batch)
    {
        Scores scores = new(batch);
        _ = new PairwiseLogistic<double>(scores.Tape, scores.True, scores.False[0]) { Scale = 2, Reduction = Reduction.Mean };
        double expected = scores.Mean(batch, (s, f) => Softplus(f.First() - s));
        Assert.That(scores.Tape.ForwardBackward(batch), Is.EqualTo(2 * expected).Within(1e-12));
    }

    [Test]
    public void Logistic_ranking_weighs_false_scores_by_their_softmax([Values(1, 7, 300)] int batch, [Values(0, 0.7)] double temperature)
    {
        Scores scores = new(batch);
        _ = new LogisticRanking<double>(scores.Tape, scores.True, scores.False)
        {
            Offset = 0.4,
            Temperature = temperature,
            Reduction = Reduction.Mean,
        };
        double expected = scores.Mean(batch, (s, f) =>
        {
            double total = f.Sum(x => Math.Exp(temperature * x));
            return (Softplus(-(0.4 + s)) + f.Sum(x => Math.Exp(temperature * x) / total * Softplus(0.4 + x))) / 2;
        });
        Assert.That(scores.Tape.ForwardBackward(batch), Is.EqualTo(expected).Within(1e-12));
    }

    /// <summary>
    /// With one false score, s and s' far apart: the loss tends to a line, its derivative to 0, or to 1/2 of a true and a false.
    /// </summary>
    [TestCase(1e4, 0)]
    [TestCase(-1e4, 1e4)]
    public void Far_apart_scores_give_a_finite_logistic_loss(double s, double loss)
    {
        var parameters = new ParameterSet<float>();
        Table<float> table = parameters.AddTable("score", 2, 1);
        (table[0, 0], table[1, 0]) = ((float)s, (float)-s);
        var tape = new Tape<float>(1);
        Lookup<float> first = tape.Lookup(table), second = tape.Lookup(table);
        second.Rows[0] = 1;
        _ = new LogisticRanking<float>(tape, new Embedding<float>(tape, first).Output, new Embedding<float>(tape, second).Output);
        Assert.That(tape.ForwardBackward(1), Is.EqualTo(loss).Within(1e-3));
        float expected = loss == 0 ? 0 : 0.5f;
        Assert.That(tape.Tables[0].Values[0], Is.EqualTo(-expected).Within(1e-6));
        Assert.That(tape.Tables[0].Values[4], Is.EqualTo(expected).Within(1e-6));
    }

    /// <summary>At the hinge itself the gradient is 0; a true triple among the false ones cancels.</summary>
    [Test]
    public void A_false_score_at_the_hinge_counts_for_nothing()
    {
        var parameters = new ParameterSet<double>();
        Table<double> table = parameters.AddTable("score", 2, 1);
        (table[0, 0], table[1, 0]) = (1.5, 0.5);
        var tape = new Tape<double>(1);
        Lookup<double> first = tape.Lookup(table), second = tape.Lookup(table);
        second.Rows[0] = 1;
        _ = new MarginRanking<double>(tape, new Embedding<double>(tape, first).Output, new Embedding<double>(tape, second).Output);
        Assert.That(tape.ForwardBackward(1), Is.Zero);
        Assert.That(tape.Tables[0].Values.ToArray(), Is.All.Zero);
    }

    [Test]
    public void Without_a_false_score_it_is_an_error()
    {
        Scores scores = new(1);
        Assert.That(
            () => new MarginRanking<double>(scores.Tape, scores.True), Throws.ArgumentException.With.Message.Contains("false score"));
    }

    private static double Softplus(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    private sealed class Scores
    {
        private readonly Table<double> _table;
        private readonly Lookup<double>[] _lookups;

        public Scores(int batch)
        {
            var random = new SeededRandom(11);
            _table = new ParameterSet<double>().AddTable("score", Rows, 1);
            new Normal(1).Fill(_table, random);
            Tape = new Tape<double>(batch);
            _lookups = [.. Enumerable.Range(0, 1 + FalseScores).Select(_ => Tape.Lookup(_table))];
            foreach (Lookup<double> lookup in _lookups)
                for (int i = 0; i < batch; i++) lookup.Rows[i] = random.NextInt32(Rows);
            Variable<double>[] scores = [.. _lookups.Select(lookup => new Embedding<double>(Tape, lookup).Output)];
            (True, False) = (scores[0], scores[1..]);
        }

        public Tape<double> Tape { get; }

        public Variable<double> True { get; }

        public Variable<double>[] False { get; }

        public double Mean(int batch, Func<double, double[], double> loss) => Enumerable.Range(0, batch).Average(i =>
        {
            double[] scores = [.. _lookups.Select(lookup => _table[lookup.Rows[i], 0])];
            return loss(scores[0], scores[1..]);
        });
    }
}
