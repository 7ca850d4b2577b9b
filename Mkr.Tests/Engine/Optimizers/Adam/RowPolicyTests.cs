using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Optimizers;

/// <summary>Adam on the rows of a table, against a simulation that keeps three numbers an element.</summary>
internal sealed class RowPolicyTests
{
    private const int Rows = 6;
    private const int Batch = 3;
    private const int Steps = 50;
    private const double Rate = 0.05;

    [Test]
    public void Dense_and_deferred_move_every_row_and_lazy_only_those_in_the_batch(
        [Values] RowPolicy policy, [Values(1, 4, 5, 8, 16)] int d)
    {
        var random = new SeededRandom(9);
        var parameters = new ParameterSet<double>();
        Table<double> table = parameters.AddTable("table", Rows, d);
        var tape = new TableTape<double>(table, Batch);
        var adam = new Adam<double>(tape.Tape, parameters, new AdamOptions(Rate, policy));
        double[] w = new double[Rows * d], m = new double[Rows * d], v = new double[Rows * d];
        for (int step = 1; step <= Steps; step++)
        {
            int[] rows = [.. Enumerable.Range(0, Batch).Select(_ => random.NextInt32(Rows - 1))];
            double[] gradients = Numbers.Uniform<double>(Batch * d, random);
            tape.Run(rows, gradients);
            adam.Step();
            double[] sums = new double[Rows * d];
            for (int i = 0; i < gradients.Length; i++)
                sums[(rows[i / d] * d) + (i % d)] += gradients[i];
            for (int i = 0; i < w.Length; i++)
            {
                if (policy == RowPolicy.Lazy && !rows.Contains(i / d)) continue;
                m[i] = (0.9 * m[i]) + (0.1 * sums[i]);
                v[i] = (0.999 * v[i]) + (0.001 * sums[i] * sums[i]);
                w[i] -= Rate * (m[i] / (1 - Math.Pow(0.9, step))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, step))) + 1e-8);
            }
        }

        double[] actual = new double[table.Count];
        table.CopyTo(actual);
        Assert.That(actual, Is.EqualTo(w).Within(1e-12));
        Assert.That(actual.AsSpan(((Rows - 1) * d)).ToArray(), Has.All.Zero, "the last row was never in a batch");
    }

    [Test]
    public void Only_dense_moves_a_row_while_it_is_not_read([Values] RowPolicy policy)
    {
        var parameters = new ParameterSet<double>();
        Table<double> table = parameters.AddTable("table", 2, 1);
        var tape = new TableTape<double>(table, 1);
        var adam = new Adam<double>(tape.Tape, parameters, new AdamOptions(Rate, policy));
        tape.Run([0], [1]);
        adam.Step();
        double once = table[0, 0];
        tape.Run([1], [1]);
        adam.Step();
        Assert.That(table[0, 0], policy == RowPolicy.Dense ? Is.LessThan(once) : Is.EqualTo(once));
        table.CatchUp();
        Assert.That(table[0, 0], policy == RowPolicy.Lazy ? Is.EqualTo(once) : Is.LessThan(once));
    }

    /// <summary>The copying members bring the rows up to date first.</summary>
    [Test]
    public void Values_copied_in_are_not_moved_by_earlier_steps()
    {
        var parameters = new ParameterSet<double>();
        Table<double> table = parameters.AddTable("table", 2, 1);
        var tape = new TableTape<double>(table, 1);
        var adam = new Adam<double>(tape.Tape, parameters, new AdamOptions(Rate));
        tape.Run([0], [1]);
        adam.Step();
        tape.Run([1], [1]);
        adam.Step();
        table.CopyFrom([3, 4]);
        double[] actual = new double[2];
        table.CopyTo(actual);
        Assert.That(actual, Is.EqualTo(new double[] { 3, 4 }));
    }

    /// <summary>
    /// The closed form's tables end after 36,025 steps, from where on no bit of a double changes: a row that is read after more steps, or
    /// misses more of them, still ends where it ends that moves in every step.
    /// </summary>
    [Test]
    public void Deferred_equals_dense_beyond_the_tables_of_the_closed_form()
    {
        double[] dense = Train(RowPolicy.Dense), deferred = Train(RowPolicy.Deferred);
        Assert.That(dense, Is.Unique);
        for (int row = 0; row < dense.Length; row++)
            Assert.That(deferred[row], Is.EqualTo(dense[row]).Within(1e-6).Percent, $"row {row}");

        static double[] Train(RowPolicy policy)
        {
            var parameters = new ParameterSet<double>();
            Table<double> table = parameters.AddTable("table", 4, 1);
            var tape = new TableTape<double>(table, 1);
            var adam = new Adam<double>(tape.Tape, parameters, new AdamOptions(Rate, policy));
            for (int step = 1; step <= 90_000; step++)
            {
                // Row 1 is read before the tables' end and long after it, row 2 at its end, row 3 when all steps are beyond.
                int row = step switch { 100 or 89_000 => 1, 36_025 or 36_026 => 2, 50_000 or 80_000 => 3, _ => 0 };
                tape.Run([row], [Math.Sin(step) + row]);
                adam.Step();
            }

            double[] values = new double[4];
            table.CopyTo(values);
            return values;
        }
    }

    [TestCase(0, 0.999)]
    [TestCase(0.9, 0.9)]
    [TestCase(0.9, 1)]
    [TestCase(double.NaN, 0.999)]
    public void Decays_that_the_policies_cannot_compute_with_are_refused(double beta1, double beta2)
    {
        var parameters = new ParameterSet<double>();
        var tape = new TableTape<double>(parameters.AddTable("table", 2, 1), 1);
        var options = new AdamOptions(Rate, RowPolicy.Dense, beta1, beta2);
        Assert.That(() => new Adam<double>(tape.Tape, parameters, options), Throws.ArgumentException.With.Message.Contains("β1"));
    }
}
