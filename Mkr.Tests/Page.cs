using System.Globalization;

namespace Mkr.Tests;

/// <summary>Pages of the repository, read by tests of what they say.</summary>
internal static class Page
{
    /// <summary>The lines of a file, by its path from the repository's root.</summary>
    public static string[] Lines(string file) => File.ReadAllLines(Path.Combine(RealData.RepositoryRoot, file));

    /// <summary>The cells of a page's table, by the beginning of its first row; the second row is a line.</summary>
    public static string[][] Table(string file, string beginning)
    {
        string[][] table =
        [
            .. Lines(file).SkipWhile(line => !line.StartsWith(beginning, StringComparison.Ordinal))
                .TakeWhile(line => line.StartsWith('|')).Select(Cells),
        ];
        Assert.That(table, Has.Length.AtLeast(3), $"{file}: the table that begins with '{beginning}'");
        return table;
    }

    /// <summary>The rows of a page's table, below its heading, are these.</summary>
    public static void Check(string file, string beginning, string[][] expected)
    {
        string table = string.Join('\n', expected.Select(cells => $"| {string.Join(" | ", cells)} |"));
        Assert.That(Table(file, beginning).Skip(2), Is.EqualTo(expected), $"The rows should be\n{table}");
    }

    /// <summary>The cells of a table's row; none where a line is no such row.</summary>
    public static string[] Cells(string line) => line.Split('|', StringSplitOptions.TrimEntries) is [_, .. string[] cells, _] ? cells : [];

    /// <summary>A number of a CSV file, in another format.</summary>
    public static string Number(string mean, string format) =>
        double.Parse(mean, CultureInfo.InvariantCulture).ToString(format, CultureInfo.InvariantCulture);
}
