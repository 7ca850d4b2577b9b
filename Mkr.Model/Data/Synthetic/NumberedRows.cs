using System.Buffers.Text;

namespace Mkr.Model.Data.Synthetic;

/// <summary>Writes tab-separated rows of numbered things, such as <c>u12 TAB n7</c>, without allocating.</summary>
internal sealed class NumberedRows : IDisposable
{
    private readonly FileStream _file;
    private readonly byte[] _field = new byte[16];
    private bool _isFirst = true;

    /// <summary>Creates the file, or replaces it.</summary>
    public NumberedRows(string path) =>
        _file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);

    /// <summary>Writes bytes as they are, such as a header.</summary>
    public void Write(ReadOnlySpan<byte> text) => _file.Write(text);

    /// <summary>Writes a field: a letter that says what kind of thing it is, and its number.</summary>
    public void Field(char kind, int number)
    {
        if (!_isFirst) _file.WriteByte((byte)'\t');
        _isFirst = false;
        _field[0] = (byte)kind;
        Utf8Formatter.TryFormat(number, _field.AsSpan(1), out int digits);
        _file.Write(_field.AsSpan(0, 1 + digits));
    }

    /// <summary>Ends the row.</summary>
    public void End(ReadOnlySpan<byte> rest = default)
    {
        _file.Write(rest);
        _file.WriteByte((byte)'\n');
        _isFirst = true;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
