using Mkr.Engine.Randomness;

namespace Mkr.Model.Data;

/// <summary>The knowledge graph G: entities, relations, and triples of head, relation and tail.</summary>
public sealed class KnowledgeGraph
{
    private readonly Triple[] _triples;
    private readonly Lazy<HashSet<Triple>> _set;

    /// <summary>Creates a graph. A triple may occur several times: each occurrence is then a training example.</summary>
    /// <exception cref="ArgumentException">A triple names an entity or relation that is not in its vocabulary.</exception>
    public KnowledgeGraph(Vocabulary entities, Vocabulary relations, Triple[] triples)
    {
        ArgumentNullException.ThrowIfNull(entities);
        ArgumentNullException.ThrowIfNull(relations);
        ArgumentNullException.ThrowIfNull(triples);
        foreach (Triple triple in triples)
        {
            if ((uint)triple.Head >= (uint)entities.Count || (uint)triple.Tail >= (uint)entities.Count
                || (uint)triple.Relation >= (uint)relations.Count)
            {
                throw new ArgumentException($"{triple} is not of {entities.Count} entities, {relations.Count} relations.", nameof(triples));
            }
        }

        Entities = entities;
        Relations = relations;
        _triples = triples;
        _set = new Lazy<HashSet<Triple>>(() => [.. triples]);
    }

    /// <summary>
    /// The graph with its tails permuted at random among the triples of each relation: as large, and as often with each relation and tail, but without knowledge of which
    /// belong together.
    /// </summary>
    public KnowledgeGraph ShuffleTails(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Triple[] shuffled = [.. _triples];
        foreach (IGrouping<int, int> places in Enumerable.Range(0, shuffled.Length).GroupBy(i => _triples[i].Relation))
        {
            int[] tails = [.. places.Select(i => _triples[i].Tail)];
            random.Shuffle(tails.AsSpan());
            foreach ((int place, int tail) in places.Zip(tails))
                shuffled[place] = shuffled[place] with { Tail = tail };
        }

        return new KnowledgeGraph(Entities, Relations, shuffled);
    }

    /// <summary>The entities: those of the items first, then all others.</summary>
    public Vocabulary Entities { get; }

    /// <summary>The relations.</summary>
    public Vocabulary Relations { get; }

    /// <summary>The triples in the order of their file.</summary>
    public ReadOnlySpan<Triple> Triples => _triples;

    /// <summary>The number of different triples.</summary>
    public int DistinctCount => _set.Value.Count;

    /// <summary>Whether the triple is true, that is in G. Safe for several threads; the set is built at the first call.</summary>
    public bool Contains(in Triple triple) => _set.Value.Contains(triple);
}
