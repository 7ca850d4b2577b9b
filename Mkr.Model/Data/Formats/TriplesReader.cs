using System.Runtime.InteropServices;

namespace Mkr.Model.Data.Formats;

/// <summary>
/// Reads triples: <c>head TAB relation TAB tail</c>. Those whose head is no item's entity become the graph's second part. An empty file is
/// a graph without triples.
/// </summary>
internal sealed class TriplesReader
{
    private readonly List<Triple> _ofItems = [];

    // What the other triples name, numbered on its own until all that items' triples name has its index.
    private readonly List<Triple> _others = [];
    private readonly Vocabulary _otherEntities = new();
    private readonly Vocabulary _otherRelations = new();

    private TriplesReader()
    {
    }

    public KnowledgeGraph Graph { get; private set; } = null!;

    public int Lines { get; private set; }

    /// <summary>Reads the whole file. <paramref name="entities"/> holds those of the items; tails of items' triples are added.</summary>
    public static TriplesReader Read(string path, Vocabulary entities, IdNormalization normalization)
    {
        using var rows = new DelimitedReader(path, "triple", "\t", leastColumns: 3, mostColumns: 3) { Normalization = normalization };
        var result = new TriplesReader();
        var relations = new Vocabulary();
        int itemEntities = entities.Count;
        DataFormatException? firstOther = null;
        while (rows.ReadRow())
        {
            result.Lines++;
            ReadOnlySpan<byte> head = rows.Id(0, "a head entity");
            ReadOnlySpan<byte> relation = rows.Id(1, "a relation");
            ReadOnlySpan<byte> tail = rows.Id(2, "a tail entity");
            if (entities.TryGetIndex(head, out int headIndex) && headIndex < itemEntities)
            {
                result._ofItems.Add(new Triple(headIndex, relations.GetOrAdd(relation), entities.GetOrAdd(tail)));
                continue;
            }

            firstOther ??= rows.Error(0, "a head that is an item's entity in some triple", DelimitedReader.Show(head),
                "Check that the map and the triples name entities alike.");
            result._others.Add(new Triple(
                result._otherEntities.GetOrAdd(head), result._otherRelations.GetOrAdd(relation), result._otherEntities.GetOrAdd(tail)));
        }

        if (result._ofItems.Count == 0 && firstOther is not null) throw firstOther;
        var ofItems = new KnowledgeGraph(entities, relations, [.. result._ofItems]);
        result.Graph = result._others.Count == 0 ? ofItems : result.Extend(ofItems);
        return result;
    }

    private KnowledgeGraph Extend(KnowledgeGraph ofItems)
    {
        Vocabulary entities = ofItems.Entities.Copy(), relations = ofItems.Relations.Copy();
        foreach (ref Triple triple in CollectionsMarshal.AsSpan(_others))
        {
            triple = new Triple(
                entities.GetOrAdd(_otherEntities.Utf8(triple.Head)),
                relations.GetOrAdd(_otherRelations.Utf8(triple.Relation)),
                entities.GetOrAdd(_otherEntities.Utf8(triple.Tail)));
        }

        return new KnowledgeGraph(ofItems, entities, relations, [.. _others]);
    }
}
