using Mkr.Engine;

namespace Mkr.Tests.Engine;

internal sealed class ParameterSetTests
{
    [Test]
    public void A_name_is_taken_once()
    {
        var parameters = new ParameterSet<float>();
        parameters.AddWeight("x", 1, 1);
        Assert.That(() => parameters.AddTable("x", 1, 1), Throws.ArgumentException.With.Message.Contains("'x'"));
        Assert.That(() => parameters.AddWeight("x", 2, 2), Throws.ArgumentException.With.Message.Contains("'x'"));
        Assert.That(parameters.ElementCount, Is.EqualTo(1));
        Assert.That(parameters.WeightValues.Length, Is.EqualTo(1));
    }

    [Test]
    public void An_unknown_name_is_an_error() => Assert.That(
        () => new ParameterSet<float>()["x"], Throws.TypeOf<KeyNotFoundException>().With.Message.Contains("'x'"));

    [Test]
    public void Weights_keep_their_values_while_the_set_grows()
    {
        var parameters = new ParameterSet<double>();
        for (int i = 0; i < 40; i++)
            parameters.AddWeight($"w{i}", 3, 7).Values.Fill(i);
        Assert.That(parameters.ElementCount, Is.EqualTo(840));
        for (int i = 0; i < 40; i++)
            Assert.That(((Weight<double>)parameters[$"w{i}"]).Values.ToArray(), Has.All.EqualTo((double)i));
    }

    [Test]
    public void Copies_skip_the_padding_of_rows()
    {
        var parameters = new ParameterSet<double>();
        Table<double> table = parameters.AddTable("table", 3, 5);
        double[] values = [.. Enumerable.Range(0, 15).Select(i => (double)i)], copy = new double[15];
        table.CopyFrom(values);
        table.CopyTo(copy);
        Assert.That(copy, Is.EqualTo(values));
        Assert.That(table[2, 3], Is.EqualTo(13));
        Assert.That(table.Storage.Values[5..8].ToArray(), Has.All.Zero);
        Assert.That(() => table[1, 5], Throws.TypeOf<IndexOutOfRangeException>(), "the padding is not an element");
        Assert.That(() => table.CopyTo(new double[14]), Throws.ArgumentException.With.Message.Contains("3 x 5"));
    }

    /// <summary>Either table may be the longer one; a row's elements are its own in both.</summary>
    [TestCase(3, 5)]
    [TestCase(5, 3)]
    [TestCase(4, 4)]
    public void Tables_side_by_side_keep_their_rows_apart(int first, int second)
    {
        TablePair<double> pair = new ParameterSet<double>().AddTablePair("first", first, "second", second, 5);
        foreach (Table<double> table in new[] { pair.First, pair.Second })
            table.CopyFrom([.. Enumerable.Range(0, table.Count).Select(i => (table == pair.First ? 1000.0 : 2000) + i)]);
        foreach (Table<double> table in new[] { pair.First, pair.Second })
        {
            for (int row = 0; row < table.Rows; row++)
                Assert.That(table.Row(row).ToArray(),
                    Is.EqualTo(Enumerable.Range(row * 5, 5).Select(i => (table == pair.First ? 1000.0 : 2000) + i)));
        }
    }

    [Test]
    public void An_empty_shape_is_refused() => Assert.That(
        () => new ParameterSet<float>().AddTable("x", 0, 4), Throws.TypeOf<ArgumentOutOfRangeException>());

    [TestCase(600_000_000, 4, "2,400,000,000")]
    [TestCase(1_000_000_000, 1, "4,000,000,000", Description = "rows are padded to four columns")]
    [TestCase(int.MaxValue, int.MaxValue, "4,611,686,016,279,904,256")]
    public void A_table_that_cannot_be_indexed_is_refused_before_its_memory_is_taken(int rows, int columns, string elements)
    {
        var parameters = new ParameterSet<float>();
        Assert.That(
            () => parameters.AddTable("user_embedding", rows, columns),
            Throws.InvalidOperationException.With.Message.EqualTo(
                $"Table 'user_embedding' is too large: with {rows:N0} rows x {columns:N0} columns there are {elements} elements, "
                + "and at most 2,147,483,591 can be indexed. "
                + "Use fewer rows or a smaller dimension."));
        Assert.That(parameters.Parameters, Is.Empty);
    }

    [Test]
    public void Weights_that_cannot_be_indexed_together_are_refused_before_their_memory_is_taken()
    {
        var parameters = new ParameterSet<float>();
        parameters.AddWeight("small", 400, 400);
        Assert.That(
            () => parameters.AddWeight("large", 46_340, 46_340),
            Throws.InvalidOperationException.With.Message.StartsWith(
                "Weight 'large', with those before it, is too large: with 46,340 rows x 46,340 columns there are 2,147,555,600"));
        Assert.That(() => parameters.AddWeight("large", 65_536, 65_536), Throws.InvalidOperationException);
        Assert.That(parameters.ElementCount, Is.EqualTo(160_000));
    }

    [Test]
    public void A_batch_that_cannot_be_indexed_is_refused()
    {
        Table<float> table = new ParameterSet<float>().AddTable("users", 2, 1);
        var tape = new Tape<float>(int.MaxValue);
        Assert.That(
            () => tape.Lookup(table),
            Throws.InvalidOperationException.With.Message.EqualTo(
                "Table 'users': the rows of 2147483647 examples cannot be indexed. Use smaller batches."));
    }
}
