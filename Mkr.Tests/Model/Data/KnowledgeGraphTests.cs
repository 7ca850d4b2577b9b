using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

public sealed class KnowledgeGraphTests
{
    private static readonly Vocabulary Entities = new(["a", "b", "c"]);
    private static readonly Vocabulary Relations = new(["r"]);

    [Test]
    public void Contains_its_triples_only()
    {
        var graph = new KnowledgeGraph(Entities, Relations, [new(0, 0, 2), new(1, 0, 2), new(0, 0, 2)]);
        Assert.That(graph.Contains(new Triple(0, 0, 2)));
        Assert.That(graph.Contains(new Triple(2, 0, 0)), Is.False);
        Assert.That((graph.Triples.Length, graph.DistinctCount), Is.EqualTo((3, 2)));
    }

    [TestCase(3, 0, 0)]
    [TestCase(0, 1, 0)]
    [TestCase(0, 0, -1)]
    public void A_triple_outside_of_the_vocabularies_is_refused(int head, int relation, int tail) =>
        Assert.That(() => new KnowledgeGraph(Entities, Relations, [new(head, relation, tail)]), Throws.ArgumentException);
}
