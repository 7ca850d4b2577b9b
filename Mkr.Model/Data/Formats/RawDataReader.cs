using Mkr.Model.Data.Preparation;

namespace Mkr.Model.Data.Formats;

/// <summary>
/// Reads a raw data set: ratings, the map from items to entities, and triples. A folder in another layout is prepared in passing.
/// </summary>
public static class RawDataReader
{
    /// <summary>Reads the data set in <paramref name="folder"/>.</summary>
    /// <exception cref="DataFormatException">A file is missing or not as <paramref name="format"/> says.</exception>
    public static RecommendationData Read(string folder, RawFormat format)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(format);
        if (!Directory.Exists(folder))
        {
            string found = File.Exists(folder) ? "a file" : "nothing of this name";
            throw new DataFormatException(folder, 1, 1, "a folder with a data set", found, "Check the path.");
        }

        format = FormatFile.Apply(folder, format);
        bool isRaw = File.Exists(Path.Combine(folder, format.ItemMapFile)) || File.Exists(Path.Combine(folder, format.RatingsFile));
        if (!isRaw && ForeignData.IsIn(folder)) return ForeignData.Read(folder, format);
        (format, string? layout) = RatingsLayout.Find(folder, format);
        string mapFile = Path.Combine(folder, format.ItemMapFile);
        if (!Path.Exists(mapFile))
        {
            throw new DataFormatException(mapFile, 1, 1, "a file of map lines", "no such file",
                "Restore it, or let `mkr prepare` make a folder in which items without a link have an entity of their own.");
        }

        ItemEntityMapReader map = ItemEntityMapReader.Read(mapFile, format.NormalizeIds);
        RatingsReader ratings = RatingsReader.Read(folder, format, map.Items);
        LabelledPairs pairs = LabelledPairs.Of(ratings, format, map.Items);
        if (pairs.Core is KCore core) map = map.Select(core.Items);
        TriplesReader triples = TriplesReader.Read(Path.Combine(folder, format.TriplesFile), map.Entities, format.NormalizeIds);
        RecommendationData data = Assemble(folder, format, map, triples, ratings, pairs);
        return data with { Report = data.Report with { Layout = layout } };
    }

    private static RecommendationData Assemble(
        string folder, RawFormat format, ItemEntityMapReader map, TriplesReader triples, RatingsReader ratings, LabelledPairs pairs)
    {
        KnowledgeGraph graph = triples.Graph;
        var itemMap = new ItemEntityMap(map.Items.Count, graph.Entities.Count, map.Pairs);
        int[] order = PositiveUsers(ratings);
        var users = new Vocabulary();
        foreach (int user in order) users.GetOrAdd(ratings.Users.Utf8(user));
        NamesReader itemNames = NamesReader.Read(folder, format.ItemNames, map.Items, format.NormalizeIds);
        NamesReader userNames = NamesReader.Read(folder, format.UserNames, users, format.NormalizeIds);
        FeaturesReader[] features =
        [
            FeaturesReader.Read(folder, FeatureOwner.User, users, format.NormalizeIds),
            FeaturesReader.Read(folder, FeatureOwner.Item, map.Items, format.NormalizeIds),
            FeaturesReader.Read(folder, FeatureOwner.Entity, graph.Entities, format.NormalizeIds),
            FeaturesReader.Read(folder, FeatureOwner.Relation, graph.Relations, format.NormalizeIds),
        ];
        return new RecommendationData
        {
            Name = format.Name,
            Users = users,
            Items = map.Items,
            UserNames = userNames.Names,
            ItemNames = itemNames.Names,
            Positives = pairs.Positives.Select(order),
            PositiveTimes = Times(pairs.Positives, order, ratings),
            Rated = pairs.Rated.Select(order),
            Graph = graph,
            Map = itemMap,
            Features = [.. features.SelectMany(file => file.Fields)],
            Report = new ReadReport
            {
                Warning = LookAlikes.Warning(
                    ratings.LookAlikes, new LookAlikes("users", ratings.Users), new LookAlikes("entities", graph.Entities),
                    new LookAlikes("relations", graph.Relations)),
                RatingLines = ratings.Lines,
                LostLines = format.LostLines,
                LinkedRatings = pairs.Ratings,
                UnlinkedRatings = ratings.Unlinked,
                Positives = pairs.Positives.PairCount,
                BelowThreshold = pairs.Rated.PairCount,
                OutvotedRatings = pairs.Outvoted,
                DuplicatePairs = pairs.Duplicates?.Pairs ?? 0,
                DuplicateNote = pairs.DuplicateNote,
                UsersOutsideCore = pairs.Core?.LeftOutUsers ?? 0,
                ItemsOutsideCore = pairs.Core?.LeftOutItems ?? 0,
                RatingsOutsideCore = pairs.Ratings - pairs.Outvoted - ratings.Ratings.Length,
                UsersWithoutPositive = ratings.Users.Count - users.Count - (pairs.Core?.LeftOutUsers ?? 0),
                TripleLines = triples.Lines,
                ItemTriples = graph.OfItems.Triples.Length,
                OtherTriples = graph.OtherTriples.Length,
                DuplicateTriples = graph.Triples.Length - graph.DistinctCount,
                ItemsWithoutEntity = map.ItemsWithoutEntity,
                ItemsSharingEntity = Enumerable.Range(0, itemMap.ItemCount).Count(item => SharesEntity(itemMap, item)),
                NameLines = itemNames.Lines + userNames.Lines,
                UsedNames = itemNames.Used + userNames.Used,
                FeatureLines = features.Sum(file => file.Lines),
                UnknownFeatureIds = features.Sum(file => file.UnknownIds),
            },
        };
    }

    /// <summary>The users with a positive, in the order of their first. The others are left out.</summary>
    private static int[] PositiveUsers(RatingsReader ratings)
    {
        var order = new List<int>(ratings.Users.Count);
        bool[] isIn = new bool[ratings.Users.Count];
        foreach (Interaction row in ratings.Ratings)
        {
            if (!row.IsPositive || isIn[row.User]) continue;
            isIn[row.User] = true;
            order.Add(row.User);
        }

        return [.. order];
    }

    /// <summary>The time of each positive, in the order of the rows of <paramref name="order"/>'s users laid end to end.</summary>
    private static long[]? Times(UserItems positives, int[] order, RatingsReader ratings)
    {
        if (ratings.Times is not { } given) return null;
        long[] byUser = new long[positives.PairCount];
        for (int i = 0; i < ratings.Ratings.Length; i++)
        {
            Interaction row = ratings.Ratings[i];
            if (row.IsPositive) byUser[positives.Start(row.User) + positives[row.User].BinarySearch(row.Item)] = given[i];
        }

        return [.. order.SelectMany(user => byUser.Skip(positives.Start(user)).Take(positives[user].Length))];
    }

    private static bool SharesEntity(ItemEntityMap map, int item)
    {
        foreach (int entity in map.EntitiesOf(item))
            if (map.ItemsOf(entity).Length > 1) return true;
        return false;
    }
}
