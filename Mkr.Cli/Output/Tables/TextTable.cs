using System.Globalization;

namespace Mkr.Cli.Output.Tables;

/// <summary>A table of plain text whose rows can be written one by one: the columns' widths are fixed beforehand.</summary>
/// <param name="columns">The headings, and the least widths; a negative width aligns to the left.</param>
internal sealed class TextTable(params (string Heading, int Width)[] columns)
{
    /// <summary>The line of headings.</summary>
    public string Header() => Row([.. columns.Select(c => c.Heading)]);

    /// <summary>A line of cells.</summary>
    public string Row(params object[] cells)
    {
        ArgumentNullException.ThrowIfNull(cells);
        return string.Join("  ", columns.Zip(cells, (column, cell) => Pad(Text(cell), column.Width, column.Heading.Length))).TrimEnd();
    }

    private static string Text(object cell) => Convert.ToString(cell, CultureInfo.InvariantCulture) ?? string.Empty;

    private static string Pad(string text, int width, int least) =>
        width < 0 ? text.PadRight(Math.Max(-width, least)) : text.PadLeft(Math.Max(width, least));
}
