using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Optimizers;

/// <summary>
/// Rows whose steps are made up late end where those end that move in every step: two tapes with an optimizer each share the table, as
/// MKR's tasks do.
/// </summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class DeferredStepsTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Steps = 3000;
    private const int Batch = 4;
    private const int Columns = 5;

    /// <summary>
    /// A table of 2,000 rows is mostly gaps of hundreds of steps; rows that are read once at the beginning wait for up to 3,000. The closed
    /// form is exact but for ε, of which it knows the first order: gradients of 1 agree to rounding, and those that make √v as small as ε
    /// to 1e-3.
    /// </summary>
    [Test]
    public void Deferred_equals_dense(
        [Values(20, 200, 2000)] int rows, [Values(1e-9, 3e-7, 1e-3, 1)] double gradient, [Values(0.02, 1e-4)] double rate)
    {
        double worst = Difference(rows, gradient, new AdamOptions(rate));
        TestContext.Out.WriteLine($"{typeof(T).Name}, {rows} rows, gradients of {gradient}, rate {rate}: {worst:e1}");
        double rounding = typeof(T) == typeof(float) ? 5e-5 : 1e-8;
        Assert.That(worst, Is.LessThan(gradient == 1 ? rounding : 1e-3));
    }

    [Test]
    public void Other_decays_are_deferred_as_well([Values(0.5, 0.99)] double beta1, [Values(0.995, 0.9999)] double beta2)
    {
        double worst = Difference(200, 1, new AdamOptions(0.02, RowPolicy.Deferred, beta1, beta2));
        Assert.That(worst, Is.LessThan(typeof(T) == typeof(float) ? 5e-4 : 1e-6));
    }

    /// <summary>
    /// Rows of 4, 8, 12, 16, 20 and 32 elements with their padding: several in a vector, whole vectors, and neither. A batch of 11 is two
    /// packs of four, and three rows.
    /// </summary>
    [Test]
    public void Rows_of_every_width_are_deferred([Values(3, 7, 12, 16, 17, 32)] int columns)
    {
        double worst = Difference(200, 1, new AdamOptions(0.02), columns, batch: 11);
        Assert.That(worst, Is.LessThan(typeof(T) == typeof(float) ? 5e-5 : 1e-8));
    }

    /// <summary>
    /// Two tables side by side: one task reads pairs of rows, as MKR's recommendation task does, the other pairs and single rows of the
    /// second table, as its KGE task does, so that the halves of a pair part.
    /// </summary>
    [Test]
    public void Pairs_are_deferred([Values(4, 8, 16)] int columns)
    {
        double[] dense = TrainPairs(columns, RowPolicy.Dense), deferred = TrainPairs(columns, RowPolicy.Deferred);
        double scale = Math.Sqrt(dense.Average(w => w * w)), tolerance = typeof(T) == typeof(float) ? 5e-5 : 1e-8;
        for (int i = 0; i < dense.Length; i++)
            Assert.That(Math.Abs(deferred[i] - dense[i]), Is.LessThan(tolerance * Math.Max(Math.Abs(dense[i]), scale)), $"element {i}");
    }

    private static double[] TrainPairs(int columns, RowPolicy rows)
    {
        const int Pairs = 40, Singles = 30, BatchSize = 9;
        var random = new SeededRandom(12);
        var parameters = new ParameterSet<T>();
        TablePair<T> pair = parameters.AddTablePair("items", Pairs, "entities", Pairs + Singles, columns);
        new Normal(0.1).Fill(pair.First, random);
        new Normal(0.1).Fill(pair.Second, random);
        PairTape<T>[] tapes = [new(pair, BatchSize, singles: false), new(pair, BatchSize, singles: true)];
        Adam<T>[] adams = [.. tapes.Select(tape => new Adam<T>(tape.Tape, parameters, new AdamOptions(0.02, rows)))];
        for (int step = 0; step < 1000; step++)
        {
            int task = random.NextInt32(3) == 0 ? 1 : 0;
            tapes[task].Run(BatchSize, Pairs, Pairs + Singles, random);
            adams[task].Step();
        }

        var values = new T[pair.First.Count + pair.Second.Count];
        pair.First.CopyTo(values.AsSpan(0, pair.First.Count));
        pair.Second.CopyTo(values.AsSpan(pair.First.Count));
        return [.. values.Select(Numbers.ToDouble)];
    }

    /// <summary>The largest difference of an element, relative to it or to the table's root mean square.</summary>
    private static double Difference(int rows, double gradient, AdamOptions options, int columns = Columns, int batch = Batch)
    {
        double[] dense = Train(rows, gradient, options with { Rows = RowPolicy.Dense }, columns, batch);
        double[] deferred = Train(rows, gradient, options with { Rows = RowPolicy.Deferred }, columns, batch);
        double worst = 0, scale = Math.Sqrt(dense.Average(w => w * w));
        for (int i = 0; i < dense.Length; i++)
            worst = Math.Max(worst, Math.Abs(deferred[i] - dense[i]) / Math.Max(Math.Abs(dense[i]), scale));
        return worst;
    }

    private static double[] Train(int rows, double gradient, AdamOptions options, int columns, int batchSize)
    {
        var random = new SeededRandom(10);
        var parameters = new ParameterSet<T>();
        Table<T> table = parameters.AddTable("table", rows, columns);
        new Normal(0.1).Fill(table, random);
        TableTape<T>[] tapes = [new(table, batchSize), new(table, batchSize)];
        double[] rates = [options.LearningRate, options.LearningRate / 5];
        Adam<T>[] adams = [.. tapes.Zip(rates, (tape, rate) => new Adam<T>(tape.Tape, parameters, options with { LearningRate = rate }))];
        int[] batch = new int[batchSize];
        double[] gradients = new double[batchSize * columns];
        for (int step = 0; step < Steps; step++)
        {
            // Few rows are read often and most hardly ever, as in a catalogue; now and then a row is twice in a batch.
            foreach (ref int row in batch.AsSpan())
                row = (int)(rows * Math.Pow(random.NextDouble(), 3));
            foreach (ref double g in gradients.AsSpan())
                g = random.NextGaussian() * gradient;
            int task = random.NextInt32(3) == 0 ? 1 : 0;
            tapes[task].Run(batch, gradients);
            adams[task].Step();
        }

        var values = new T[table.Count];
        table.CopyTo(values);
        return [.. values.Select(Numbers.ToDouble)];
    }
}
