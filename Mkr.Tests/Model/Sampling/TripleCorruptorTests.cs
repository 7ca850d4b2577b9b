using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;

namespace Mkr.Tests.Model.Sampling;

internal sealed class TripleCorruptorTests
{
    private const int Entities = 40;
    private const int Relations = 3;

    [Test]
    public void False_triples_are_not_in_the_training_graph_and_every_other_entity_comes()
    {
        var random = new SeededRandom(1);
        Triple[] triples = [.. Enumerable.Range(0, 300).Select(_ =>
            new Triple(random.NextInt32(Entities), random.NextInt32(Relations), random.NextInt32(Entities)))];
        HashSet<Triple> known = [.. triples];
        var corruptor = new TripleCorruptor(triples, Entities, Relations, isBernoulli: false);
        foreach (bool replacesHead in new[] { false, true })
        {
            HashSet<int> drawn = [.. Enumerable.Range(0, 2000).Select(_ => corruptor.DrawEntity(triples[0], replacesHead, random))];
            IEnumerable<int> expected = Enumerable.Range(0, Entities).Where(entity => !known.Contains(replacesHead
                ? triples[0] with { Head = entity }
                : triples[0] with { Tail = entity }));
            Assert.That(drawn, Is.EquivalentTo(expected));
        }
    }

    [Test]
    public void Where_every_entity_makes_a_known_triple_it_gives_up()
    {
        Triple[] all = [.. Enumerable.Range(0, Entities).Select(tail => new Triple(0, 0, tail))];
        var corruptor = new TripleCorruptor(all, Entities, Relations, isBernoulli: false);
        Assert.That(corruptor.DrawEntity(all[0], replacesHead: false, new SeededRandom(1)), Is.InRange(0, Entities - 1));
    }

    /// <summary>One head with many tails: another head is less likely to be true.</summary>
    [Test]
    public void Sides_come_as_often_as_they_should()
    {
        Triple[] triples = [.. Enumerable.Range(1, 9).Select(tail => new Triple(0, 1, tail))];
        var random = new SeededRandom(1);
        Assert.That(Share(isBernoulli: true), Is.EqualTo(0.9).Within(0.01));
        Assert.That(Share(isBernoulli: false), Is.EqualTo(0.5).Within(0.01));

        double Share(bool isBernoulli)
        {
            var corruptor = new TripleCorruptor(triples, Entities, Relations, isBernoulli);
            return Enumerable.Range(0, 20_000).Average(_ => corruptor.DrawSide(1, random) ? 1.0 : 0);
        }
    }
}
