using Parquet;
using Parquet.Schema;

namespace Mkr.Model.Data.Sources;

/// <summary>The rows of a Parquet file, a row group at a time; of that, only the columns that are asked for are read.</summary>
internal sealed class ParquetTable : Table
{
    private readonly LineLog _log;
    private readonly ParquetReader _reader;
    private readonly ParquetColumn[] _columns;
    private ParquetRowGroupReader? _group;
    private int _nextGroup, _row, _rowCount;

    public ParquetTable(string path, DataField[] fields, LineLog log)
    {
        _log = log;
        _reader = ParquetReader.CreateAsync(path).GetAwaiter().GetResult();
        _columns = [.. fields.Select(ParquetColumn.Of)];
    }

    /// <inheritdoc/>
    public override long Line => _log.Lines;

    /// <inheritdoc/>
    public override int FieldCount => _columns.Length;

    /// <inheritdoc/>
    public override ReadOnlySpan<byte> this[int column] => _columns[column].Text(_group!, _row - 1);

    /// <inheritdoc/>
    public override bool ReadRow()
    {
        while (_row == _rowCount)
        {
            if (_nextGroup == _reader.RowGroupCount) return false;
            _group?.Dispose();
            _group = _reader.OpenRowGroupReader(_nextGroup++);
            _row = 0;
            _rowCount = checked((int)_group.RowCount);
            foreach (ParquetColumn column in _columns) column.Forget();
        }

        _row++;
        _log.Lines++;
        return true;
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _group?.Dispose();
        _reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
