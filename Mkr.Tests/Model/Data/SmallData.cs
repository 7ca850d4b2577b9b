using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

/// <summary>Small data sets in memory.</summary>
internal static class SmallData
{
    /// <summary>Data with these interactions; items are their own entities, and item 0 has one fact.</summary>
    public static RecommendationData From(int userCount, int itemCount, params Interaction[] rows) =>
        From(userCount, itemCount, rows, times: null);

    /// <summary>The same with a time for each of the rows, which are sorted by user and item, or with users of other names.</summary>
    public static RecommendationData From(int userCount, int itemCount, Interaction[] rows, long[]? times = null, Vocabulary? users = null)
    {
        Vocabulary Names(string prefix, int count) => new(Enumerable.Range(0, count).Select(i => $"{prefix}{i}"));
        (UserItems positives, UserItems rated) = UserItems.ByLabel(userCount, rows);
        Vocabulary entities = Names("e", itemCount + 1);
        return new RecommendationData
        {
            Name = "small",
            Users = users ?? Names("u", userCount),
            Items = Names("i", itemCount),
            UserNames = new string?[userCount],
            ItemNames = new string?[itemCount],
            Positives = positives,
            PositiveTimes = times,
            Rated = rated,
            Graph = new KnowledgeGraph(entities, new Vocabulary(["r"]), [new(0, 0, itemCount)]),
            Map = new ItemEntityMap(itemCount, itemCount + 1, [.. Enumerable.Range(0, itemCount).Select(i => (i, i))]),
            Report = new ReadReport(),
        };
    }
}
