using System.Text;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;

namespace Mkr.Tests.Model.Data.Formats;

internal sealed class Utf8LineReaderTests
{
    private static List<string> ReadLines(string text, int longestLine = Utf8LineReader.LongestLine)
    {
        using var folder = new TemporaryFolder();
        using var reader = new Utf8LineReader(folder.Write("a.txt", text), "a file", validate: true, longestLine);
        var lines = new List<string>();
        while (reader.TryReadLine(out ReadOnlySpan<byte> line))
        {
            lines.Add(Encoding.UTF8.GetString(line));
            Assert.That(reader.LineNumber, Is.EqualTo(lines.Count));
        }

        return lines;
    }

    [TestCase("", new string[0])]
    [TestCase("a", new[] { "a" })]
    [TestCase("a\n", new[] { "a" })]
    [TestCase("a\r\nb\r\n", new[] { "a", "b" })]
    [TestCase("a\n\nb", new[] { "a", "", "b" })]
    [TestCase("\uFEFFa\né", new[] { "a", "é" })]
    public void Lines_end_in_LF_or_CRLF_and_a_byte_order_mark_is_skipped(string text, string[] lines) =>
        Assert.That(ReadLines(text), Is.EqualTo(lines));

    /// <summary>Lines of many lengths, several blocks long: some lie across the border of two blocks, and so do characters.</summary>
    [Test]
    public void Lines_go_across_blocks()
    {
        string[] lines = [.. Enumerable.Range(0, 3000).Select(i => new string('é', i % 401) + i)];
        Assert.That(ReadLines(string.Join('\n', lines)), Is.EqualTo(lines));
    }

    /// <summary>Blocks of every small size: borders fall into line ends, characters, and empty lines.</summary>
    [Test]
    public void Any_size_of_block_gives_the_same_lines([Range(9, 40)] int longestLine, [Values("\n", "\r\n")] string lineEnd)
    {
        string[] lines = ["", "\u00E9", "a\u00E9b", "", "", "abcdefg", "\U0001D11E", "x", "\u20AC\u20AC", "end"];
        Assert.That(ReadLines(string.Join(lineEnd, lines), longestLine), Is.EqualTo(lines));
    }

    [Test]
    public void A_line_longer_than_a_block_is_refused() => Assert.That(() => ReadLines("ab\nabcdefghi\n", longestLine: 8),
        Throws.TypeOf<DataFormatException>().With.Message.Contains("expected a line of less than 8 bytes, found a longer one"));

    [TestCase("a\nb\nc")]
    [TestCase("a\nb\n\n")]
    public void A_line_too_many_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        using var reader = new Utf8LineReader(folder.Write("a.txt", text), "a file") { MostLines = 2 };
        Assert.That(reader.TryReadLine(out _) && reader.TryReadLine(out _));
        Assert.That(() => reader.TryReadLine(out _),
            Throws.TypeOf<DataFormatException>().With.Message.Contains("a.txt:3:1: expected at most 2 lines, found another one."));
    }

    [Test]
    public void As_many_lines_as_there_may_be_are_read()
    {
        using var folder = new TemporaryFolder();
        using var reader = new Utf8LineReader(folder.Write("a.txt", "a\nb\n"), "a file") { MostLines = 2 };
        Assert.That(reader.TryReadLine(out _) && reader.TryReadLine(out _) && !reader.TryReadLine(out _));
    }

    [Test]
    public void The_longest_line_fits()
    {
        string[] lines = ["a", new('x', Utf8LineReader.LongestLine - 1), "b"];
        Assert.That(ReadLines(string.Join('\n', lines)), Is.EqualTo(lines));
    }
}
