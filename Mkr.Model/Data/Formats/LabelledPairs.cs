namespace Mkr.Model.Data.Formats;

/// <summary>The pairs of user and item that count, by label: each pair once, and those of the k-core alone.</summary>
internal sealed record LabelledPairs
{
    /// <summary>The positives of each user of the ratings.</summary>
    public required UserItems Positives { get; init; }

    /// <summary>What each of them rated below the threshold.</summary>
    public required UserItems Rated { get; init; }

    /// <summary>The linked ratings, before any was left out.</summary>
    public required int Ratings { get; init; }

    /// <summary>The ratings that do not count, since another one of the same pair does.</summary>
    public required int Outvoted { get; init; }

    /// <summary>What became of pairs that several lines rate; null where there is none.</summary>
    public required DuplicateRatings? Duplicates { get; init; }

    /// <summary>Which of their ratings counts, and one of the pairs; null where there is none.</summary>
    public required string? DuplicateNote { get; init; }

    /// <summary>The k-core; null where all are kept.</summary>
    public required KCore? Core { get; init; }

    /// <summary>Leaves of <paramref name="ratings"/> those that count.</summary>
    /// <exception cref="DataFormatException">The k-core is empty.</exception>
    public static LabelledPairs Of(RatingsReader ratings, RawFormat format, Vocabulary items)
    {
        int linked = ratings.Ratings.Length;
        (UserItems positives, UserItems rated) = ByLabel(ratings);
        DuplicateRatings? duplicates = null;
        if (positives.PairCount + rated.PairCount < linked)
        {
            duplicates = ratings.RemoveDuplicates();
            (positives, rated) = ByLabel(ratings);
        }

        int counting = ratings.Ratings.Length;
        KCore? core = null;
        if (format.LeastPositives > 1)
        {
            core = KCore.Of(positives, items.Count, format.LeastPositives);
            ratings.Keep(core);
            (positives, rated) = ByLabel(ratings);
        }

        return new LabelledPairs
        {
            Positives = positives,
            Rated = rated,
            Ratings = linked,
            Outvoted = linked - counting,
            Duplicates = duplicates,
            DuplicateNote = duplicates is null ? null : Note(duplicates, ratings.Users, items),
            Core = core,
        };
    }

    private static (UserItems Positives, UserItems Rated) ByLabel(RatingsReader ratings) =>
        UserItems.ByLabel(ratings.Users.Count, ratings.Ratings);

    private static string Note(DuplicateRatings duplicates, Vocabulary users, Vocabulary items)
    {
        string user = DelimitedReader.Show(users.Utf8(duplicates.Example.User));
        string item = DelimitedReader.Show(items.Utf8(duplicates.Example.Item));
        return $"{duplicates.Rule}, as for user {user} and item {item}";
    }
}
