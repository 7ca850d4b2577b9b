using Mkr.Model.Data;
using Mkr.Model.Explanations;

namespace Mkr.Tests.Model.Explanations;

/// <summary>Paths on a graph that fits on a hand.</summary>
internal sealed class GraphPathsTests
{
    private static readonly string[] Items = ["a", "b", "c", "d", "e"];

    /// <summary>
    /// b is a sequel of a; a, b, c and e are of genre g, b and d by director p; p is married to q, who acts in e. Each item is its entity.
    /// </summary>
    private static RecommendationData Data { get; } = Create(
        ("b", "sequel of", "a"), ("a", "genre", "g"), ("b", "genre", "g"), ("c", "genre", "g"), ("e", "genre", "g"),
        ("b", "director", "p"), ("d", "director", "p"), ("p", "married to", "q"), ("e", "actor", "q"), ("e", "actor", "q"));

    [TestCase("a", "b", "a <-[sequel of]- b", "a -[genre]-> g <-[genre]- b")]
    [TestCase("ac", "b", "a <-[sequel of]- b", "a -[genre]-> g <-[genre]- b", "c -[genre]-> g <-[genre]- b")]
    [TestCase("cd", "b", "d -[director]-> p <-[director]- b", "c -[genre]-> g <-[genre]- b")]
    [TestCase("d", "e", "d -[director]-> p -[married to]-> q <-[actor]- e")]
    [TestCase("e", "d", "e -[actor]-> q <-[married to]- p <-[director]- d")]
    [TestCase("b", "b")]
    [TestCase("", "b")]
    public void Paths(string history, string item, params string[] expected)
    {
        int[] starts = [.. history.Select(id => Array.IndexOf(Items, $"{id}"))];
        string[] found =
            [.. new GraphPaths(Data).Find(starts, Array.IndexOf(Items, item), expected.Length + 5).Select(path => path.ToString())];
        Assert.That(found.Take(expected.Length), Is.EqualTo(expected), "an entity of three triples before one of four");
        Assert.That(found.Skip(expected.Length), Is.All.Matches<string>(path => path!.Split("]-").Length > 3), "only longer ones follow");
    }

    [Test]
    public void The_first_are_returned_where_there_are_more() =>
        Assert.That(new GraphPaths(Data).Find([0, 2, 3], 1, 2).Select(path => path.Specificity), Is.EqualTo([1, 1.0 / 3]));

    [Test]
    public void Shared_facts()
    {
        Assert.That(new GraphPaths(Data).Shared(0, 1).Select(fact => Data.Graph.Entities[fact.Entity]), Is.EqualTo(["g"]));
        Assert.That(new GraphPaths(Data).Shared(0, 3), Is.Empty);
    }

    private static RecommendationData Create(params (string Head, string Relation, string Tail)[] triples)
    {
        var entities = new Vocabulary(Items);
        var relations = new Vocabulary();
        Triple[] numbered =
        [
            .. triples.Select(t => new Triple(entities.GetOrAdd(t.Head), relations.GetOrAdd(t.Relation), entities.GetOrAdd(t.Tail))),
        ];
        return SmallWorld.Create() with
        {
            Items = new Vocabulary(Items),
            ItemNames = new string?[Items.Length],
            Graph = new KnowledgeGraph(entities, relations, numbered),
            Map = new ItemEntityMap(Items.Length, entities.Count, [.. Enumerable.Range(0, Items.Length).Select(i => (i, i))]),
        };
    }
}
