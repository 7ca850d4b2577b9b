using Mkr.Model.Settings;

namespace Mkr.Model.Data.Formats;

/// <summary>How a raw data set is laid out: a folder with ratings, a map from items to entities, and triples.</summary>
/// <param name="Name">The data set's name.</param>
/// <param name="RatingsFile">The ratings file's name in the folder.</param>
/// <param name="Separator">The separator between the columns of the ratings, of any length.</param>
/// <param name="Columns">The number of columns of the ratings.</param>
public sealed record RawFormat(
    string Name,
    [property: Setting("the ratings' file name", Group = SettingGroup.Data)] string RatingsFile,
    [property: Setting("what separates the ratings' columns; \\t is a tab", Group = SettingGroup.Data)] string Separator,
    [property: Setting("the number of the ratings' columns", Group = SettingGroup.Data, Least = 2, Most = 1000)] int Columns)
{
    /// <summary>Last.FM (HetRec 2011): every row is a positive, however often the artist was listened to.</summary>
    public static RawFormat Music { get; } = new("music", "user_artists.dat", "\t", Columns: 3)
    {
        HeaderLines = 1,
        ItemNames = new NamesFormat("artists.dat", "\t", Columns: 2) { HeaderLines = 1 },
    };

    /// <summary>Book-Crossing: every row is a positive, whatever the rating.</summary>
    public static RawFormat Book { get; } = new("book", "BX-Book-Ratings.csv", ";", Columns: 3) { Quote = '"', HeaderLines = 1 };

    /// <summary>MovieLens-1M: ratings of 4 and 5 are positives.</summary>
    public static RawFormat Movie { get; } = new("movie", "ratings.dat", "::", Columns: 4)
    {
        Threshold = 4,
        TimeColumn = 3,
        ItemNames = new NamesFormat("movies.dat", "::", Columns: 3) { IsLatin1 = true },
    };

    /// <summary>The invented data set that comes with this repository: ratings of 4 and 5 are positives.</summary>
    public static RawFormat Demo { get; } = new("demo", "ratings.tsv", "\t", Columns: 4)
    {
        HeaderLines = 1,
        Threshold = 4,
        TimeColumn = 3,
        ItemNames = new NamesFormat("item_names.tsv", "\t", Columns: 2) { HeaderLines = 1 },
        UserNames = new NamesFormat("user_names.tsv", "\t", Columns: 2) { HeaderLines = 1 },
    };

    /// <summary>
    /// News, as <see cref="Synthetic.NewsWorld"/> and <see cref="NewsSample"/> write it: 1 for a click, 0 for news shown without one. An
    /// item has several entities.
    /// </summary>
    public static RawFormat News { get; } = new("news", "ratings.tsv", "\t", Columns: 3)
    {
        HeaderLines = 1,
        Threshold = 1,
        ItemNames = new NamesFormat("item_names.tsv", "\t", Columns: 2) { HeaderLines = 1 },
    };

    /// <summary>The known formats, to be found by <see cref="Name"/>.</summary>
    public static IReadOnlyList<RawFormat> Presets { get; } = [Music, Book, Movie, Demo, News];

    /// <summary>
    /// Whether separator, columns and quote are told by the ratings' header instead of by this format. They are as well where the
    /// ratings file is missing and another one is found, or where <see cref="Given"/> has "ratingsFile" and its header can tell.
    /// </summary>
    public bool ByHeader { get; init; }

    /// <summary>The keys of settings that were given on purpose: what they say stands, whatever a header tells.</summary>
    public IReadOnlyCollection<string> Given { get; init; } = [];

    /// <summary>The character that may enclose a field of the ratings; null for none.</summary>
    [Setting("the character that may enclose a field of the ratings, or none", Group = SettingGroup.Data)]
    public char? Quote { get; init; }

    /// <summary>Lines before the first rating.</summary>
    [Setting("lines before the first rating", Group = SettingGroup.Data, Least = 0, Most = 1000)]
    public int HeaderLines { get; init; }

    /// <summary>Ratings to drop unread after the header: 1 repeats the authors' program on <see cref="Movie"/>.</summary>
    [Setting("ratings to drop unread; 1 repeats the released program on movie", Group = SettingGroup.Data, Least = 0, Most = int.MaxValue)]
    public int LostLines { get; init; }

    /// <summary>The rating from which on a row is a positive; null where every row is.</summary>
    [Setting("the rating from which on a row is a positive, or none: every row is", Group = SettingGroup.Data)]
    public double? Threshold { get; init; }

    /// <summary>
    /// The least number of positives of a user and of an item: those with fewer are left out, again and again; see <see cref="KCore"/>.
    /// 1 keeps every item, and every user with a positive.
    /// </summary>
    [Setting("users and items with fewer positives are left out, until all have as many; 1 keeps all", Key = "kCore",
        Group = SettingGroup.Data, Least = 1, Most = int.MaxValue)]
    public int LeastPositives { get; init; } = 1;

    /// <summary>The column of the user's id, from 0.</summary>
    [Setting("the column of the user, from 0", Group = SettingGroup.Data, Least = 0, Most = 999)]
    public int UserColumn { get; init; }

    /// <summary>The column of the item's id, from 0.</summary>
    [Setting("the column of the item, from 0", Group = SettingGroup.Data, Least = 0, Most = 999)]
    public int ItemColumn { get; init; } = 1;

    /// <summary>The column of the rating, from 0; null where there is none and every row is a positive.</summary>
    [Setting("the column of the rating, from 0, or none", Group = SettingGroup.Data, Least = 0, Most = 999)]
    public int? RatingColumn { get; init; } = 2;

    /// <summary>The column of the rating's time, from 0: an integer of any unit, larger is later; null where there is none.</summary>
    [Setting("the column of the time, from 0, or none", Group = SettingGroup.Data, Least = 0, Most = 999)]
    public int? TimeColumn { get; init; }

    /// <summary>Which ids are taken for the same, in all files.</summary>
    [Setting("ids that are the same: of the same bytes (none), but for white space and Unicode form (form), and letter case (case)",
        Group = SettingGroup.Data)]
    public IdNormalization NormalizeIds { get; init; }

    /// <summary>Which rating counts where several lines rate the same pair.</summary>
    [Setting("which rating of a pair counts; latest without times is highest", Group = SettingGroup.Data)]
    public DuplicateRule Duplicates { get; init; }

    /// <summary>The file that maps items to entities.</summary>
    [Setting("the file name of the items' entities", Key = "mapFile", Group = SettingGroup.Data)]
    public string ItemMapFile { get; init; } = "item_index2entity_id.txt";

    /// <summary>The file of triples.</summary>
    [Setting("the file name of the triples", Group = SettingGroup.Data)]
    public string TriplesFile { get; init; } = "kg.txt";

    /// <summary>Readable names of the items; null where there are none.</summary>
    public NamesFormat? ItemNames { get; init; }

    /// <summary>Readable names of the users; null where there are none.</summary>
    public NamesFormat? UserNames { get; init; }

    /// <summary>Whether what is otherwise counted and left out is an error: an unlinked item, a duplicate pair.</summary>
    [Setting("what is otherwise counted and left out (unlinked items, duplicate pairs) is an error", Group = SettingGroup.Data)]
    public bool Strict { get; init; }
}
