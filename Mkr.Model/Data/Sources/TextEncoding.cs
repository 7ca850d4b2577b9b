using System.Text;
using System.Text.Unicode;
using Mkr.Model.Data.Formats;
using Mkr.Model.Settings;

namespace Mkr.Model.Data.Sources;

/// <summary>The encoding of a text file: that of its byte order mark, or the one in which most of its lines make sense.</summary>
internal static class TextEncoding
{
    /// <summary>The names that may be given.</summary>
    public static IReadOnlyList<string> Names { get; } = ["utf-8", "latin1", "windows-1252", "utf-16", "utf-16be"];

    /// <summary>The encoding of a name; null for UTF-8.</summary>
    /// <exception cref="SettingException">There is none.</exception>
    public static Encoding? Find(string name) => name switch
    {
        "utf-8" => null,
        "latin1" => Encoding.Latin1,
        "windows-1252" => CodePagesEncodingProvider.Instance.GetEncoding(1252),
        "utf-16" => Encoding.Unicode,
        "utf-16be" => Encoding.BigEndianUnicode,
        _ => throw new SettingException($"--encoding: expected one of {string.Join(", ", Names)}, found '{name}'."),
    };

    /// <summary>
    /// The encoding of a file; null for UTF-8. Of the lines with other than ASCII characters, one may be cut or come from elsewhere: so if
    /// at least half of them are valid in UTF-8, the file is; or else it is Latin-1, or Windows-1252 where a byte has a character there
    /// alone.
    /// </summary>
    /// <exception cref="DataFormatException">The file is missing, or is no text.</exception>
    public static Encoding? Of(string path)
    {
        if (OfMark(path) is string marked) return Find(marked);
        using var lines = new Utf8LineReader(path, "a text file", validate: false);
        long valid = 0, invalid = 0;
        bool isWindows = false;
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            if (Ascii.IsValid(line)) continue;
            if (Utf8.IsValid(line))
            {
                valid++;
                continue;
            }

            invalid++;
            isWindows |= line.ContainsAnyInRange((byte)0x80, (byte)0x9F);
        }

        return valid >= invalid ? null : Find(isWindows ? "windows-1252" : "latin1");
    }

    private static string? OfMark(string path)
    {
        if (!File.Exists(path)) return null;
        using FileStream file = File.OpenRead(path);
        Span<byte> start = stackalloc byte[2];
        return file.ReadAtLeast(start, 2, throwOnEndOfStream: false) < 2 ? null : start switch
        {
            [0xFF, 0xFE] => "utf-16",
            [0xFE, 0xFF] => "utf-16be",
            _ => null,
        };
    }
}
