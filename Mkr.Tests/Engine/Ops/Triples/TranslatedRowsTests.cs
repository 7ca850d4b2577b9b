using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

[TestsOf(typeof(TranslatedRows<>))]
[TestFixture(Similarity.L1)]
[TestFixture(Similarity.L2)]
[TestFixture(Similarity.SquaredL2)]
internal sealed class TranslatedRowsTests(Similarity kind) : TripleOpFixture
{
    protected override int[] Columns(int d) => [d, d, d, d];

    protected override Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction)
    {
        IReadOnlyList<Variable<T>> scores =
            new TranslatedRows<T>(tape, kind, lookups[0], lookups[1], direction, [lookups[2], lookups[3]]).Outputs;
        return new Concat<T>(tape, scores[0], scores[1]).Output;
    }

    protected override double[] Expected(double[][] rows, double direction) =>
        [Score(rows, rows[2], direction), Score(rows, rows[3], direction)];

    /// <summary>Forward and backward it is what its parts are, each row gathered.</summary>
    [Test]
    public void It_is_a_translation_and_distances([Values(1, 5, 8, 40)] int d)
    {
        const int Batch = 75;
        double[][] fused = Gradients(d, Batch, (tape, x, r, keys, direction) =>
            new TranslatedRows<double>(tape, kind, x, r, direction, keys).Outputs);
        double[][] parts = Gradients(d, Batch, (tape, x, r, keys, direction) =>
        {
            Variable<double> query = new Translation<double>(tape, Embed(tape, x), Embed(tape, r), direction).Output;
            return [.. keys.Select(key => new NegativeDistance<double>(tape, query, Embed(tape, key), kind).Output)];
        });
        for (int table = 0; table < fused.Length; table++) Assert.That(fused[table], Is.EqualTo(parts[table]).Within(1e-13));
        Assert.That(fused[0], Has.Some.Not.Zero);
    }

    /// <summary>Where query and key are the same there is no direction to go, and behind a margin nothing to do.</summary>
    [Test]
    public void At_distance_0_and_for_cotangent_0_the_gradient_is_0([Values] bool isAtDistance0)
    {
        var parameters = new ParameterSet<float>();
        Table<float> entities = parameters.AddTable("entity", 2, 16), relations = parameters.AddTable("relation", 1, 16);
        if (!isAtDistance0) entities.Row(1).Fill(0.3f);
        var tape = new Tape<float>(3);
        Lookup<float> x = tape.Lookup(entities), r = tape.Lookup(relations), key = tape.Lookup(entities);
        key.Rows[..3].Fill(1);
        Variable<float> y = new TranslatedRows<float>(tape, kind, x, r, null, [key]).Outputs[0];
        new GivenCotangent<float>(tape, y).Values.Fill(isAtDistance0 ? 1 : 0);
        tape.ForwardBackward(3);
        foreach (TableGradient<float> gradient in tape.Tables) Assert.That(gradient.Values.ToArray(), Is.All.Zero);
    }

    [Test]
    public void What_cannot_be_compared_is_refused()
    {
        var parameters = new ParameterSet<float>();
        var tape = new Tape<float>(3);
        Lookup<float> x = tape.Lookup(parameters.AddTable("long", 2, 5)), z = tape.Lookup(parameters.AddTable("short", 2, 4));
        Assert.That(() => new TranslatedRows<float>(tape, kind, x, z, null, [x]), Throws.ArgumentException.With.Message.Contains("short"));
        Assert.That(() => new TranslatedRows<float>(tape, Similarity.InnerProduct, x, x, null, [x]),
            Throws.ArgumentException.With.Message.Contains("inner product"));
        Lookup<float> pair = tape.Lookup(parameters.AddTablePair("first", 2, "second", 2, 5));
        Assert.That(
            () => new TranslatedRows<float>(tape, kind, pair, x, null, [x]), Throws.ArgumentException.With.Message.Contains("pair"));
    }

    private double Score(double[][] rows, double[] key, double direction)
    {
        double[] differences = [.. key.Select((z, j) => rows[0][j] + (direction * rows[1][j]) - z)];
        double squares = differences.Sum(x => x * x);
        return -(kind switch { Similarity.L1 => differences.Sum(Math.Abs), Similarity.L2 => Math.Sqrt(squares), _ => squares });
    }

    private static double[][] Gradients(
        int d, int batch,
        Func<Tape<double>, Lookup<double>, Lookup<double>, Lookup<double>[], Variable<double>, IReadOnlyList<Variable<double>>> record)
    {
        var random = new Mkr.Engine.Randomness.SeededRandom(11);
        var parameters = new ParameterSet<double>();
        Table<double> entities = parameters.AddTable("entity", 20, d), relations = parameters.AddTable("relation", 3, d);
        foreach (Table<double> table in new[] { entities, relations }) new Mkr.Engine.Initializers.Normal(1).Fill(table, random);
        var tape = new Tape<double>(batch, 32);
        Lookup<double> x = tape.Lookup(entities), r = tape.Lookup(relations), y = tape.Lookup(entities), z = tape.Lookup(entities);
        var direction = new BatchInput<double>(tape, "direction");
        for (int i = 0; i < batch; i++)
        {
            foreach (Lookup<double> lookup in new[] { x, y, z }) lookup.Rows[i] = random.NextInt32(entities.Rows);
            r.Rows[i] = random.NextInt32(relations.Rows);
            direction.Values[i] = random.NextInt32(2) == 0 ? 1 : -1;
        }

        foreach (Variable<double> score in record(tape, x, r, [y, z], direction.Output))
            foreach (ref double c in new GivenCotangent<double>(tape, score).Values) c = random.NextDouble() - 0.5;
        tape.ForwardBackward(batch);
        return [.. new[] { entities, relations }.Select(table =>
        {
            double[] sum = new double[table.Count];
            tape.Tables.First(gradient => gradient.Tables[0] == table).AddTo(table, sum);
            return sum;
        })];
    }
}
