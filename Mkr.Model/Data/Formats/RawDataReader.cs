namespace Mkr.Model.Data.Formats;

/// <summary>Reads a raw data set: ratings, the map from items to entities, and triples.</summary>
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

        ItemEntityMapReader map = ItemEntityMapReader.Read(Path.Combine(folder, format.ItemMapFile));
        TriplesReader triples = TriplesReader.Read(Path.Combine(folder, format.TriplesFile), map.Entities, format.Strict);
        RatingsReader ratings = RatingsReader.Read(folder, format, map.Items);
        return Assemble(folder, format, map, triples, ratings);
    }

    private static RecommendationData Assemble(
        string folder, RawFormat format, ItemEntityMapReader map, TriplesReader triples, RatingsReader ratings)
    {
        var graph = new KnowledgeGraph(map.Entities, triples.Relations, triples.Triples);
        var itemMap = new ItemEntityMap(map.Items.Count, map.Entities.Count, map.Pairs);
        Vocabulary users = PutPositiveUsersFirst(ratings);
        Span<Interaction> rows = ratings.Ratings;
        (UserItems positives, UserItems rated) = UserItems.ByLabel(ratings.Users.Count, rows);
        NamesReader itemNames = NamesReader.Read(folder, format.ItemNames, map.Items);
        NamesReader userNames = NamesReader.Read(folder, format.UserNames, users);
        return new RecommendationData
        {
            Name = format.Name,
            Users = users,
            Items = map.Items,
            UserNames = userNames.Names,
            ItemNames = itemNames.Names,
            Positives = positives.Take(users.Count),
            PositiveTimes = EarliestTimes(positives, rows, ratings.Times),
            Rated = rated.Take(users.Count),
            Graph = graph,
            Map = itemMap,
            Report = new ReadReport
            {
                RatingLines = ratings.Lines,
                LostLines = format.LostLines,
                LinkedRatings = rows.Length,
                UnlinkedRatings = ratings.Unlinked,
                Positives = positives.PairCount,
                BelowThreshold = rated.PairCount,
                DuplicatePairs = rows.Length - positives.PairCount - rated.PairCount,
                UsersWithoutPositive = ratings.Users.Count - users.Count,
                TripleLines = triples.Lines,
                UsedTriples = graph.Triples.Length,
                DanglingHeads = triples.DanglingHeads,
                DuplicateTriples = graph.Triples.Length - graph.DistinctCount,
                ItemsWithoutEntity = map.ItemsWithoutEntity,
                ItemsSharingEntity = Enumerable.Range(0, itemMap.ItemCount).Count(item => SharesEntity(itemMap, item)),
                NameLines = itemNames.Lines + userNames.Lines,
                UsedNames = itemNames.Used + userNames.Used,
            },
        };
    }

    /// <summary>Renumbers the users: those with a positive in order of their first, then those without, who are in no vocabulary.</summary>
    private static Vocabulary PutPositiveUsersFirst(RatingsReader ratings)
    {
        var users = new Vocabulary();
        int[] index = new int[ratings.Users.Count];
        Array.Fill(index, -1);
        foreach (Interaction row in ratings.Ratings)
            if (row.IsPositive && index[row.User] < 0) index[row.User] = users.GetOrAdd(ratings.Users.Utf8(row.User));

        int next = users.Count;
        foreach (ref int i in index.AsSpan())
            if (i < 0) i = next++;
        foreach (ref Interaction row in ratings.Ratings) row = row with { User = index[row.User] };
        return users;
    }

    private static long[]? EarliestTimes(UserItems positives, ReadOnlySpan<Interaction> rows, IReadOnlyList<long>? times)
    {
        if (times is null) return null;
        long[] earliest = new long[positives.PairCount];
        Array.Fill(earliest, long.MaxValue);
        for (int i = 0; i < rows.Length; i++)
        {
            if (!rows[i].IsPositive) continue;
            ref long time = ref earliest[positives.Start(rows[i].User) + positives[rows[i].User].BinarySearch(rows[i].Item)];
            time = Math.Min(time, times[i]);
        }

        return earliest;
    }

    private static bool SharesEntity(ItemEntityMap map, int item)
    {
        foreach (int entity in map.EntitiesOf(item))
            if (map.ItemsOf(entity).Length > 1) return true;
        return false;
    }
}
