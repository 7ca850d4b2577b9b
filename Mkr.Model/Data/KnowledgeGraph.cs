using Mkr.Engine.Randomness;

namespace Mkr.Model.Data;

/// <summary>
/// The knowledge graph G: entities, relations, and triples of head, relation and tail. It has two parts: the triples of items, whose
/// head is an item's entity, and all others, which lie behind them (a second hop, say).
/// </summary>
/// <remarks>
/// Entities and relations of the first part are numbered before those that only the second part names: a model of the first part alone,
/// as MKR is, has the same indices whether there is a second part or not.
/// </remarks>
public sealed class KnowledgeGraph
{
    private readonly Triple[] _triples;
    private readonly Lazy<HashSet<Triple>> _set;

    /// <summary>
    /// Creates a graph of items' triples alone. A triple may occur several times: each occurrence is then a training example.
    /// </summary>
    /// <exception cref="ArgumentException">A triple names an entity or relation that is not in its vocabulary.</exception>
    public KnowledgeGraph(Vocabulary entities, Vocabulary relations, Triple[] triples)
        : this(null, entities, relations, triples)
    {
    }

    /// <summary>Extends a graph of items' triples by others.</summary>
    /// <param name="ofItems">The first part; its entities and relations have the same indices in the whole.</param>
    /// <param name="entities">The entities of both parts.</param>
    /// <param name="relations">The relations of both parts.</param>
    /// <param name="others">The triples whose head is no item's entity.</param>
    /// <exception cref="ArgumentException">A triple names an entity or relation that is not in its vocabulary.</exception>
    public KnowledgeGraph(KnowledgeGraph? ofItems, Vocabulary entities, Vocabulary relations, Triple[] others)
    {
        ArgumentNullException.ThrowIfNull(entities);
        ArgumentNullException.ThrowIfNull(relations);
        ArgumentNullException.ThrowIfNull(others);
        foreach (Triple triple in others)
        {
            if ((uint)triple.Head >= (uint)entities.Count || (uint)triple.Tail >= (uint)entities.Count
                || (uint)triple.Relation >= (uint)relations.Count)
            {
                throw new ArgumentException($"{triple} is not of {entities.Count} entities, {relations.Count} relations.", nameof(others));
            }
        }

        Entities = entities;
        Relations = relations;
        OfItems = ofItems ?? this;
        _triples = ofItems is null ? others : [.. ofItems._triples, .. others];
        _set = new Lazy<HashSet<Triple>>(() => [.. _triples]);
    }

    /// <summary>The entities: those of the items first, then those that items' triples name, then all others.</summary>
    public Vocabulary Entities { get; }

    /// <summary>The relations: those of items' triples first.</summary>
    public Vocabulary Relations { get; }

    /// <summary>
    /// The first part, a graph of its own: the triples whose head is an item's entity, and the entities and relations that they name.
    /// MKR's KGE task, which needs an item for each head, is trained on these.
    /// </summary>
    public KnowledgeGraph OfItems { get; }

    /// <summary>The triples: those of items, then all others, either in the order of their file.</summary>
    public ReadOnlySpan<Triple> Triples => _triples;

    /// <summary>The triples whose head is no item's entity.</summary>
    public ReadOnlySpan<Triple> OtherTriples => ReferenceEquals(OfItems, this) ? [] : _triples.AsSpan(OfItems._triples.Length);

    /// <summary>The number of different triples.</summary>
    public int DistinctCount => _set.Value.Count;

    /// <summary>Whether the triple is true, that is in G. Safe for several threads; the set is built at the first call.</summary>
    public bool Contains(in Triple triple) => _set.Value.Contains(triple);

    /// <summary>The graph with other triples in each of its two parts, those of items first; entities and relations stay.</summary>
    public KnowledgeGraph Change(Func<Triple[], Triple[]> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var ofItems = new KnowledgeGraph(OfItems.Entities, OfItems.Relations, change([.. OfItems._triples]));
        return ReferenceEquals(OfItems, this)
            ? ofItems
            : new KnowledgeGraph(ofItems, Entities, Relations, change(OtherTriples.ToArray()));
    }

    /// <summary>
    /// The graph with its tails permuted at random among the triples of each relation, in each part: as large, and as often with each
    /// relation and tail, but without knowledge of which belong together.
    /// </summary>
    public KnowledgeGraph ShuffleTails(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return Change(triples => ShuffleTails(triples, random));
    }

    private static Triple[] ShuffleTails(Triple[] triples, SeededRandom random)
    {
        Triple[] shuffled = [.. triples];
        foreach (IGrouping<int, int> places in Enumerable.Range(0, triples.Length).GroupBy(i => triples[i].Relation))
        {
            int[] tails = [.. places.Select(i => triples[i].Tail)];
            random.Shuffle(tails.AsSpan());
            foreach ((int place, int tail) in places.Zip(tails))
                shuffled[place] = shuffled[place] with { Tail = tail };
        }

        return shuffled;
    }
}
