using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>A file of triples: N-Triples, a table with named columns, or <c>head TAB relation TAB tail</c> without a header.</summary>
internal static class GraphFile
{
    private static readonly string[] RdfEndings = [".nt", ".ntriples"];

    /// <summary>Whether a file's name says N-Triples.</summary>
    public static bool IsNTriples(string path) => RdfEndings.Contains(Path.GetExtension(path).ToLowerInvariant());

    /// <summary>The part that reads it.</summary>
    /// <exception cref="DataFormatException">The file is missing or of another kind.</exception>
    public static SourcePart Part(string path, PrepareOptions options)
    {
        if (Path.GetExtension(path).ToLowerInvariant() is ".ttl" or ".rdf" or ".nq" or ".trig")
            throw new DataFormatException(path, 1, 1, "N-Triples or a table", "another form of RDF", "Convert it to N-Triples.");
        if (IsNTriples(path) || StartsAsNTriples(path)) return NTriplesPart.Of(path, options.DropsLiterals);
        if (TableFiles.Find(path, options) is { } file && new TableColumns(file, options) is { IsTriples: true } columns)
            return TableParts.Triples(file, columns.Head!.Value, columns.Relation!.Value, columns.Tail!.Value);
        return Plain(path, options);
    }

    /// <summary>A file of triples without a header.</summary>
    public static SourcePart Plain(string path, PrepareOptions options)
    {
        var file = new TextFile(path, ["head", "relation", "tail"], "\t")
        {
            HeaderLines = 0,
            Encoding = options.Encoding is string name ? TextEncoding.Find(name) : TextEncoding.Of(path),
        };
        return TableParts.Triples(file, 0, 1, 2);
    }

    private static bool StartsAsNTriples(string path)
    {
        using var lines = new Utf8LineReader(path, "a file of triples", validate: false);
        while (lines.TryReadLine(out ReadOnlySpan<byte> line))
        {
            line = line.TrimStart(" \t"u8);
            if (line.IsEmpty || line[0] == '#') continue;
            return line[0] == '<' || line.StartsWith("_:"u8);
        }

        return false;
    }
}
