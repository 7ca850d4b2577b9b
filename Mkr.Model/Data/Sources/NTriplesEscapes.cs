using System.Globalization;
using System.Text;

namespace Mkr.Model.Data.Sources;

/// <summary>
/// Escapes of N-Triples: <c>\t \b \n \r \f \" \' \\</c> in literals, and <c>\uXXXX</c> and <c>\UXXXXXXXX</c> also in IRIs.
/// </summary>
internal static class NTriplesEscapes
{
    private const string Letters = "tbnrf\"'\\", Meanings = "\t\b\n\r\f\"'\\";

    /// <summary>The text that is meant; false where an escape is none.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, bool isIri, out ReadOnlySpan<byte> decoded)
    {
        decoded = text;
        if (!text.Contains((byte)'\\')) return true;
        var bytes = new List<byte>(text.Length);
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            if (text[0] != '\\')
            {
                bytes.Add(text[0]);
                text = text[1..];
                continue;
            }

            if (!TryRune(text, isIri, out Rune rune, out int length)) return false;
            bytes.AddRange(utf8[..rune.EncodeToUtf8(utf8)]);
            text = text[length..];
        }

        decoded = bytes.ToArray();
        return true;
    }

    /// <summary>The text as a literal in canonical form has it between its quotes, which is on one line and without tabs.</summary>
    public static byte[] Encode(ReadOnlySpan<byte> text)
    {
        var bytes = new List<byte>(text.Length);
        foreach (byte b in text)
        {
            int known = b == '\'' ? -1 : Meanings.IndexOf((char)b, StringComparison.Ordinal);
            if (known >= 0) bytes.AddRange((byte)'\\', (byte)Letters[known]);
            else bytes.Add(b);
        }

        return [.. bytes];
    }

    private static bool TryRune(ReadOnlySpan<byte> text, bool isIri, out Rune rune, out int length)
    {
        rune = default;
        length = text.Length < 2 ? 0 : text[1] switch { (byte)'u' => 6, (byte)'U' => 10, _ => isIri ? 0 : 2 };
        if (length == 0 || text.Length < length) return false;
        if (length == 2)
        {
            int known = Letters.IndexOf((char)text[1], StringComparison.Ordinal);
            if (known >= 0) rune = new Rune(Meanings[known]);
            return known >= 0;
        }

        return uint.TryParse(text[2..length], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value)
            && Rune.TryCreate(value, out rune);
    }
}
