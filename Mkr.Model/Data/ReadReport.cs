using System.Globalization;

namespace Mkr.Model.Data;

/// <summary>What became of every line of a data set: nothing is dropped in silence.</summary>
public sealed record ReadReport
{
    /// <summary>Rating lines, without header and lost lines. Each is either linked or unlinked.</summary>
    public int RatingLines { get; init; }

    /// <summary>Rating lines that were dropped unread on request, as the authors' program does.</summary>
    public int LostLines { get; init; }

    /// <summary>Ratings whose item is in the map = positives + below the threshold + duplicate pairs.</summary>
    public int LinkedRatings { get; init; }

    /// <summary>Ratings whose item is not in the map; not used.</summary>
    public int UnlinkedRatings { get; init; }

    /// <summary>Different pairs of user and item rated at or above the threshold.</summary>
    public int Positives { get; init; }

    /// <summary>Different pairs rated below the threshold only, those of left-out users included.</summary>
    public int BelowThreshold { get; init; }

    /// <summary>Ratings of a pair that another line rates, too; the positive one wins.</summary>
    public int DuplicatePairs { get; init; }

    /// <summary>Users with linked ratings but no positive one; left out.</summary>
    public int UsersWithoutPositive { get; init; }

    /// <summary>Triple lines. Each is either used or has a dangling head.</summary>
    public int TripleLines { get; init; }

    /// <summary>Triples of the graph, repetitions included.</summary>
    public int UsedTriples { get; init; }

    /// <summary>Triples whose head is not the entity of any item; not used.</summary>
    public int DanglingHeads { get; init; }

    /// <summary>Used triples that repeat an earlier one; kept, as in the authors' program.</summary>
    public int DuplicateTriples { get; init; }

    /// <summary>Items to which the map gives no entity; each got one of its own.</summary>
    public int ItemsWithoutEntity { get; init; }

    /// <summary>Items that share an entity with another item.</summary>
    public int ItemsSharingEntity { get; init; }

    /// <summary>Lines of the names files that were found.</summary>
    public int NameLines { get; init; }

    /// <summary>Names that belong to a user or item of the data set.</summary>
    public int UsedNames { get; init; }

    /// <summary>One readable line a count.</summary>
    public IReadOnlyList<string> ToLines() =>
    [
        Line("rating lines", RatingLines),
        Line("  lost as in the authors' program (not counted above)", LostLines),
        Line("  item in the map", LinkedRatings),
        Line("  item not in the map, not used", UnlinkedRatings),
        Line("positives", Positives),
        Line("below the threshold", BelowThreshold),
        Line("duplicate pairs, a positive wins", DuplicatePairs),
        Line("users without a positive, left out", UsersWithoutPositive),
        Line("triple lines", TripleLines),
        Line("  used", UsedTriples),
        Line("  head is no item's entity, not used", DanglingHeads),
        Line("  duplicates, kept", DuplicateTriples),
        Line("items without an entity, given their own", ItemsWithoutEntity),
        Line("items sharing an entity", ItemsSharingEntity),
        Line("name lines", NameLines),
        Line("  used", UsedNames),
    ];

    private static string Line(string what, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: {count:N0}");
}
