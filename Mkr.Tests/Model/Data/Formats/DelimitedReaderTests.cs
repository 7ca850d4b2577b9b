using System.Text;
using Mkr.Model.Data.Formats;

namespace Mkr.Tests.Model.Data.Formats;

internal sealed class DelimitedReaderTests
{
    [TestCase("a\tb\t\n", "\t", null, new[] { "a", "b", "" })]
    [TestCase("1::é::3", "::", null, new[] { "1", "é", "3" })]
    [TestCase("a:b::c:", "::", null, new[] { "a:b", "c:" })]
    [TestCase("\"a;b\";c;\"\"", ";", '"', new[] { "a;b", "c", "" })]
    [TestCase("\"a\"b\";\"c\"", ";", '"', new[] { "a\"b", "c" })]
    [TestCase("\"a \"\"b\"\"\";\"\"\"c\"", ";", '"', new[] { "a \"b\"", "\"c" })]
    [TestCase("\"\"\"\";\"a\"\";b\";\"c\"", ";", '"', new[] { "\"", "a\";b", "c" })]
    [TestCase("a\"\"b,\"\"", ",", '"', new[] { "a\"\"b", "" })]
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
    public void Messages_show_fields_on_one_short_line() =>
        Assert.That(DelimitedReader.Show(Encoding.UTF8.GetBytes("a\tb\r" + new string('x', 50))),
            Is.EqualTo($"'a\\tb\\u000D{new string('x', 36)}...'"));
}
