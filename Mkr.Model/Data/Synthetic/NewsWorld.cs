using Mkr.Engine.Randomness;
using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Synthetic;

/// <summary>
/// Invented news of the size of the paper's Bing-News, whose data nobody may pass on: users click on news, titles name entities, and tastes
/// follow the graph. A user likes a few topics; a topic is the neighbourhood of an entity in the graph; so the entities of a title tell
/// whom news that nobody has read yet will please. Degrees of users, items, entities and relations fall as power laws.
/// </summary>
internal static class NewsWorld
{
    /// <summary>The seed that <c>mkr data news</c> takes unless another is given.</summary>
    public const ulong DefaultSeed = 1;

    private const char User = 'u', Item = 'n', Entity = 'e', Relation = 'r', Word = 'w';

    /// <summary>
    /// The paper's sizes (MKR, table 1: 141,487 users, 535,145 items, 1,025,192 interactions, 1,545,217 triples). It does not report
    /// entities and relations: these are our choice.
    /// </summary>
    public static WorldSizes PaperSizes { get; } = new(141_487, 535_145, 100_000, 1_200, 1_025_192, 1_545_217);

    /// <summary>
    /// Writes the data set in the layout of <see cref="RawFormat.News"/>: exactly of these sizes, each item with a positive, no pair or
    /// triple twice; and the words of the titles as features, <c>item_features.tsv</c>: a word for each entity, its name. The same seed
    /// gives the same bytes on every machine.
    /// </summary>
    /// <param name="folder">The folder; it is created where it is missing.</param>
    /// <param name="sizes">The sizes.</param>
    /// <param name="seed">Determines the world.</param>
    /// <exception cref="ArgumentException">There is no world of these sizes.</exception>
    public static void Write(string folder, WorldSizes sizes, ulong seed = DefaultSeed)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(sizes);
        var topics = new NewsTopics(sizes.Entities);
        if (sizes.Users < NewsTopics.Count || sizes.Items < NewsTopics.Count || sizes.Positives < Math.Max(sizes.Users, 1.5 * sizes.Items)
            || sizes.Triples < (long)sizes.Entities + sizes.Relations)
            throw new ArgumentException($"There is no news world of the sizes {sizes}.", nameof(sizes));
        Directory.CreateDirectory(folder);
        var random = new SeededRandom(seed);
        var audience = new NewsAudience(sizes, random.Split("clicks"));
        int[] items = Shuffled(sizes.Items, random.Split("items"));
        RawFormat format = RawFormat.News;
        WriteRatings(Path.Combine(folder, format.RatingsFile), audience.ItemsOfUsers, items, random.Split("users"));
        var titles = new NewsTitles(topics, random.Split("titles"));
        WriteTitles(folder, format.ItemMapFile, titles, audience.TopicOfItem, items);
        var graph = new NewsGraph(topics, sizes, titles.IsLinked, random.Split("triples"));
        WriteTriples(Path.Combine(folder, format.TriplesFile), graph);
    }

    private static void WriteRatings(string path, CompressedRows itemsOfUsers, int[] items, SeededRandom random)
    {
        int[] numberOf = new int[items.Length];
        for (int number = 0; number < items.Length; number++) numberOf[items[number]] = number;
        int[] users = Shuffled(itemsOfUsers.Count, random);
        using var rows = new NumberedRows(path);
        rows.Write("user\titem\tclick\n"u8);
        for (int user = 0; user < users.Length; user++)
        {
            foreach (int item in itemsOfUsers[users[user]])
            {
                rows.Field(User, user);
                rows.Field(Item, numberOf[item]);
                rows.End("\t1"u8);
            }
        }
    }

    private static void WriteTitles(string folder, string mapFile, NewsTitles titles, int[] topicOfItem, int[] items)
    {
        using var map = new NumberedRows(Path.Combine(folder, mapFile));
        using var words = new NumberedRows(Path.Combine(folder, "item_features.tsv"));
        Span<int> entities = stackalloc int[NewsTitles.MostEntities];
        for (int number = 0; number < items.Length; number++)
        {
            map.Field(Item, number);
            foreach (int entity in entities[..titles.Draw(topicOfItem[items[number]], entities)])
            {
                map.Field(Entity, entity);
                words.Field(Item, number);
                words.Write("\tword"u8);
                words.Field(Word, entity);
                words.End();
            }

            map.End();
        }
    }

    private static void WriteTriples(string path, NewsGraph graph)
    {
        using var rows = new NumberedRows(path);
        foreach ((int head, int relation, int tail) in graph.Triples())
        {
            rows.Field(Entity, head);
            rows.Field(Relation, relation);
            rows.Field(Entity, tail);
            rows.End();
        }
    }

    /// <summary>0 to count - 1 in random order: what is in a file must not tell by its place what it is.</summary>
    private static int[] Shuffled(int count, SeededRandom random)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        random.Shuffle(order.AsSpan());
        return order;
    }
}
