using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Losses;

[TestsOf(typeof(BayesianPersonalizedRanking<>))]
internal sealed class BayesianPersonalizedRankingTests
{
    private const int Rows = 5;

    private delegate BayesianPersonalizedRanking<double> Recording(
        Tape<double> tape, Variable<double> user, Variable<double> positive, Variable<double> negative);

    /// <summary>Over one tile, a part of one, and several.</summary>
    [Test]
    public void Loss_is_the_definitions([Values] bool hasBias, [Values(1, 7, 32, 300)] int batch)
    {
        const int D = 3;
        const double Scale = 0.3, Penalty = 0.5, BiasPenalty = 0.7;
        (Tape<double> tape, Table<double>[] tables, int[][] rows) = Record(
            D, hasBias ? D + 1 : D, batch, (t, u, i, j) => new(t, u, i, j) { Scale = Scale, Penalty = Penalty, BiasPenalty = BiasPenalty });
        double expected = 0;
        for (int k = 0; k < batch; k++)
        {
            (double[] u, double[] i, double[] j) =
                (tables[0].Row(rows[0][k]).ToArray(), tables[1].Row(rows[1][k]).ToArray(), tables[1].Row(rows[2][k]).ToArray());
            double x = u.Select((value, f) => value * (i[f] - j[f])).Sum() + (hasBias ? i[D] - j[D] : 0);
            expected += Scale * Math.Log(1 + Math.Exp(-x));
            expected += Penalty / 2 * u.Concat(i.Take(D)).Concat(j.Take(D)).Sum(value => value * value);
            expected += BiasPenalty / 2 * i.Skip(D).Concat(j.Skip(D)).Sum(value => value * value);
        }

        Assert.That(tape.ForwardBackward(batch), Is.EqualTo(expected).Within(1e-12 * expected));
    }

    /// <summary>With u = 1, i = x and j = 0: log(1 + exp(-x)) tends to 0 and to -x, its derivative sigmoid(x) - 1 to 0 and to -1.</summary>
    [TestCase(1e4, 0, 0)]
    [TestCase(-1e4, 1e4, -1)]
    [TestCase(0, 0.6931471805599453, -0.5)]
    public void Far_apart_scores_give_a_finite_loss_and_gradient(double x, double loss, double derivative)
    {
        (Tape<double> tape, Table<double>[] tables, int[][] rows) = Record(d: 1, itemFeatures: 1, batch: 1, Plain);
        tables[0][rows[0][0], 0] = 1;
        tables[1][rows[1][0], 0] = x;
        tables[1][rows[2][0], 0] = 0;
        Assert.That(tape.ForwardBackward(1), Is.EqualTo(loss).Within(1e-15));
        double[] gradient = new double[tables[1].Count];
        tape.Tables[1].AddTo(tables[1], gradient);
        Assert.That(gradient[rows[1][0]], Is.EqualTo(derivative).Within(1e-15));
        Assert.That(gradient[rows[2][0]], Is.EqualTo(-derivative).Within(1e-15));
    }

    [TestCase(4, 6)]
    [TestCase(4, 3)]
    public void Shapes_that_do_not_agree_are_an_error(int d, int itemFeatures) =>
        Assert.That(() => Record(d, itemFeatures, batch: 1, Plain), Throws.ArgumentException.With.Message.Contains("personalized ranking"));

    private static BayesianPersonalizedRanking<double> Plain(
        Tape<double> tape, Variable<double> user, Variable<double> positive, Variable<double> negative) =>
        new(tape, user, positive, negative);

    /// <summary>Random users and items; an example's positive and negative are rows of one table, and never the same.</summary>
    private static (Tape<double> Tape, Table<double>[] Tables, int[][] Rows) Record(int d, int itemFeatures, int batch, Recording record)
    {
        var random = new SeededRandom(11);
        var parameters = new ParameterSet<double>();
        Table<double> users = parameters.AddTable("user", Rows, d), items = parameters.AddTable("item", Rows, itemFeatures);
        new Normal(1).Fill(users, random);
        new Normal(1).Fill(items, random);
        var tape = new Tape<double>(batch);
        Lookup<double>[] lookups = [tape.Lookup(users), tape.Lookup(items), tape.Lookup(items)];
        for (int k = 0; k < batch; k++)
        {
            lookups[0].Rows[k] = random.NextInt32(Rows);
            lookups[1].Rows[k] = random.NextInt32(Rows);
            lookups[2].Rows[k] = (lookups[1].Rows[k] + 1 + random.NextInt32(Rows - 1)) % Rows;
        }

        Variable<double>[] looked = [.. lookups.Select(lookup => new Embedding<double>(tape, lookup).Output)];
        record(tape, looked[0], looked[1], looked[2]);
        return (tape, [users, items], [.. lookups.Select(lookup => lookup.Rows[..batch].ToArray())]);
    }
}
