using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;

namespace Mkr.Model.Explanations;

/// <summary>The triples of a graph from both their ends, by entity.</summary>
internal sealed class GraphEdges
{
    private readonly int[] _starts;
    private readonly GraphFact[] _edges;

    /// <summary>Sorts the different triples; one from an entity to itself has only one end.</summary>
    public GraphEdges(KnowledgeGraph graph)
    {
        HashSet<Triple> triples = [.. graph.Triples];
        _starts = new int[graph.Entities.Count + 1];
        foreach (Triple triple in triples)
        {
            _starts[triple.Head + 1]++;
            if (triple.Tail != triple.Head) _starts[triple.Tail + 1]++;
        }

        for (int entity = 0; entity < graph.Entities.Count; entity++) _starts[entity + 1] += _starts[entity];
        int[] next = [.. _starts];
        _edges = new GraphFact[_starts[^1]];
        foreach ((int head, int relation, int tail) in triples)
        {
            _edges[next[head]++] = new GraphFact(relation, tail, IsInverse: false);
            if (tail != head) _edges[next[tail]++] = new GraphFact(relation, head, IsInverse: true);
        }
    }

    /// <summary>What leads away from an entity.</summary>
    public ReadOnlySpan<GraphFact> this[int entity] => _edges.AsSpan(_starts[entity].._starts[entity + 1]);

    /// <summary>The number of an entity's triples.</summary>
    public int Degree(int entity) => _starts[entity + 1] - _starts[entity];
}
