using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// Data of given sizes with nothing in it to be learned, for measuring speed where there is no data; each item has an entity of its own.
/// Few users, items, entities and relations are frequent and most are not, as in real data: how often a batch meets the same row decides
/// what a step costs.
/// </summary>
internal static class RandomWorld
{
    /// <summary>Makes the data. The same seed makes the same.</summary>
    /// <exception cref="ArgumentException">
    /// There are more users than positives, more entities besides the items' or more relations than triples, or too many positives.
    /// </exception>
    public static RecommendationData Create(string name, WorldSizes sizes, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        if (sizes.Positives < sizes.Users || sizes.Triples < Math.Max(sizes.Entities - sizes.Items, sizes.Relations)
            || sizes.Positives > (long)sizes.Users * sizes.Items / 2)
            throw new ArgumentException($"There is no data of the sizes {sizes}.", nameof(sizes));
        var random = new SeededRandom(seed);
        (UserItems positives, UserItems others) = UserItems.ByLabel(sizes.Users, Positives(sizes, random.Split("positives")));
        var entities = new Vocabulary(Names("entity", sizes.Entities));
        return new RecommendationData
        {
            Name = name,
            Users = new Vocabulary(Names("user", sizes.Users)),
            Items = new Vocabulary(Names("item", sizes.Items)),
            UserNames = new string?[sizes.Users],
            ItemNames = new string?[sizes.Items],
            Positives = positives,
            Rated = others,
            Graph = new KnowledgeGraph(
                entities, new Vocabulary(Names("relation", sizes.Relations)), Triples(sizes, random.Split("triples"))),
            Map = new ItemEntityMap(sizes.Items, sizes.Entities, [.. Enumerable.Range(0, sizes.Items).Select(i => (i, i))]),
            Report = new ReadReport(),
        };
    }

    private static Interaction[] Positives(WorldSizes sizes, SeededRandom random)
    {
        var pairs = new HashSet<Interaction>(sizes.Positives);
        for (int user = 0; user < sizes.Users; user++)
            pairs.Add(new Interaction(user, Skewed(sizes.Items, random), IsPositive: true));
        while (pairs.Count < sizes.Positives)
            pairs.Add(new Interaction(Skewed(sizes.Users, random), Skewed(sizes.Items, random), IsPositive: true));
        return [.. pairs];
    }

    /// <summary>The first triples name every entity that is no item's, and every relation: so a reader meets them in their order.</summary>
    private static Triple[] Triples(WorldSizes sizes, SeededRandom random)
    {
        var triples = new Triple[sizes.Triples];
        for (int i = 0; i < triples.Length; i++)
        {
            int relation = i < sizes.Relations ? i : Skewed(sizes.Relations, random);
            int tail = sizes.Items + i < sizes.Entities ? sizes.Items + i : Skewed(sizes.Entities, random);
            triples[i] = new Triple(Skewed(sizes.Items, random), relation, tail);
        }

        return triples;
    }

    /// <summary>One of 0 to <paramref name="count"/> - 1, k with a density that falls as 1 / ∛k.</summary>
    private static int Skewed(int count, SeededRandom random)
    {
        double x = random.NextDouble();
        return (int)(count * x * Math.Sqrt(x));
    }

    private static IEnumerable<string> Names(string kind, int count) => Enumerable.Range(0, count).Select(i => $"{kind} {i}");
}
