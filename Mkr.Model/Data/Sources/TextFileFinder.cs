using System.Text;
using Mkr.Model.Data.Formats;
using Mkr.Model.Settings;

namespace Mkr.Model.Data.Sources;

/// <summary>Finds out how a text file with a header line is written, by its first lines.</summary>
internal static class TextFileFinder
{
    private const int Sample = 100;
    private static readonly string[] Separators = ["\t", ",", ";", "|", "::"];

    /// <summary>
    /// The file with the separator under which most of its first lines have as many fields as its header, two at least; of equal ones, that
    /// of most columns. Null where there is none.
    /// </summary>
    /// <exception cref="DataFormatException">The file is missing, or is no text.</exception>
    public static TextFile? Find(string path, PrepareOptions options)
    {
        Encoding? encoding = options.Encoding is string name ? TextEncoding.Find(name) : TextEncoding.Of(path);
        (TextFile File, double Fit)? best = null;
        foreach (string separator in options.Separator is string given ? [Unescape(given)] : Separators)
        {
            char? quote = options.Quote is string text ? Character(text) : Quote(path, separator, encoding);
            var file = new TextFile(path, [], separator) { Quote = quote, Encoding = encoding };
            (string[] names, double fit) = Try(file);
            if (names.Length < 2) continue;
            if (best is null || fit > best.Value.Fit || (fit == best.Value.Fit && names.Length > best.Value.File.Columns.Count))
                best = (file with { Columns = names }, fit);
        }

        if (best is null) return null;
        TextFile found = best.Value.File;
        bool isNumbered = int.TryParse(options.User, out _) || int.TryParse(options.Item, out _);
        return isNumbered ? found with { Columns = Numbers(found.Columns.Count), HeaderLines = 0 } : found;
    }

    /// <summary>The separator that an option names.</summary>
    private static string Unescape(string separator) => separator.Length == 0
        ? throw new SettingException("--separator: expected at least one character.")
        : separator.Replace("\\t", "\t", StringComparison.Ordinal);

    private static char? Character(string quote) => quote switch
    {
        "none" => null,
        [<= '\x7F'] => quote[0],
        _ => throw new SettingException($"--quote: expected an ASCII character or none, found '{quote}'."),
    };

    private static string[] Numbers(int count) =>
        [.. Enumerable.Range(0, count).Select(column => column.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>The double quote, where some field of the first lines begins and ends with it.</summary>
    private static char? Quote(string path, string separator, Encoding? encoding)
    {
        using DelimitedReader rows = new TextFile(path, [], separator) { Encoding = encoding }.OpenRows();
        for (int i = 0; i < Sample && rows.ReadRow(); i++)
        {
            for (int column = 0; column < rows.ColumnCount; column++)
                if (rows[column] is [(byte)'"', .., (byte)'"']) return '"';
        }

        return separator is "," or ";" ? '"' : null;
    }

    private static (string[] Names, double Fit) Try(TextFile file)
    {
        using DelimitedReader rows = file.OpenRows();
        string[] names = [];
        int lines = 0, fitting = 0;
        while (lines < Sample)
        {
            try
            {
                if (!rows.ReadRow()) break;
            }
            catch (DataFormatException) when (!rows.Line.IsEmpty)
            {
                lines++;
                continue;
            }

            if (names.Length == 0) names = [.. Enumerable.Range(0, rows.ColumnCount).Select(c => Encoding.UTF8.GetString(rows[c]))];
            else if (!rows.Line.IsEmpty && rows.ColumnCount == names.Length) fitting++;
            lines++;
        }

        return (names, lines > 1 ? fitting / (lines - 1.0) : 1);
    }
}
