using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Attention against plain loops in double.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(SoftmaxAttention<>), typeof(RowInput<>), typeof(CountedBags<>))]
internal sealed class SoftmaxAttentionTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = 23;

    private readonly SeededRandom _random = new(5);

    /// <summary>The keys are rows of a table, the values come from outside.</summary>
    [Test]
    public void Values_and_gradients_are_those_of_loops(
        [Values(1, 4, 8, 12, 16, 64)] int d, [Values(3, 16)] int valueLength, [Values(1, 33, 300)] int batch)
    {
        ParameterSet<T> parameters = new();
        Table<T> queries = CreateTable(parameters, "query", batch, d), keys = CreateTable(parameters, "key", Rows, d);
        var tape = new Tape<T>(batch);
        Lookup<T> lookup = tape.Lookup(queries);
        StepLookup<T> keyRows = tape.StepLookup(keys, Rows);
        keyRows.Count = Rows;
        var values = new RowInput<T>(tape, "value", Rows, valueLength) { Count = Rows };
        for (int row = 0; row < Rows; row++)
        {
            keyRows.Rows[row] = Rows - 1 - row;
            foreach (ref T value in values[row]) value = T.CreateChecked(_random.NextGaussian());
        }

        for (int i = 0; i < batch; i++) lookup.Rows[i] = i;
        RowBags bags = CreateBags(batch);
        Variable<T> x = new Embedding<T>(tape, lookup).Output;
        Variable<T> attended = new SoftmaxAttention<T>(tape, x, keyRows, values, bags).Output;
        var output = new BatchOutput<T>(tape, attended);
        var gradient = new GivenGradient<T>(tape, attended);
        for (int i = 0; i < gradient.Values.Length; i++) gradient.Values[i] = _random.NextGaussian();
        tape.ForwardBackward(batch);

        var expected = new Loops(d, valueLength, batch);
        expected.Run(
            bags, (i, j) => Numbers.ToDouble(queries[i, j]), (m, j) => Numbers.ToDouble(keys[Rows - 1 - m, j]),
            (m, j) => Numbers.ToDouble(values[m][j]), gradient.Values);
        T[] gradQueries = new T[batch * d], gradKeys = new T[Rows * d];
        tape.Tables.Single(t => t.Tables[0] == queries).AddTo(queries, gradQueries);
        tape.Tables.Single(t => t.Tables[0] == keys).AddTo(keys, gradKeys);
        AssertClose(output.Values, expected.Output);
        AssertClose(gradQueries, expected.GradQueries);
        AssertClose(gradKeys, expected.GradKeys);
        AssertClose([.. Enumerable.Range(0, Rows).SelectMany(row => values.Gradient(row).ToArray())], expected.GradValues);
    }

    /// <summary>A row that counts n times is as good as n rows: forward and backward.</summary>
    [Test]
    public void Counted_rows_are_rows_listed_as_often([Values(4, 8, 20)] int d, [Values(1, 33)] int batch)
    {
        ParameterSet<T> parameters = new();
        Table<T> queries = CreateTable(parameters, "query", batch, d), keys = CreateTable(parameters, "key", Rows, d);
        RowBags counted = CreateBags(batch, new CountedBags<T>(batch, batch * 20)), listed = new(batch, batch * 60);
        Span<T> counts = ((CountedBags<T>)counted).Counts;
        for (int i = 0, row = 0, end = 0; i < batch; i++)
        {
            for (; row < counted.Ends[i]; row++)
            {
                counts[row] = T.CreateChecked(1 + (row % 3));
                for (int k = 0; k <= row % 3; k++) listed.Rows[end++] = counted.Rows[row];
            }

            listed.Ends[i] = end;
        }

        double[] gradient = [.. Enumerable.Range(0, batch * d).Select(_ => _random.NextGaussian())];
        foreach ((T[] actual, T[] expected) in Run(counted).Zip(Run(listed)))
            AssertClose(actual, [.. expected.Select(Numbers.ToDouble)]);

        T[][] Run(RowBags bags)
        {
            var tape = new Tape<T>(batch);
            Lookup<T> lookup = tape.Lookup(queries);
            StepLookup<T> rows = tape.StepLookup(keys, Rows);
            rows.Count = Rows;
            for (int i = 0; i < batch; i++) lookup.Rows[i] = i;
            for (int row = 0; row < Rows; row++) rows.Rows[row] = row;
            Variable<T> attended = new SoftmaxAttention<T>(tape, new Embedding<T>(tape, lookup).Output, rows, rows, bags).Output;
            var output = new BatchOutput<T>(tape, attended);
            gradient.CopyTo(new GivenGradient<T>(tape, attended).Values, 0);
            tape.ForwardBackward(batch);
            T[] gradQueries = new T[batch * d], gradKeys = new T[Rows * d];
            tape.Tables.Single(t => t.Tables[0] == queries).AddTo(queries, gradQueries);
            tape.Tables.Single(t => t.Tables[0] == keys).AddTo(keys, gradKeys);
            return [output.Values.ToArray(), gradQueries, gradKeys];
        }
    }

    [Test]
    public void What_are_no_rows_is_refused()
    {
        ParameterSet<T> parameters = new();
        Table<T> table = CreateTable(parameters, "key", Rows, 4);
        var tape = new Tape<T>(2);
        StepLookup<T> keys = tape.StepLookup(table, 3);
        keys.Count = 3;
        var bags = new RowBags(2, 4);
        Variable<T> x = new Embedding<T>(tape, tape.Lookup(CreateTable(parameters, "query", 2, 4))).Output;
        Variable<T> longer = new Embedding<T>(tape, tape.Lookup(CreateTable(parameters, "longer", 2, 5))).Output;
        Assert.That(
            () => new SoftmaxAttention<T>(new Tape<T>(2), longer, keys, keys, bags),
            Throws.ArgumentException.With.Message.Contains("5 features, but key has 4"));
        _ = new SoftmaxAttention<T>(tape, x, keys, keys, bags);
        Refuses<InvalidOperationException>([0, 0, 0, 0], [2, 1], "start at 2 cannot end at 1");
        Refuses<InvalidOperationException>([0, 0, 0, 0], [2, 5], "has 5 rows, more than the 4");
        Refuses<ArgumentOutOfRangeException>([0, 3, 0, 0], [2, 4], "there are rows 0 to 2");
        Refuses<ArgumentOutOfRangeException>([0, -1, 0, 0], [2, 4], "there are rows 0 to 2");
        Assert.That(() => keys.Count = 4, Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("0 to 3 rows"));

        void Refuses<TException>(int[] rows, int[] ends, string message)
            where TException : Exception
        {
            rows.CopyTo(bags.Rows);
            ends.CopyTo(bags.Ends);
            Assert.That(() => tape.Forward(2), Throws.TypeOf<TException>().With.Message.Contains(message));
        }
    }

    private RowBags CreateBags(int batch, RowBags? bags = null)
    {
        bags ??= new RowBags(batch, batch * 20);
        int count = 0;
        for (int i = 0; i < batch; i++)
        {
            int length = _random.NextInt32(20);
            for (int k = 0; k < length; k++) bags.Rows[count++] = _random.NextInt32(Rows);
            bags.Ends[i] = count;
        }

        return bags;
    }

    private Table<T> CreateTable(ParameterSet<T> parameters, string name, int rows, int columns)
    {
        Table<T> table = parameters.AddTable(name, rows, columns);
        new Normal(1).Fill(table, _random);
        return table;
    }

    private static void AssertClose(ReadOnlySpan<T> actual, double[] expected)
    {
        var meter = new ErrorMeter();
        for (int i = 0; i < actual.Length; i++) meter.Add(Numbers.ToDouble(actual[i]), expected[i]);
        meter.AssertRounding<T>();
    }

    /// <summary>The formula, an example at a time.</summary>
    private sealed class Loops(int d, int valueLength, int batch)
    {
        public double[] Output { get; } = new double[batch * valueLength];

        public double[] GradQueries { get; } = new double[batch * d];

        public double[] GradKeys { get; } = new double[Rows * d];

        public double[] GradValues { get; } = new double[Rows * valueLength];

        public void Run(
            RowBags bags, Func<int, int, double> query, Func<int, int, double> key, Func<int, int, double> value, double[] gradient)
        {
            for (int i = 0; i < batch; i++)
            {
                int[] rows = bags.Rows[(i == 0 ? 0 : bags.Ends[i - 1])..bags.Ends[i]].ToArray();
                double[] p = [.. rows.Select(m => Math.Exp(Enumerable.Range(0, d).Sum(j => query(i, j) * key(m, j))))];
                double sum = p.Sum();
                double[] a =
                [
                    .. rows.Select(m => Enumerable.Range(0, valueLength).Sum(j => gradient[(i * valueLength) + j] * value(m, j))),
                ];
                double mean = p.Zip(a, (x, y) => x / sum * y).Sum();
                for (int k = 0; k < rows.Length; k++)
                {
                    double weight = p[k] / sum, delta = weight * (a[k] - mean);
                    for (int j = 0; j < valueLength; j++)
                    {
                        Output[(i * valueLength) + j] += weight * value(rows[k], j);
                        GradValues[(rows[k] * valueLength) + j] += weight * gradient[(i * valueLength) + j];
                    }

                    for (int j = 0; j < d; j++)
                    {
                        GradKeys[((Rows - 1 - rows[k]) * d) + j] += delta * query(i, j);
                        GradQueries[(i * d) + j] += delta * key(rows[k], j);
                    }
                }
            }
        }
    }
}
