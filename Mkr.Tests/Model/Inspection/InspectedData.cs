using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Tests.Model.Inspection;

/// <summary>Small data sets to inspect.</summary>
internal static class InspectedData
{
    /// <summary>
    /// Three users, four items. Items 0 and 1 share entity 0, item 2 has entities 1 and 2, item 3 has entity 3, of which there is no
    /// triple. One triple occurs twice, one is a loop.
    /// </summary>
    public static RecommendationData ByHand() => Create(
        users: 3, items: 4, entities: 6, relations: 2,
        [new(0, 0, true), new(0, 1, true), new(0, 2, true), new(1, 0, true), new(2, 0, true), new(2, 3, false)],
        [new(0, 1, 4), new(0, 1, 4), new(1, 0, 4), new(2, 1, 2), new(5, 1, 0)],
        [(0, 0), (1, 0), (2, 1), (2, 2), (3, 3)]);

    /// <summary>Random positives, triples in any direction, and items of one to three entities.</summary>
    public static RecommendationData Random(int users, int items, int entities, SeededRandom random)
    {
        Interaction[] rows = [.. Enumerable.Range(0, users * items / 3)
            .Select(_ => new Interaction(random.NextInt32(users), random.NextInt32(items), true))];
        Triple[] triples = [.. Enumerable.Range(0, entities * 3)
            .Select(_ => new Triple(random.NextInt32(entities), random.NextInt32(3), random.NextInt32(entities)))];
        (int, int)[] map = [.. Enumerable.Range(0, items)
            .SelectMany(item => Enumerable.Range(0, 1 + random.NextInt32(3)).Select(_ => (item, random.NextInt32(entities))))];
        return Create(users, items, entities, 3, rows, triples, map);
    }

    private static RecommendationData Create(
        int users, int items, int entities, int relations, Interaction[] rows, Triple[] triples, (int Item, int Entity)[] map) => new()
        {
            Name = "inspected",
            Users = Names("u", users),
            Items = Names("i", items),
            UserNames = new string?[users],
            ItemNames = new string?[items],
            Positives = UserItems.ByLabel(users, rows).Positives,
            Rated = UserItems.ByLabel(users, rows).Others,
            Graph = new KnowledgeGraph(Names("e", entities), Names("r", relations), triples),
            Map = new ItemEntityMap(items, entities, map),
            Report = new ReadReport(),
        };

    private static Vocabulary Names(string prefix, int count) => new(Enumerable.Range(0, count).Select(i => $"{prefix}{i}"));
}
