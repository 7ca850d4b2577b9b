using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Rows of numbers that say where they are from: row r, column c of a table is 10 r + c, of the second one 100 more.</summary>
[TestsOf(typeof(Embedding<>), typeof(PairEmbedding<>))]
internal sealed class EmbeddingTests
{
    private const int Columns = 3;

    private static readonly int[] Rows = [2, 0, 2, 1];

    [Test]
    public void Rows_of_a_table()
    {
        Table<double> table = new ParameterSet<double>().AddTable("table", 4, Columns);
        Fill(table, 0);
        var tape = new Tape<double>(Rows.Length);
        Lookup<double> lookup = tape.Lookup(table);
        Rows.CopyTo(lookup.Rows);
        Check(tape, new Embedding<double>(tape, lookup).Output, table, 0);
    }

    [Test]
    public void Rows_of_both_tables_of_a_pair()
    {
        TablePair<double> pair = new ParameterSet<double>().AddTablePair("first", 4, "second", 6, Columns);
        Fill(pair.First, 0);
        Fill(pair.Second, 100);
        foreach (bool second in new[] { false, true })
        {
            var tape = new Tape<double>(Rows.Length);
            Lookup<double> lookup = tape.Lookup(pair);
            Rows.CopyTo(lookup.Rows);
            var rows = new PairEmbedding<double>(tape, lookup);
            _ = new GivenGradient<double>(tape, second ? rows.First : rows.Second); // of zeros
            Check(tape, second ? rows.Second : rows.First, second ? pair.Second : pair.First, second ? 100 : 0);
        }
    }

    [Test]
    public void A_pair_and_a_table_are_not_taken_for_each_other()
    {
        var parameters = new ParameterSet<double>();
        TablePair<double> pair = parameters.AddTablePair("first", 4, "second", 6, Columns);
        Table<double> table = parameters.AddTable("table", 4, Columns);
        var tape = new Tape<double>(1);
        Assert.That(() => new Embedding<double>(tape, tape.Lookup(pair)), Throws.ArgumentException.With.Message.Contains("PairEmbedding"));
        Assert.That(() => new PairEmbedding<double>(tape, tape.Lookup(table)), Throws.ArgumentException.With.Message.Contains("Embedding"));
    }

    /// <summary>The value of each example, and gradients 1, 2, 3, 4 of the examples added up by row.</summary>
    private static void Check(Tape<double> tape, Variable<double> rows, Table<double> table, double first)
    {
        var gradient = new GivenGradient<double>(tape, rows);
        for (int i = 0; i < gradient.Values.Length; i++)
            gradient.Values[i] = 1 + (i / Columns);
        tape.ForwardBackward(Rows.Length);
        double[] sums = new double[table.Count];
        tape.Tables[0].AddTo(table, sums);
        for (int j = 0; j < Columns; j++)
        {
            Assert.That(rows.Value[j][..4].ToArray(), Is.EqualTo(Rows.Select(row => first + (10 * row) + j)));
            Assert.That(Enumerable.Range(0, 4).Select(row => sums[(row * Columns) + j]), Is.EqualTo(new double[] { 2, 4, 4, 0 }));
        }
    }

    private static void Fill(Table<double> table, double first)
    {
        for (int row = 0; row < table.Rows; row++)
        {
            for (int j = 0; j < Columns; j++)
                table[row, j] = first + (10 * row) + j;
        }
    }
}
