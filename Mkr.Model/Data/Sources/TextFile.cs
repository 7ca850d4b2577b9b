using System.Text;
using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>A text file of rows with separators, as it was found or said to be.</summary>
/// <param name="Path">The file.</param>
/// <param name="Columns">The columns' names.</param>
/// <param name="Separator">The separator.</param>
internal sealed record TextFile(string Path, IReadOnlyList<string> Columns, string Separator) : ITableFile
{
    /// <summary>The character that may enclose a field.</summary>
    public char? Quote { get; init; }

    /// <summary>The encoding; null for UTF-8.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Lines before the first row.</summary>
    public int HeaderLines { get; init; } = 1;

    /// <summary>Whether a row may have more fields than there are columns.</summary>
    public bool IsOpenEnded { get; init; }

    /// <inheritdoc/>
    public string Description
    {
        get
        {
            string separator = Separator switch { "\t" => "tabs", " " => "spaces", _ => $"'{Separator}'" };
            return $"{separator} between the columns, {(Quote is char quote ? $"{quote} around fields" : "no quotes")}, "
                + $"{Encoding?.WebName ?? "utf-8"}, {(HeaderLines == 0 ? "no header" : "a header line")}";
        }
    }

    /// <inheritdoc/>
    public Table Open(LineLog log) => new TextTable(this, log);

    /// <summary>Opens the rows, the header among them.</summary>
    public DelimitedReader OpenRows() =>
        new(Path, "row", Separator, leastColumns: 1, mostColumns: int.MaxValue, Quote, validate: false, Encoding);
}
