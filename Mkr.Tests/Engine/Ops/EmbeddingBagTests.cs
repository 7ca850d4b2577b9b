using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Bags of rows against plain loops in double.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(EmbeddingBag<>))]
internal sealed class EmbeddingBagTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int TableRows = 23;

    private readonly SeededRandom _random = new(5);

    [Test]
    public void Values_and_gradients_are_those_of_loops(
        [Values(1, 4, 5, 8, 12, 16, 64)] int d, [Values(1, 16, 33, 700)] int batch, [Values("sum", "weights", "mean")] string kind)
    {
        BagMode mode = kind == "mean" ? BagMode.Mean : BagMode.Sum;
        var bags = new Bags(batch, TableRows, kind == "weights", _random);
        Table<T> table = CreateTable(d);
        var tape = new Tape<T>(batch);
        BagLookup<T> lookup = tape.BagLookup(table, bags.Count + 1, kind == "weights");
        Variable<T> sums = new EmbeddingBag<T>(tape, lookup, mode).Output;
        var output = new BatchOutput<T>(tape, sums);
        var gradient = new GivenGradient<T>(tape, sums);
        Numbers.Uniform<double>(batch * d, _random).CopyTo(gradient.Values, 0);
        bags.Fill(lookup);
        tape.ForwardBackward(batch);

        double[] expected = new double[batch * d], expectedGradient = new double[TableRows * d];
        for (int i = 0; i < batch; i++)
        {
            for (int k = 0; k < bags.Rows[i].Length; k++)
            {
                int row = bags.Rows[i][k];
                for (int j = 0; j < d; j++)
                {
                    expected[(i * d) + j] += bags.Factor(i, k, mode) * Numbers.ToDouble(table[row, j]);
                    expectedGradient[(row * d) + j] += bags.Factor(i, k, mode) * gradient.Values[(i * d) + j];
                }
            }
        }

        T[] actual = output.Values.ToArray(), actualGradient = new T[TableRows * d];
        tape.Tables[0].AddTo(table, actualGradient);
        AssertClose(actual, expected);
        AssertClose(actualGradient, expectedGradient);
    }

    /// <summary>The last lane's bag may end where the batch's rows do; what a larger batch left behind is not read.</summary>
    [Test]
    public void A_smaller_batch_forgets_the_larger_one()
    {
        Table<T> table = CreateTable(4);
        var tape = new Tape<T>(8);
        BagLookup<T> lookup = tape.BagLookup(table, 40);
        Variable<T> sums = new EmbeddingBag<T>(tape, lookup).Output;
        new Bags(8, TableRows, false, _random).Fill(lookup);
        tape.Forward(8);
        lookup.Ends[..2].Clear();
        tape.ForwardBackward(2);
        Assert.That(sums.Value[3].ToArray(), Has.All.EqualTo(T.Zero));
        Assert.That(tape.Tables[0].Count, Is.Zero);
    }

    [Test]
    public void Bags_of_a_pairs_second_table()
    {
        TablePair<T> pair = new ParameterSet<T>().AddTablePair("first", 3, "second", 6, 5);
        new Normal(1).Fill(pair.Second, _random);
        var tape = new Tape<T>(2);
        Lookup<T> both = tape.Lookup(pair);
        BagLookup<T> lookup = tape.BagLookup(pair.Second, 4);
        var rows = new PairEmbedding<T>(tape, both);
        Variable<T> sums = new EmbeddingBag<T>(tape, lookup).Output;
        var gradient = new GivenGradient<T>(tape, sums);
        gradient.Values.AsSpan().Fill(1);
        foreach (Variable<T> row in new[] { rows.First, rows.Second }) _ = new GivenGradient<T>(tape, row);
        new[] { 1, 5, 1, 2 }.CopyTo(lookup.Rows);
        new[] { 3, 4 }.CopyTo(lookup.Ends);
        tape.ForwardBackward(2);
        T[] actual = new T[30];
        tape.Tables[0].AddTo(pair.Second, actual);
        for (int row = 0; row < 6; row++)
            Assert.That(Numbers.ToDouble(actual[row * 5]), Is.EqualTo(row switch { 1 => 2, 2 or 5 => 1, _ => 0 }));
        double expected = (2 * Numbers.ToDouble(pair.Second[1, 4])) + Numbers.ToDouble(pair.Second[5, 4]);
        Assert.That(Numbers.ToDouble(sums.Value[4][0]), Is.EqualTo(expected).Within(1e-6));
    }

    [Test]
    public void What_is_not_a_bag_is_refused()
    {
        Table<T> table = CreateTable(4);
        var tape = new Tape<T>(2);
        BagLookup<T> lookup = tape.BagLookup(table, 3);
        _ = new EmbeddingBag<T>(tape, lookup);
        Refuses<InvalidOperationException>([0, 0, 0], [2, 1], "starts at 2 cannot end at 1");
        Refuses<InvalidOperationException>([0, 0, 0], [2, 4], "have 4 rows, more than the 3");
        Refuses<ArgumentOutOfRangeException>([0, TableRows, 0], [2, 3], "rows 0 to 22");
        var weighted = new Tape<T>(2);
        Assert.That(
            () => new EmbeddingBag<T>(weighted, weighted.BagLookup(table, 3, isWeighted: true), BagMode.Mean),
            Throws.ArgumentException.With.Message.Contains("weighted mean"));

        void Refuses<TException>(int[] rows, int[] ends, string message)
            where TException : Exception
        {
            rows.CopyTo(lookup.Rows);
            ends.CopyTo(lookup.Ends);
            Assert.That(() => tape.Forward(2), Throws.TypeOf<TException>().With.Message.Contains(message));
        }
    }

    private Table<T> CreateTable(int d)
    {
        Table<T> table = new ParameterSet<T>().AddTable("table", TableRows, d);
        new Normal(1).Fill(table, _random);
        return table;
    }

    private static void AssertClose(T[] actual, double[] expected)
    {
        var meter = new ErrorMeter();
        for (int i = 0; i < actual.Length; i++)
            meter.Add(Numbers.ToDouble(actual[i]), expected[i]);
        meter.AssertRounding<T>();
    }
}
