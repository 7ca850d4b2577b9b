namespace Mkr.Model.Data.Formats;

/// <summary>Reads triples: <c>head TAB relation TAB tail</c>. Those whose head is no item's entity are counted and left out.</summary>
internal sealed class TriplesReader
{
    private readonly List<Triple> _triples = [];

    public Vocabulary Relations { get; } = new();

    public Triple[] Triples => [.. _triples];

    public int Lines { get; private set; }

    public int DanglingHeads { get; private set; }

    /// <summary>Reads the whole file; new tails are added to <paramref name="entities"/>, which holds those of the items.</summary>
    public static TriplesReader Read(string path, Vocabulary entities, bool strict)
    {
        using var rows = new DelimitedReader(path, "triple", "\t", leastColumns: 3, mostColumns: 3);
        var result = new TriplesReader();
        int itemEntities = entities.Count;
        DataFormatException? firstDangling = null;
        while (rows.ReadRow())
        {
            result.Lines++;
            ReadOnlySpan<byte> head = rows.Required(0, "a head entity");
            ReadOnlySpan<byte> relation = rows.Required(1, "a relation");
            ReadOnlySpan<byte> tail = rows.Required(2, "a tail entity");
            if (entities.TryGetIndex(head, out int headIndex) && headIndex < itemEntities)
            {
                result._triples.Add(new Triple(headIndex, result.Relations.GetOrAdd(relation), entities.GetOrAdd(tail)));
                continue;
            }

            result.DanglingHeads++;
            firstDangling ??= rows.Error(0, "a head that is an item's entity", DelimitedReader.Show(head),
                "Check that the map and the triples name entities alike.");
            if (strict) throw firstDangling;
        }

        if (result.Lines == 0) throw rows.AtEnd();
        return result._triples.Count > 0 ? result : throw firstDangling!;
    }
}
