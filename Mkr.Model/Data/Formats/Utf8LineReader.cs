using System.Text;
using System.Text.Unicode;

namespace Mkr.Model.Data.Formats;

/// <summary>
/// Reads a text file line by line as UTF-8 spans, block by block and without allocating. Lines end in LF or CRLF; a byte order mark is
/// skipped; whatever is not strict UTF-8 text is an error that names its line and column.
/// </summary>
internal sealed class Utf8LineReader : IDisposable
{
    /// <summary>The longest line, in bytes; a longer one is an error.</summary>
    public const int LongestLine = 1 << 18; // a block of 256 KB also stays in the L2 cache

    private readonly Stream _file;
    private readonly bool _validate;
    private readonly byte[] _block;

    // The block holds: lines already read, the current line, [_next, _complete) whole validated lines, [_complete, _filled) the rest.
    private int _lineStart, _lineLength, _next, _complete, _filled;
    private bool _atEnd;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What it is, for messages: "the ratings file".</param>
    /// <param name="validate">False for a file in an eight-bit encoding: its bytes are then passed on unchecked.</param>
    /// <param name="encoding">What the file is in; null for UTF-8. Other text is turned into UTF-8 as it is read.</param>
    /// <exception cref="DataFormatException">The file is missing, unreadable, a folder, or not a text file.</exception>
    public Utf8LineReader(string path, string what, bool validate = true, Encoding? encoding = null)
        : this(path, what, validate, LongestLine, encoding)
    {
    }

    /// <summary>A reader with blocks, and so lines, of so many bytes at most: small ones reach every border between two blocks.</summary>
    internal Utf8LineReader(string path, string what, bool validate, int longestLine, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        Path = path;
        _validate = validate;
        _block = new byte[longestLine];
        FileStream file = Open(path, what);
        _file = encoding is null ? file : Encoding.CreateTranscodingStream(file, encoding, Encoding.UTF8);
        try
        {
            Fill();
            if (_block.AsSpan(0, _complete).StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) _next = 3;
        }
        catch
        {
            _file.Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>
    /// The most lines; a longer file is an error. Twice as many rows, positives and negatives, still have 32-bit numbers.
    /// </summary>
    public int MostLines { get; init; } = 1_000_000_000;

    /// <summary>The number of the line that was read last, from 1; one more than the last line's at the end of the file.</summary>
    public int LineNumber { get; private set; }

    /// <summary>The line that was read last, without its line end. It is valid until the next call of <see cref="TryReadLine"/>.</summary>
    public ReadOnlySpan<byte> Line => _block.AsSpan(_lineStart, _lineLength);

    /// <summary>Reads the next line; false at the end of the file.</summary>
    /// <exception cref="DataFormatException">What follows is not UTF-8 text, or a line is too long or one too many.</exception>
    public bool TryReadLine(out ReadOnlySpan<byte> line)
    {
        LineNumber++;
        if (_next == _complete) Fill();
        _lineStart = _next;
        ReadOnlySpan<byte> rest = _block.AsSpan(_next, _complete - _next);
        int length = rest.IndexOf((byte)'\n');
        _next += length < 0 ? rest.Length : length + 1;
        line = length < 0 ? rest : rest[..length];
        if (!line.IsEmpty && line[^1] == '\r') line = line[..^1];
        _lineLength = line.Length;
        if (LineNumber > MostLines && !rest.IsEmpty)
            throw Error(0, $"at most {MostLines} lines", "another one", "Split the file or leave lines out.");
        return !rest.IsEmpty;
    }

    /// <summary>The error that something is wrong in the line that was read last, <paramref name="offset"/> bytes in.</summary>
    public DataFormatException Error(int offset, string expected, string found, string remedy) =>
        new(Path, LineNumber, 1 + Characters(Line[..offset]), expected, found, remedy);

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private static FileStream Open(string path, string what)
    {
        string found;
        try
        {
            if (!Directory.Exists(path))
                return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            found = "a folder";
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            found = "no such file";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found = $"a file that cannot be opened ({e.Message})";
        }

        throw new DataFormatException(path, 1, 1, what, found, "Check the folder, its files' names and the right to read them.");
    }

    /// <summary>Moves the incomplete line to the front, reads until the block is full or the file ends, validates whole lines.</summary>
    private void Fill()
    {
        if (_atEnd) return;
        _block.AsSpan(_complete, _filled - _complete).CopyTo(_block);
        _filled -= _complete;
        _next = 0;
        while (_filled < _block.Length && !_atEnd)
        {
            int read = _file.Read(_block, _filled, _block.Length - _filled);
            _filled += read;
            _atEnd = read == 0;
        }

        if (LineNumber == 0) CheckSignature();
        _complete = _atEnd ? _filled : _block.AsSpan(0, _filled).LastIndexOf((byte)'\n') + 1;
        if (_validate) Validate();
        if (_complete == 0 && _filled == _block.Length)
        {
            throw new DataFormatException(Path, Math.Max(LineNumber, 1), 1, $"a line of less than {_block.Length} bytes", "a longer one",
                "Is this a text file with line ends?");
        }
    }

    private void Validate()
    {
        ReadOnlySpan<byte> text = _block.AsSpan(0, _complete);
        int nul = text.IndexOf((byte)0);
        if (nul >= 0) throw ErrorInBlock(nul, "text", "a NUL byte", "Is this a text file?");
        if (Utf8.IsValid(text)) return;

        int invalid = 0;
        while (Rune.DecodeFromUtf8(text[invalid..], out _, out int length) == System.Buffers.OperationStatus.Done) invalid += length;
        throw ErrorInBlock(invalid, "UTF-8 text", $"the byte 0x{text[invalid]:X2}", "Convert the file to UTF-8.");
    }

    private DataFormatException ErrorInBlock(int offset, string expected, string found, string remedy)
    {
        ReadOnlySpan<byte> before = _block.AsSpan(0, offset);
        int lineStart = before.LastIndexOf((byte)'\n') + 1;
        long line = Math.Max(LineNumber, 1) + before.Count((byte)'\n');
        return new DataFormatException(Path, line, 1 + Characters(before[lineStart..]), expected, found, remedy);
    }

    /// <summary>Recognises, by their first bytes, the files that are most often mistaken for text in UTF-8.</summary>
    private void CheckSignature()
    {
        ReadOnlySpan<byte> start = _block.AsSpan(0, _filled);
        (string Found, string Remedy)? other = start switch
        {
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => ("UTF-16 text", "Convert the file to UTF-8."),
            [0x1F, 0x8B, ..] => ("a gzip file", "Decompress it first."),
            [(byte)'P', (byte)'K', 3, 4, ..] => ("a zip archive", "Extract it first."),
            _ => null,
        };
        if (other is var (found, remedy)) throw new DataFormatException(Path, 1, 1, "UTF-8 text", found, remedy);
    }

    /// <summary>The number of characters in UTF-8 text: every byte but the continuation bytes 10xxxxxx starts one.</summary>
    private static int Characters(ReadOnlySpan<byte> utf8)
    {
        int count = 0;
        foreach (byte b in utf8)
            if ((b & 0xC0) != 0x80) count++;
        return count;
    }
}
