using Mkr.Model.Data;

namespace Mkr.Model.Models.RippleNet;

/// <summary>
/// The triples by their heads, numbered: those of a head lie together, in the order of the file. Each has a pair (h, r), which it may have
/// in common with others.
/// </summary>
internal sealed class RippleGraph
{
    private readonly int[] _starts;

    /// <summary>Sorts triples by their heads.</summary>
    /// <param name="triples">The triples, each as often as it occurs.</param>
    /// <param name="entities">The number of entities.</param>
    /// <param name="relations">The number of relations.</param>
    public RippleGraph(ReadOnlySpan<Triple> triples, int entities, int relations)
    {
        (EntityCount, RelationCount, ForwardCount) = (entities, relations, relations);
        _starts = new int[entities + 1];
        foreach (Triple triple in triples) _starts[triple.Head + 1]++;
        for (int entity = 0; entity < entities; entity++) _starts[entity + 1] += _starts[entity];
        int[] next = [.. _starts];
        var sorted = new Triple[triples.Length];
        foreach (Triple triple in triples) sorted[next[triple.Head]++] = triple;
        Heads = [.. sorted.Select(triple => triple.Head)];
        Tails = [.. sorted.Select(triple => triple.Tail)];
        var pairs = new Dictionary<(int Head, int Relation), int>();
        Pairs = new int[sorted.Length];
        for (int i = 0; i < sorted.Length; i++)
        {
            (int Head, int Relation) pair = (sorted[i].Head, sorted[i].Relation);
            if (!pairs.TryGetValue(pair, out Pairs[i])) pairs[pair] = Pairs[i] = pairs.Count;
        }

        PairHeads = [.. pairs.Keys.Select(pair => pair.Head)];
        PairRelations = [.. pairs.Keys.Select(pair => pair.Relation)];
    }

    /// <summary>The number of entities.</summary>
    public int EntityCount { get; }

    /// <summary>The number of relations, those of triples gone backwards included.</summary>
    public int RelationCount { get; }

    /// <summary>The number of relations without those of triples gone backwards, which come behind them.</summary>
    public int ForwardCount { get; private init; }

    /// <summary>The number of triples.</summary>
    public int Count => Heads.Length;

    /// <summary>The head of each triple.</summary>
    public int[] Heads { get; }

    /// <summary>The tail of each triple.</summary>
    public int[] Tails { get; }

    /// <summary>The pair of each triple.</summary>
    public int[] Pairs { get; }

    /// <summary>The head of each pair.</summary>
    public int[] PairHeads { get; }

    /// <summary>The relation of each pair.</summary>
    public int[] PairRelations { get; }

    /// <summary>The whole graph of a data set; with inverse edges a triple (h, r, t) is also (t, r + number of relations, h).</summary>
    public static RippleGraph Of(KnowledgeGraph graph, bool inverseEdges)
    {
        int relations = graph.Relations.Count;
        Triple[] triples = graph.Triples.ToArray();
        if (!inverseEdges) return new RippleGraph(triples, graph.Entities.Count, relations);
        IEnumerable<Triple> inverse = triples.Select(triple => new Triple(triple.Tail, triple.Relation + relations, triple.Head));
        return new RippleGraph([.. triples, .. inverse], graph.Entities.Count, 2 * relations) { ForwardCount = relations };
    }

    /// <summary>A name of each relation, those of triples gone backwards included.</summary>
    public static IReadOnlyList<string> NameRelations(KnowledgeGraph graph, bool inverseEdges)
    {
        string[] names = [.. Enumerable.Range(0, graph.Relations.Count).Select(relation => graph.Relations[relation])];
        return inverseEdges ? [.. names, .. names.Select(name => name + "\tinverse")] : names;
    }

    /// <summary>All triples whose head is a seed: seed after seed, as often as it occurs, in the order of the file.</summary>
    public void FindCandidates(IEnumerable<int> seeds, List<int> candidates)
    {
        candidates.Clear();
        foreach (int seed in seeds)
            for (int triple = _starts[seed]; triple < _starts[seed + 1]; triple++) candidates.Add(triple);
    }
}
