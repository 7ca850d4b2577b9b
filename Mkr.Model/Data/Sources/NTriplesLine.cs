using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Mkr.Model.Data.Sources;

/// <summary>
/// A line of N-Triples, taken apart by the grammar of the recommendation (https://www.w3.org/TR/n-triples/#n-triples-grammar).
/// </summary>
/// <param name="line">The line, without its end.</param>
internal ref struct NTriplesLine(ReadOnlySpan<byte> line)
{
    private const string StringType = "http://www.w3.org/2001/XMLSchema#string";
    private static readonly SearchValues<byte> NotInIri =
        SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(code => (byte)code), .. "<\"{}|^`"u8]);

    private ReadOnlySpan<byte> _rest = line;

    /// <summary>The subject: an IRI without brackets, or a blank node.</summary>
    public ReadOnlySpan<byte> Subject { get; private set; }

    /// <summary>The predicate: an IRI without brackets.</summary>
    public ReadOnlySpan<byte> Predicate { get; private set; }

    /// <summary>The object: an IRI without brackets, a blank node, or a literal in quotes with its language or type.</summary>
    public ReadOnlySpan<byte> Object { get; private set; }

    /// <summary>The literal's text; empty where the object is none.</summary>
    public ReadOnlySpan<byte> Text { get; private set; }

    public bool IsLiteral { get; private set; }

    /// <summary>Takes the line apart.</summary>
    /// <returns>What is wrong with it, or why it holds no triple; null where it does.</returns>
    public string? Parse()
    {
        if (!Utf8.IsValid(_rest)) return "not UTF-8 text";
        SkipSpaces();
        if (_rest.IsEmpty) return "an empty line";
        if (_rest[0] == '#') return "a comment";
        if (!Resource(out ReadOnlySpan<byte> subject)) return "no IRI or blank node as subject";
        SkipSpaces();
        if (!Iri(out ReadOnlySpan<byte> predicate)) return "no IRI as predicate";
        SkipSpaces();
        Subject = subject;
        Predicate = predicate;
        if (!Resource(out ReadOnlySpan<byte> target) && !Literal(out target)) return "no IRI, blank node or literal as object";
        Object = target;
        SkipSpaces();
        if (!Skip((byte)'.')) return "no full stop after the object";
        SkipSpaces();
        return _rest.IsEmpty || _rest[0] == '#' ? null : "more after the full stop";
    }

    private void SkipSpaces() => _rest = _rest.TrimStart(" \t"u8);

    private bool Skip(byte expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected) return false;
        _rest = _rest[1..];
        return true;
    }

    private bool Resource(out ReadOnlySpan<byte> text) => Iri(out text) || BlankNode(out text);

    private bool Iri(out ReadOnlySpan<byte> iri)
    {
        iri = default;
        if (_rest.IsEmpty || _rest[0] != '<') return false;
        int end = _rest.IndexOf((byte)'>');
        if (end < 2 || _rest[1..end].ContainsAny(NotInIri)) return false;
        iri = _rest[1..end];
        _rest = _rest[(end + 1)..];
        return !iri.Contains((byte)'\\') || NTriplesEscapes.TryDecode(iri, isIri: true, out iri);
    }

    /// <summary>A label: letters, digits and _, inside also - and full stops, which it does not end with.</summary>
    private bool BlankNode(out ReadOnlySpan<byte> label)
    {
        label = default;
        if (!_rest.StartsWith("_:"u8)) return false;
        int length = 2;
        while (length < _rest.Length && IsLabelByte(_rest[length])) length++;
        while (length > 2 && _rest[length - 1] == '.') length--;
        if (length == 2 || _rest[2] is (byte)'-' or (byte)'.') return false;
        label = _rest[..length];
        _rest = _rest[length..];
        return true;
    }

    private static bool IsLabelByte(byte b) => char.IsAsciiLetterOrDigit((char)b) || b is (byte)'_' or (byte)'-' or (byte)'.' or >= 0x80;

    private bool Literal(out ReadOnlySpan<byte> literal)
    {
        literal = default;
        if (_rest.IsEmpty || _rest[0] != '"') return false;
        int end = 1;
        while (end < _rest.Length && _rest[end] != '"') end += _rest[end] == '\\' ? 2 : 1;
        if (end >= _rest.Length || !NTriplesEscapes.TryDecode(_rest[1..end], isIri: false, out ReadOnlySpan<byte> text)) return false;
        _rest = _rest[(end + 1)..];
        if (!Suffix(out string? suffix)) return false;
        Text = text;
        IsLiteral = true;
        literal = (byte[])[(byte)'"', .. NTriplesEscapes.Encode(text), (byte)'"', .. Encoding.UTF8.GetBytes(suffix)];
        return true;
    }

    /// <summary>The language, in lower case as RDF compares it, or the type; nothing for the type of plain strings.</summary>
    private bool Suffix(out string suffix)
    {
        suffix = string.Empty;
        if (Skip((byte)'@'))
        {
            int length = 0;
            while (length < _rest.Length && (char.IsAsciiLetterOrDigit((char)_rest[length]) || _rest[length] == '-')) length++;
            if (length == 0 || !char.IsAsciiLetter((char)_rest[0]) || _rest[length - 1] == '-') return false;
            suffix = "@" + Encoding.ASCII.GetString(_rest[..length]).ToLowerInvariant();
            _rest = _rest[length..];
            return true;
        }

        if (!_rest.StartsWith("^^"u8)) return true;
        _rest = _rest[2..];
        if (!Iri(out ReadOnlySpan<byte> type)) return false;
        string name = Encoding.UTF8.GetString(type);
        suffix = name == StringType ? string.Empty : $"^^<{name}>";
        return true;
    }
}
