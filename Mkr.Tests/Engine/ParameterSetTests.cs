using Mkr.Engine;

namespace Mkr.Tests.Engine;

public sealed class ParameterSetTests
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
                Assert.That(table.Row(row).ToArray(), Is.EqualTo(Enumerable.Range(row * 5, 5).Select(i => (table == pair.First ? 1000.0 : 2000) + i)));
        }
    }

    [Test]
    public void An_empty_shape_is_refused() => Assert.That(
        () => new ParameterSet<float>().AddTable("x", 0, 4), Throws.TypeOf<ArgumentOutOfRangeException>());
}
