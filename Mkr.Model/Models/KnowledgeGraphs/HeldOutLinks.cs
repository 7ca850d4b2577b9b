using Mkr.Engine;
using Mkr.Model.Data;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// The triples that a model was not trained on: a part of its state, since another split would judge it by what it has learnt.
/// </summary>
internal sealed class HeldOutLinks : IStateful
{
    private int[] _validation;
    private int[] _test;

    public HeldOutLinks(GraphParts parts) => (_validation, _test) = (Numbers(parts.Validation), Numbers(parts.Test));

    /// <summary>None; a visitor fills it.</summary>
    public HeldOutLinks()
        : this(new GraphParts([], [], []))
    {
    }

    /// <summary>The parts of a graph's different triples.</summary>
    public GraphParts Parts(KnowledgeGraph graph)
    {
        Triple[] validation = Triples(_validation), test = Triples(_test);
        HashSet<Triple> heldOut = [.. validation, .. test];
        return new GraphParts([.. graph.Triples.ToArray().Distinct().Where(triple => !heldOut.Contains(triple))], validation, test);
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _validation = visitor.List("validation_triples", _validation);
        _test = visitor.List("test_triples", _test);
    }

    private static int[] Numbers(Triple[] triples) => [.. triples.SelectMany(t => new[] { t.Head, t.Relation, t.Tail })];

    private static Triple[] Triples(int[] numbers) => [.. numbers.Chunk(3).Select(t => new Triple(t[0], t[1], t[2]))];
}
