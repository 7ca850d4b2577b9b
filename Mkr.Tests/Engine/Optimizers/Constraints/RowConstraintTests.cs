using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Optimizers.Constraints;

internal sealed class RowConstraintTests
{
    private const int Rows = 12;
    private const int D = 6;

    [Test]
    public void A_unit_row_has_length_1_and_zeros_stay()
    {
        double[] row = [3, 0, -4], zeros = [0, 0, 0], small = [0.1, 0, 0];
        var unit = new UnitRows<double>();
        unit.Apply(row);
        unit.Apply(zeros);
        unit.Apply(small);
        Assert.That(row, Is.EqualTo(new[] { 0.6, 0, -0.8 }).Within(1e-15));
        Assert.That(zeros, Is.All.Zero);
        Assert.That(small, Is.EqualTo(new double[] { 1, 0, 0 }));
    }

    [Test]
    public void Only_rows_outside_the_ball_are_cut()
    {
        double[] outside = [3, 0, -4], inside = [0.1, 0.2, 0.3];
        var ball = new BallRows<double>();
        ball.Apply(outside);
        ball.Apply(inside);
        Assert.That(outside, Is.EqualTo(new[] { 0.6, 0, -0.8 }).Within(1e-15));
        Assert.That(inside, Is.EqualTo(new[] { 0.1, 0.2, 0.3 }));
    }

    /// <summary>Whatever is read obeys, in the forward pass as well as afterwards.</summary>
    [Test]
    public void Every_row_that_is_read_obeys([Values] RowPolicy rows, [Values(4, 6)] int columns)
    {
        (Tape<float> tape, ParameterSet<float> parameters, Table<float> table, Lookup<float> lookup) = Record(columns);
        var adam = new Adam<float>(tape, parameters, new AdamOptions(0.1, rows));
        adam.Constrain(table, new UnitRows<float>());
        var random = new SeededRandom(2);
        for (int step = 0; step < 200; step++)
        {
            for (int i = 0; i < 3; i++) lookup.Rows[i] = random.NextInt32(Rows);
            tape.ForwardBackward(3);
            for (int i = 0; i < 3; i++) Assert.That(Length(table.Row(lookup.Rows[i])), Is.EqualTo(1).Within(1e-5), $"step {step}");
            adam.Step();
        }

        table.CatchUp();
        for (int row = 0; row < Rows; row++) Assert.That(Length(table.Row(row)), Is.EqualTo(1).Within(1e-5));
    }

    /// <summary>A step of plain gradient descent, by hand: the row moves and is then cut.</summary>
    [Test]
    public void A_row_moves_first_and_obeys_then()
    {
        (Tape<float> tape, ParameterSet<float> parameters, Table<float> table, Lookup<float> lookup) = Record(D);
        var sgd = new Sgd<float>(tape, parameters, 0.5);
        sgd.Constrain(table, new UnitRows<float>());
        lookup.Rows[0] = 4;
        float[] expected = [.. table.Row(4).ToArray().Select((x, j) => x - (0.5f * (j + 1)))];
        new UnitRows<float>().Apply(expected);
        tape.ForwardBackward(1);
        sgd.Step();
        Assert.That(table.Row(4).ToArray(), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void A_frozen_table_stays_and_moves_again([Values] RowPolicy rows)
    {
        (Tape<float> tape, ParameterSet<float> parameters, Table<float> table, Lookup<float> lookup) = Record(D);
        var adam = new Adam<float>(tape, parameters, new AdamOptions(0.1, rows));
        float[] before = new float[table.Count], after = new float[table.Count];
        table.CopyTo(before);
        adam.Freeze(table);
        Step();
        Assert.That(after, Is.EqualTo(before));
        adam.Freeze(table, isFrozen: false);
        Step();
        Assert.That(after, Is.Not.EqualTo(before));

        void Step()
        {
            lookup.Rows[0] = 4;
            tape.ForwardBackward(1);
            adam.Step();
            table.CopyTo(after);
        }
    }

    [Test]
    public void A_table_that_the_tape_does_not_look_up_is_an_error()
    {
        (Tape<float> tape, ParameterSet<float> parameters, _, _) = Record(D);
        Table<float> other = parameters.AddTable("other", 2, 2);
        Assert.That(
            () => new Sgd<float>(tape, parameters, 1).Constrain(other, new BallRows<float>()),
            Throws.ArgumentException.With.Message.Contains("'other'"));
    }

    private static double Length(Span<float> row)
    {
        double squares = 0;
        foreach (float x in row) squares += x * x;
        return Math.Sqrt(squares);
    }

    /// <summary>The gradient of element j is j + 1.</summary>
    private static (Tape<float> Tape, ParameterSet<float> Parameters, Table<float> Table, Lookup<float> Lookup) Record(int columns)
    {
        var parameters = new ParameterSet<float>();
        Table<float> table = parameters.AddTable("table", Rows, columns);
        new Normal(1).Fill(table, new SeededRandom(1));
        var tape = new Tape<float>(3);
        Lookup<float> lookup = tape.Lookup(table);
        var given = new GivenCotangent<float>(tape, new Embedding<float>(tape, lookup).Output);
        for (int i = 0; i < given.Values.Length; i++) given.Values[i] = (i % columns) + 1;
        return (tape, parameters, table, lookup);
    }
}
