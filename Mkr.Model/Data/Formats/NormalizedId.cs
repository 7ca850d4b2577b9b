using System.Text;

namespace Mkr.Model.Data.Formats;

/// <summary>What an id is under an <see cref="IdNormalization"/>.</summary>
internal static class NormalizedId
{
    /// <summary>The id itself where nothing is to be changed, which is quickly seen; otherwise a new one.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> id, IdNormalization normalization)
    {
        if (normalization == IdNormalization.None || IsPlain(id, normalization)) return id;
        string text = CanonicalForm.Of(CollapseSpaces(Encoding.UTF8.GetString(id)));
        return Encoding.UTF8.GetBytes(normalization == IdNormalization.Case ? text.ToLowerInvariant() : text);
    }

    /// <summary>Whether a character has no width: it cannot be seen at all.</summary>
    public static bool HasNoWidth(Rune rune) => rune.Value is 0x200B or 0x2060 or 0xFEFF;

    /// <summary>Whether the id is of ASCII characters that stand for themselves, with single spaces at most between them.</summary>
    private static bool IsPlain(ReadOnlySpan<byte> id, IdNormalization normalization)
    {
        bool afterSpace = true;
        foreach (byte b in id)
        {
            bool isSpace = b == ' ';
            if (b is < (byte)' ' or >= 0x7F || (isSpace && afterSpace)) return false;
            if (normalization == IdNormalization.Case && char.IsAsciiLetterUpper((char)b)) return false;
            afterSpace = isSpace;
        }

        return !afterSpace;
    }

    private static string CollapseSpaces(string text)
    {
        if (!text.EnumerateRunes().Any(rune => Rune.IsWhiteSpace(rune) || HasNoWidth(rune))) return text;
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (HasNoWidth(rune)) continue;
            if (!Rune.IsWhiteSpace(rune)) result.Append(rune);
            else if (result.Length > 0 && result[^1] != ' ') result.Append(' ');
        }

        return result.ToString().TrimEnd(' ');
    }
}
