using System.Globalization;
using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>Reads a file of rows whose fields lie between separators, as UTF-8 spans; the base of every reader here.</summary>
/// <remarks>
/// Where there is a quote character, a field that starts with it ends at the quote before the next separator or the line's end. Inside,
/// a doubled quote is one quote (RFC 4180), and a single one stands for itself. A field ends with its line.
/// </remarks>
internal sealed class DelimitedReader : IDisposable
{
    private const int LongestExcerpt = 40;

    private readonly Utf8LineReader _lines;
    private readonly string _what;
    private readonly string _separatorName;
    private readonly byte[] _separator;
    private readonly byte? _quote;
    private readonly int _leastColumns;
    private readonly int _mostColumns;
    private Field[] _fields = new Field[8];

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What a row is, for messages: "rating".</param>
    /// <param name="separator">The separator between fields, one or more characters.</param>
    /// <param name="leastColumns">A row with fewer fields is an error.</param>
    /// <param name="mostColumns">A row with more fields is an error.</param>
    /// <param name="quote">The ASCII character that may enclose a field.</param>
    /// <param name="validate">False for a file in an eight-bit encoding that is passed on as it is.</param>
    /// <param name="encoding">What the file is in; null for UTF-8. Other text is turned into UTF-8 as it is read.</param>
    public DelimitedReader(
        string path, string what, string separator, int leastColumns, int mostColumns, char? quote = null, bool validate = true,
        Encoding? encoding = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(separator);
        if (quote > '\x7F') throw new ArgumentOutOfRangeException(nameof(quote), quote, "The quote has to be an ASCII character.");
        _lines = new Utf8LineReader(path, $"a file of {what}s", validate, encoding);
        _what = what;
        _separatorName = separator == "\t" ? "a tab" : $"'{separator}'";
        _separator = Encoding.UTF8.GetBytes(separator);
        _quote = (byte?)quote;
        _leastColumns = leastColumns;
        _mostColumns = mostColumns;
    }

    /// <summary>The file.</summary>
    public string Path => _lines.Path;

    /// <summary>The number of the row's line, from 1.</summary>
    public int LineNumber => _lines.LineNumber;

    /// <summary>What <see cref="Id"/> joins.</summary>
    public IdNormalization Normalization { get; init; }

    /// <summary>The number of fields in the row.</summary>
    public int ColumnCount { get; private set; }

    /// <summary>The row's whole line. It is valid until the next <see cref="ReadRow"/>.</summary>
    public ReadOnlySpan<byte> Line => _lines.Line;

    /// <summary>The field in a column, from 0. It is valid until the next <see cref="ReadRow"/>.</summary>
    public ReadOnlySpan<byte> this[int column]
    {
        get
        {
            Field field = _fields[column];
            ReadOnlySpan<byte> bytes = _lines.Line.Slice(field.Start, field.Length);
            return field.HasDoubledQuotes ? WithoutDoubledQuotes(bytes) : bytes;
        }
    }

    /// <summary>Reads the next row; false at the end of the file.</summary>
    /// <exception cref="DataFormatException">
    /// The row has too few or too many fields, a quote is not closed, or there are too many rows.
    /// </exception>
    public bool ReadRow()
    {
        if (!_lines.TryReadLine(out ReadOnlySpan<byte> line)) return false;
        ColumnCount = 0;
        int position = 0;
        while (true)
        {
            if (ColumnCount == _mostColumns) throw TooManyColumns(position);
            if (ColumnCount == _fields.Length) Array.Resize(ref _fields, _fields.Length * 2);
            ReadOnlySpan<byte> rest = line[position..];
            bool quoted = _quote is byte quote && !rest.IsEmpty && rest[0] == quote;
            bool hasDoubled = false;
            int length = quoted ? QuotedLength(position, out hasDoubled) : NextSeparator(rest);
            _fields[ColumnCount++] = quoted ? new Field(position + 1, length - 2, hasDoubled) : new Field(position, length);
            position += length;
            if (position == line.Length) break;
            position += _separator.Length;
        }

        if (ColumnCount < _leastColumns) throw TooFewColumns();
        return true;
    }

    /// <summary>Reads lines without looking at their columns: a header, or lines that are dropped on request.</summary>
    /// <exception cref="DataFormatException">The file ends before.</exception>
    public void SkipLines(int count)
    {
        for (int i = 0; i < count; i++)
            if (!_lines.TryReadLine(out _)) throw AtEnd();
    }

    /// <summary>The field in a column, which must not be empty.</summary>
    /// <param name="column">The column, from 0.</param>
    /// <param name="what">What it is, for the message: "a user id".</param>
    public ReadOnlySpan<byte> Required(int column, string what)
    {
        ReadOnlySpan<byte> field = this[column];
        if (field.IsEmpty) throw Error(column, what, "an empty field", "Fill it in or delete the line.");
        return field;
    }

    /// <summary>The id in a column, normalized, which must not be empty.</summary>
    /// <inheritdoc cref="Required"/>
    public ReadOnlySpan<byte> Id(int column, string what)
    {
        ReadOnlySpan<byte> id = NormalizedId.Of(Required(column, what), Normalization);
        return id.IsEmpty ? throw Error(column, what, "white space alone", "Fill it in or delete the line.") : id;
    }

    /// <summary>The error that the field in a column is wrong.</summary>
    public DataFormatException Error(int column, string expected, string found, string remedy) =>
        _lines.Error(_fields[column].Start, expected, found, remedy);

    /// <summary>The error that the file ends where a row is needed.</summary>
    public DataFormatException AtEnd() =>
        new(Path, LineNumber, 1, $"a {_what}", LineNumber == 1 ? "an empty file" : "the end of the file", "Is the file complete?");

    /// <summary>A field as messages show it: in quotes, control characters escaped, long ones cut.</summary>
    public static string Show(ReadOnlySpan<byte> field)
    {
        var text = new StringBuilder("'");
        foreach (char c in Encoding.UTF8.GetString(field[..Math.Min(field.Length, LongestExcerpt)]))
            _ = char.IsControl(c) ? text.Append(c == '\t' ? "\\t" : $"\\u{(int)c:X4}") : text.Append(c);
        return text.Append(field.Length > LongestExcerpt ? "...'" : "'").ToString();
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();

    /// <summary>
    /// The distance to the next separator or the end. Fields are short: a loop is faster than the start of a vectorised search.
    /// </summary>
    private int NextSeparator(ReadOnlySpan<byte> rest)
    {
        byte[] separator = _separator;
        for (int i = 0; i < rest.Length; i++)
            if (rest[i] == separator[0] && (separator.Length == 1 || rest[i..].StartsWith(separator))) return i;
        return rest.Length;
    }

    /// <summary>The length of a quoted field, both quotes included.</summary>
    private int QuotedLength(int start, out bool hasDoubled)
    {
        ReadOnlySpan<byte> field = _lines.Line[start..];
        hasDoubled = false;
        for (int i = 1; i < field.Length; i++)
        {
            if (field[i] != _quote) continue;
            if (i + 1 == field.Length || field[(i + 1)..].StartsWith(_separator)) return i + 1;
            if (field[i + 1] != _quote) continue;
            hasDoubled = true;
            i++;
        }

        string expected = $"a closing {(char)_quote!.Value} before the next separator";
        throw _lines.Error(start, expected, "the end of the line", "Close the quote.");
    }

    private byte[] WithoutDoubledQuotes(ReadOnlySpan<byte> field)
    {
        var bytes = new List<byte>(field.Length);
        for (int i = 0; i < field.Length; i++)
        {
            bytes.Add(field[i]);
            if (field[i] == _quote && i + 1 < field.Length && field[i + 1] == _quote) i++;
        }

        return [.. bytes];
    }

    private DataFormatException TooManyColumns(int position) =>
        _lines.Error(position, Columns(), "another column", "Check the line and the separator.");

    private DataFormatException TooFewColumns()
    {
        ReadOnlySpan<byte> line = _lines.Line;
        string found = line.IsEmpty ? "an empty line" : $"{ColumnCount}: {Show(line)}";
        return _lines.Error(line.Length, Columns(), found, "Check the line and the separator.");
    }

    private string Columns()
    {
        string count = _leastColumns == _mostColumns ? $"{_leastColumns}" : $"{_leastColumns} or more";
        return $"{count} columns separated by {_separatorName} in a {_what}";
    }

    private readonly record struct Field(int Start, int Length, bool HasDoubledQuotes = false);
}
