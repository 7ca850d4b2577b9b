using System.Text;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;

namespace Mkr.Tests.Model.Data.Formats;

public sealed class DelimitedReaderTests
{
    [TestCase("a\tb\t\n", "\t", null, new[] { "a", "b", "" })]
    [TestCase("1::é::3", "::", null, new[] { "1", "é", "3" })]
    [TestCase("a:b::c:", "::", null, new[] { "a:b", "c:" })]
    [TestCase("\"a;b\";c;\"\"", ";", '"', new[] { "a;b", "c", "" })]
    [TestCase("\"a\"b\";\"c\"", ";", '"', new[] { "a\"b", "c" })]
    [TestCase("\"a\"", ";", null, new[] { "\"a\"" })]
    public void Fields_are_split(string line, string separator, char? quote, string[] fields)
    {
        using var folder = new TemporaryFolder();
        using var reader = new DelimitedReader(folder.Write("a.txt", line), "row", separator, 1, 10, quote);
        Assert.That(reader.ReadRow());
        Assert.That(Enumerable.Range(0, reader.ColumnCount).Select(i => Encoding.UTF8.GetString(reader[i])), Is.EqualTo(fields));
        Assert.That(reader.ReadRow(), Is.False);
    }

    [Test]
    public void More_lines_than_can_be_numbered_are_an_error()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("a.txt", "1\n2\n3\n");
        using var reader = new DelimitedReader(path, "rating", "\t", 1, 1, mostLines: 2);
        Assert.That(reader.ReadRow() && reader.ReadRow());
        Assert.That(
            () => reader.ReadRow(),
            Throws.TypeOf<DataFormatException>().With.Message.EqualTo(
                $"{path}:3:1: expected at most 2 ratings, which is what 32 bits can number, found another one. Use a part of the file."));
    }

    [Test]
    public void Messages_show_fields_on_one_short_line() =>
        Assert.That(DelimitedReader.Show(Encoding.UTF8.GetBytes("a\tb\r" + new string('x', 50))),
            Is.EqualTo($"'a\\tb\\u000D{new string('x', 36)}...'"));
}
