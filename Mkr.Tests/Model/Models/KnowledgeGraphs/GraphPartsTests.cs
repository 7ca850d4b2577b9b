using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.KnowledgeGraphs;

namespace Mkr.Tests.Model.Models.KnowledgeGraphs;

internal sealed class GraphPartsTests
{
    private const int Entities = 60;
    private const int Relations = 4;

    [Test]
    public void The_parts_are_the_different_triples_once_each([Values] HeldOut heldOut, [Values("90:5:5", "70:10:20")] string shares)
    {
        KnowledgeGraph graph = Graph(800);
        GraphParts parts = Split(graph, shares, heldOut);
        Triple[] all = [.. parts.Train, .. parts.Validation, .. parts.Test];
        Assert.That(all, Is.EquivalentTo(graph.Triples.ToArray().Distinct()));
        GraphShares expected = GraphShares.Parse(shares, null);
        Assert.That(parts.Validation.Length, Is.EqualTo(all.Length * expected.Validation / 100).Within(6));
        Assert.That(parts.Test.Length, Is.EqualTo(all.Length * expected.Test / 100).Within(6));
    }

    /// <summary>Of few triples many have an entity of their own.</summary>
    [Test]
    public void What_is_held_out_has_entities_and_relations_that_training_has([Values] HeldOut heldOut)
    {
        GraphParts parts = Split(Graph(90), "60:20:20", heldOut);
        HashSet<int> entities = [.. parts.Train.SelectMany(t => new[] { t.Head, t.Tail })];
        HashSet<int> relations = [.. parts.Train.Select(t => t.Relation)];
        Triple[] kept = [.. parts.Validation, .. parts.Test];
        Assert.That(kept.Length, Is.InRange(1, 35), "of 36 some go back");
        Assert.That(
            kept, Is.All.Matches<Triple>(t => entities.IsSupersetOf([t.Head, t.Tail]) && relations.Contains(t.Relation)));
    }

    [Test]
    public void Pairs_are_in_one_part_with_all_their_triples()
    {
        KnowledgeGraph graph = Graph(3000);
        GraphParts parts = Split(graph, "90:5:5", HeldOut.Pairs);
        Assert.That(Pairs(parts.Train).Intersect(Pairs(parts.Validation)), Is.Empty);
        Assert.That(Pairs(parts.Train).Concat(Pairs(parts.Validation)).Intersect(Pairs(parts.Test)), Is.Empty);
        GraphParts byTriples = Split(graph, "90:5:5", HeldOut.Triples);
        Assert.That(Pairs(byTriples.Train).Intersect(Pairs(byTriples.Test)), Is.Not.Empty, "triples by themselves part");
    }

    [TestCase("90:5")]
    [TestCase("90:5:6")]
    [TestCase("0:50:50")]
    [TestCase("a:b:c")]
    [TestCase("-5:55:50")]
    [TestCase("")]
    public void Shares_that_are_none_are_an_error(string text) => Assert.That(
        () => GraphShares.Parse(text, null), Throws.InstanceOf<FormatException>().With.Message.Contains("90:5:5"));

    [Test]
    public void Shares_are_read_as_they_are_written() =>
        Assert.That(GraphShares.Parse("87.5:2.5:10", null).ToString(), Is.EqualTo("87.5:2.5:10"));

    private static IEnumerable<(int Head, int Tail)> Pairs(Triple[] triples) => triples.Select(t => (t.Head, t.Tail));

    private static GraphParts Split(KnowledgeGraph graph, string shares, HeldOut heldOut) =>
        GraphParts.Split(graph, GraphShares.Parse(shares, null), heldOut, new SeededRandom(3));

    private static KnowledgeGraph Graph(int triples)
    {
        var random = new SeededRandom(1);
        return new KnowledgeGraph(
            new Vocabulary(Enumerable.Range(0, Entities).Select(i => $"e{i}")),
            new Vocabulary(Enumerable.Range(0, Relations).Select(i => $"r{i}")),
            [.. Enumerable.Range(0, triples).Select(_ =>
                new Triple(random.NextInt32(Entities), random.NextInt32(Relations), random.NextInt32(Entities)))]);
    }
}
