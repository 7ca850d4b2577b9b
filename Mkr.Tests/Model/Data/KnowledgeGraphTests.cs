using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

internal sealed class KnowledgeGraphTests
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

    [Test]
    public void Each_part_is_changed_and_shuffled_on_its_own()
    {
        var ofItems = new KnowledgeGraph(Entities, Relations, [.. Enumerable.Range(0, 40).Select(i => new Triple(0, 0, i % 3))]);
        var entities = new Vocabulary(["a", "b", "c", "d", "e"]);
        var whole = new KnowledgeGraph(ofItems, entities, Relations, [new(3, 0, 4), new(4, 0, 0), new(2, 0, 1)]);
        KnowledgeGraph shuffled = whole.ShuffleTails(new SeededRandom(1));
        Assert.That(shuffled.OfItems.Triples.ToArray(), Is.EqualTo(ofItems.ShuffleTails(new SeededRandom(1)).Triples.ToArray()));
        Assert.That(shuffled.OtherTriples.ToArray().Select(t => t.Tail).Order(), Is.EqualTo(new[] { 0, 1, 4 }));
        Assert.That(shuffled.OtherTriples.ToArray().Select(t => t.Head), Is.EqualTo(new[] { 3, 4, 2 }));
        KnowledgeGraph first = whole.Change(triples => triples[..1]);
        Assert.That(first.Triples.ToArray(), Is.EqualTo(new Triple[] { new(0, 0, 0), new(3, 0, 4) }));
        Assert.That((first.Entities, first.OfItems.Entities), Is.EqualTo((entities, Entities)));
        Assert.That(first.Contains(new Triple(3, 0, 4)) && !first.OfItems.Contains(new Triple(3, 0, 4)));
    }

    [TestCase(3, 0, 0)]
    [TestCase(0, 1, 0)]
    [TestCase(0, 0, -1)]
    public void A_triple_outside_of_the_vocabularies_is_refused(int head, int relation, int tail) =>
        Assert.That(() => new KnowledgeGraph(Entities, Relations, [new(head, relation, tail)]), Throws.ArgumentException);
}
