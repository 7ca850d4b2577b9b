using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Losses;

[TestsOf(typeof(SoftmaxOverRows<>), typeof(RowL2Penalty<>), typeof(HyperplaneOrthogonality<>), typeof(GivenCotangent<>))]
internal sealed class TripleLossTests
{
    private const int Rows = 70;
    private const int D = 6;

    [Test]
    public void Softmax_is_over_all_rows([Values] Similarity similarity, [Values(1, 7, 300)] int batch)
    {
        (Tape<double> tape, Table<double> table, Lookup<double> q, Lookup<double> right) = Record(batch);
        _ = new SoftmaxOverRows<double>(tape, new Embedding<double>(tape, q).Output, right, similarity) { Reduction = Reduction.Mean };
        double expected = Enumerable.Range(0, batch).Average(i =>
        {
            double[] scores = [.. Enumerable.Range(0, Rows).Select(row => Score(similarity, table.Row(q.Rows[i]), table.Row(row)))];
            return Math.Log(scores.Sum(Math.Exp)) - scores[right.Rows[i]];
        });
        Assert.That(tape.ForwardBackward(batch), Is.EqualTo(expected).Within(1e-12));
    }

    /// <summary>Examples of several groups, in one tile and in several: as if each group's were computed by themselves.</summary>
    [Test]
    public void Softmax_compares_with_the_keys_of_the_examples_group([Values(7, 300)] int batch)
    {
        (Tape<double> tape, Table<double> table, Lookup<double> q, Lookup<double> right) = Record(batch);
        Table<double> shifts = new ParameterSet<double>().AddTable("shift", 3, D);
        new Normal(1).Fill(shifts, new SeededRandom(4));
        Lookup<double> groups = tape.Lookup(shifts);
        for (int i = 0; i < batch; i++) groups.Rows[i] = i * i % 3;
        var keys = new RowKeys<double>(table, groups, (Tape<double> rows, Variable<double> row, out Lookup<double> group) =>
            new Translation<double>(rows, row, new Embedding<double>(rows, group = rows.Lookup(shifts)).Output).Output);
        _ = new SoftmaxOverRows<double>(tape, new Embedding<double>(tape, q).Output, right, Similarity.L2, keys);
        double expected = Enumerable.Range(0, batch).Sum(i =>
        {
            double[] shift = shifts.Row(groups.Rows[i]).ToArray();
            double[] scores = [.. Enumerable.Range(0, Rows).Select(row => Score(
                Similarity.L2, table.Row(q.Rows[i]), [.. table.Row(row).ToArray().Zip(shift, (x, y) => x + y)]))];
            return Math.Log(scores.Sum(Math.Exp)) - scores[right.Rows[i]];
        });
        Assert.That(tape.ForwardBackward(batch), Is.EqualTo(expected).Within(1e-11 * expected));
    }

    /// <summary>In float, with similarities that overflow an exponential.</summary>
    [Test]
    public void Softmax_of_large_scores_is_finite()
    {
        Table<float> table = new ParameterSet<float>().AddTable("row", 3, 1);
        (table[0, 0], table[1, 0], table[2, 0]) = (20, 19, -20);
        var tape = new Tape<float>(1);
        Lookup<float> q = tape.Lookup(table), right = tape.Lookup(table);
        right.Rows[0] = 1;
        _ = new SoftmaxOverRows<float>(tape, new Embedding<float>(tape, q).Output, right, Similarity.InnerProduct);
        Assert.That(tape.ForwardBackward(1), Is.EqualTo(20).Within(1e-3));
    }

    [Test]
    public void Threads_do_not_share_what_adds_in_place()
    {
        (Tape<double> tape, _, Lookup<double> q, Lookup<double> right) = Record(3);
        Assert.That(tape.CanSplit);
        _ = new SoftmaxOverRows<double>(tape, new Embedding<double>(tape, q).Output, right, Similarity.InnerProduct);
        Assert.That(tape.CanSplit, Is.False);
        using var team = new WorkerTeam(2);
        Assert.That(() => tape.SplitOver(team, _ => { }), Throws.InvalidOperationException.With.Message.Contains("softmax over rows"));
    }

    [Test]
    public void Rows_are_penalized_as_often_as_they_occur()
    {
        (Tape<double> tape, Table<double> table, Lookup<double> lookup, _) = Record(300);
        _ = new RowL2Penalty<double>(tape, lookup) { Scale = 0.3 };
        double expected = 0;
        double[] gradient = new double[table.Count], actual = new double[table.Count];
        foreach (int row in lookup.Rows[..300])
        {
            expected += 0.3 * table.Row(row).ToArray().Sum(x => x * x) / 2;
            for (int j = 0; j < D; j++) gradient[(row * D) + j] += 0.3 * table[row, j];
        }

        Assert.That(tape.ForwardBackward(300), Is.EqualTo(expected).Within(1e-12 * expected));
        tape.Tables[0].AddTo(table, actual);
        Assert.That(actual, Is.EqualTo(gradient).Within(1e-12));
    }

    /// <summary>r along n, at 60 degrees, orthogonal: cosines 1, 1/2, 0.</summary>
    [TestCase(1, 0, 1 - 0.01)]
    [TestCase(0.5, 0.8660254037844386, 0.25 - 0.01)]
    [TestCase(0, 2, 0)]
    public void Translations_in_their_hyperplane_cost_nothing(double x, double y, double expected)
    {
        Table<double> table = new ParameterSet<double>().AddTable("vector", 2, 2);
        (table[0, 0], table[1, 0], table[1, 1]) = (3, x, y);
        var tape = new Tape<double>(1);
        Lookup<double> n = tape.Lookup(table), r = tape.Lookup(table);
        r.Rows[0] = 1;
        _ = new HyperplaneOrthogonality<double>(tape, new Embedding<double>(tape, r).Output, new Embedding<double>(tape, n).Output);
        Assert.That(tape.ForwardBackward(1), Is.EqualTo(expected).Within(1e-14));
    }

    [Test]
    public void A_given_cotangent_is_the_gradient()
    {
        (Tape<double> tape, Table<double> table, Lookup<double> lookup, _) = Record(1);
        var given = new GivenCotangent<double>(tape, new Embedding<double>(tape, lookup).Output) { Scale = 2 };
        for (int j = 0; j < D; j++) given.Values[j] = j;
        double expected = 2 * table.Row(lookup.Rows[0]).ToArray().Select((x, j) => x * j).Sum();
        Assert.That(tape.ForwardBackward(1), Is.EqualTo(expected).Within(1e-13));
        Assert.That(tape.Tables[0].Values[..D].ToArray(), Is.EqualTo(new double[] { 0, 2, 4, 6, 8, 10 }));
    }

    private static double Score(Similarity similarity, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double product = 0, absolute = 0, squares = 0;
        for (int j = 0; j < a.Length; j++)
        {
            product += a[j] * b[j];
            absolute += Math.Abs(a[j] - b[j]);
            squares += (a[j] - b[j]) * (a[j] - b[j]);
        }

        return similarity switch
        {
            Similarity.InnerProduct => product,
            Similarity.L1 => -absolute,
            Similarity.L2 => -Math.Sqrt(squares),
            _ => -squares,
        };
    }

    private static (Tape<double> Tape, Table<double> Table, Lookup<double> First, Lookup<double> Second) Record(int batch)
    {
        var random = new SeededRandom(8);
        Table<double> table = new ParameterSet<double>().AddTable("row", Rows, D);
        new Normal(1).Fill(table, random);
        var tape = new Tape<double>(batch);
        Lookup<double> first = tape.Lookup(table), second = tape.Lookup(table);
        for (int i = 0; i < batch; i++) (first.Rows[i], second.Rows[i]) = (random.NextInt32(Rows), random.NextInt32(Rows));
        return (tape, table, first, second);
    }
}
