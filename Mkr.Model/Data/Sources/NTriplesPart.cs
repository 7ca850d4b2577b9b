using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>
/// Reads N-Triples (https://www.w3.org/TR/n-triples/): an IRI becomes the entity or relation of its text, a blank node <c>_:label</c>, and
/// a literal an entity that looks as in the file, or nothing.
/// </summary>
internal static class NTriplesPart
{
    // What names things for people, in the vocabularies that most graphs use.
    private static readonly string[] NameIris =
    [
        "http://www.w3.org/2000/01/rdf-schema#label", "http://www.w3.org/2004/02/skos/core#prefLabel", "http://xmlns.com/foaf/0.1/name",
        "http://schema.org/name", "https://schema.org/name",
    ];

    /// <summary>The part that reads a file.</summary>
    public static SourcePart Of(string path, bool dropsLiterals) =>
        new(path, $"N-Triples, utf-8; literals are {(dropsLiterals ? "left out" : "entities")}", (sink, log) =>
        {
            using var lines = new Utf8LineReader(path, "a file of triples", validate: false);
            while (lines.TryReadLine(out ReadOnlySpan<byte> line))
            {
                log.Lines++;
                log.Count(lines.LineNumber, Read(line, sink, dropsLiterals));
            }
        });

    private static string? Read(ReadOnlySpan<byte> line, IDataSink sink, bool dropsLiterals)
    {
        var parser = new NTriplesLine(line);
        if (parser.Parse() is string reason) return reason;
        if (!parser.IsLiteral) return sink.Triple(parser.Subject, parser.Predicate, parser.Object);
        if (IsName(parser.Predicate)) sink.EntityName(parser.Subject, parser.Text);
        return dropsLiterals ? "a literal, left out on request" : sink.Triple(parser.Subject, parser.Predicate, parser.Object);
    }

    private static bool IsName(ReadOnlySpan<byte> predicate)
    {
        foreach (string iri in NameIris)
            if (System.Text.Ascii.Equals(predicate, iri)) return true;
        return false;
    }
}
