using System.Text.Unicode;
using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>The rows of a text file. A line that is none is counted with its reason.</summary>
internal sealed class TextTable : Table
{
    private readonly TextFile _file;
    private readonly LineLog _log;
    private readonly DelimitedReader _rows;
    private int _header;

    public TextTable(TextFile file, LineLog log)
    {
        _file = file;
        _log = log;
        _rows = file.OpenRows();
    }

    /// <inheritdoc/>
    public override long Line => _rows.LineNumber;

    /// <inheritdoc/>
    public override int FieldCount => _rows.ColumnCount;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[int column] => _rows[column];

    /// <inheritdoc/>
    public override bool ReadRow()
    {
        while (true)
        {
            string? fault;
            try
            {
                if (!_rows.ReadRow()) return false;
                fault = Fault();
            }
            catch (DataFormatException e) when (e.Line == _rows.LineNumber && !_rows.Line.IsEmpty)
            {
                fault = "a quote that is not closed";
            }

            _log.Lines++;
            if (_header < _file.HeaderLines)
            {
                _header++;
                _log.HeaderLines++;
            }
            else if (fault is null)
            {
                return true;
            }
            else
            {
                _log.Count(Line, fault);
            }
        }
    }

    /// <inheritdoc/>
    public override void Dispose() => _rows.Dispose();

    private string? Fault()
    {
        if (_rows.Line.IsEmpty) return "an empty line";
        if (!Utf8.IsValid(_rows.Line)) return "not UTF-8 text";
        if (_rows.Line.Contains((byte)0)) return "a NUL byte";
        return _rows.ColumnCount < _file.Columns.Count ? "too few columns"
            : _rows.ColumnCount > _file.Columns.Count && !_file.IsOpenEnded ? "too many columns" : null;
    }
}
