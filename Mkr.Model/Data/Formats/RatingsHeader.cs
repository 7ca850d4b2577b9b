using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>The header line of a ratings file, if its names tell which columns are the user's and the item's.</summary>
internal sealed class RatingsHeader
{
    private const int MostColumns = 1000;
    private static readonly string[] Separators = ["\t", ",", ";", "|", "::"];

    private readonly string _path;
    private readonly string _separator;
    private readonly string[] _names;

    private RatingsHeader(string path, string separator, string[] names)
    {
        _path = path;
        _separator = separator;
        _names = names;
    }

    /// <summary>Reads the header; null where it does not tell under any separator.</summary>
    /// <param name="path">The file.</param>
    /// <param name="format">What was given on purpose is taken from it.</param>
    public static RatingsHeader? Read(string path, RawFormat format)
    {
        foreach (string separator in format.Given.Contains("separator") ? [format.Separator] : Separators)
        {
            var header = new RatingsHeader(path, separator, ReadNames(path, separator));
            if (header.Knows("userColumn", ColumnNames.User, format) && header.Knows("itemColumn", ColumnNames.Item, format)) return header;
        }

        return null;
    }

    /// <summary>The format that the header tells, and a line that says so.</summary>
    /// <exception cref="DataFormatException">Two columns could be meant.</exception>
    public (RawFormat Format, string Note) Tell(RawFormat format)
    {
        IReadOnlyCollection<string> given = format.Given;
        RawFormat told = format with
        {
            RatingsFile = Path.GetFileName(_path),
            Separator = _separator,
            Columns = given.Contains("columns") ? format.Columns : _names.Length,
            HeaderLines = given.Contains("headerLines") ? format.HeaderLines : 1,
            Quote = given.Contains("quote") ? format.Quote : _separator is "," or ";" ? '"' : null,
            UserColumn = given.Contains("userColumn") ? format.UserColumn : Find("userColumn", ColumnNames.User)!.Value,
            ItemColumn = given.Contains("itemColumn") ? format.ItemColumn : Find("itemColumn", ColumnNames.Item)!.Value,
            RatingColumn = given.Contains("ratingColumn") ? format.RatingColumn : Find("ratingColumn", ColumnNames.Rating),
            TimeColumn = given.Contains("timeColumn") ? format.TimeColumn : Find("timeColumn", ColumnNames.Time),
        };
        if (told.RatingColumn is null && !given.Contains("threshold")) told = told with { Threshold = null };
        return (told, Describe(told));
    }

    private static string[] ReadNames(string path, string separator)
    {
        try
        {
            using var rows = new DelimitedReader(path, "header", separator, leastColumns: 1, MostColumns, quote: '"');
            if (!rows.ReadRow()) return [];
            string[] names = new string[rows.ColumnCount];
            for (int column = 0; column < names.Length; column++) names[column] = Encoding.UTF8.GetString(rows[column]);
            return names;
        }
        catch (DataFormatException)
        {
            return []; // no text, or no header: other files of the folder are looked at, too
        }
    }

    private bool Knows(string setting, string[] names, RawFormat format) =>
        format.Given.Contains(setting) ? _names.Length > 1 : Array.Exists(_names, name => ColumnNames.IsOneOf(names, name));

    /// <summary>The column with one of the names; null where there is none.</summary>
    private int? Find(string setting, string[] names)
    {
        int column = Array.FindIndex(_names, name => ColumnNames.IsOneOf(names, name));
        int last = Array.FindLastIndex(_names, name => ColumnNames.IsOneOf(names, name));
        if (column == last) return column < 0 ? null : column;
        throw new DataFormatException(_path, 1, 1, $"a header that tells the {setting}", $"both '{_names[column]}' and '{_names[last]}'",
            $"Set {setting} to {column} or {last}.");
    }

    private string Describe(RawFormat told)
    {
        string separator = told.Separator == "\t" ? "tabs" : $"'{told.Separator}'";
        string rating = told.RatingColumn is not int column ? "no rating: every line is a positive"
            : told.Threshold is double least ? FormattableString.Invariant($"rating '{Name(column)}', a positive from {least} on")
            : $"rating '{Name(column)}', whatever it is a positive";
        string time = told.TimeColumn is int timeColumn ? $"; time '{Name(timeColumn)}'" : "; no time";
        return $"ratings: {told.RatingsFile}, as its header tells: {separator} between the columns; user '{Name(told.UserColumn)}'; "
            + $"item '{Name(told.ItemColumn)}'; {rating}{time}";
    }

    private string Name(int column) => column < _names.Length ? _names[column] : $"column {column}";
}
