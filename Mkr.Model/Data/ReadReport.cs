using System.Globalization;

namespace Mkr.Model.Data;

/// <summary>What became of every line of a data set: nothing is dropped in silence.</summary>
public sealed record ReadReport
{
    private const string WithoutGraph = "warning: there are no triples, and so no knowledge graph: models do without";

    /// <summary>
    /// How the ratings were read where their header told it, or the lines of the report of a preparation in passing; null where the format
    /// did.
    /// </summary>
    public string? Layout { get; init; }

    /// <summary>A warning of ids that look alike; null where none do.</summary>
    public string? Warning { get; init; }

    /// <summary>Rating lines, without header and lost lines. Each is either linked or unlinked.</summary>
    public int RatingLines { get; init; }

    /// <summary>Rating lines that were dropped unread on request, as the authors' program does.</summary>
    public int LostLines { get; init; }

    /// <summary>Ratings whose item is in the map = positives + below the threshold + outvoted + outside of the core.</summary>
    public int LinkedRatings { get; init; }

    /// <summary>Ratings whose item is not in the map; not used.</summary>
    public int UnlinkedRatings { get; init; }

    /// <summary>Pairs of user and item whose rating is at or above the threshold.</summary>
    public int Positives { get; init; }

    /// <summary>Pairs whose rating is below the threshold, those of left-out users included.</summary>
    public int BelowThreshold { get; init; }

    /// <summary>Ratings that do not count, since another one of the same pair does.</summary>
    public int OutvotedRatings { get; init; }

    /// <summary>Pairs that several lines rate.</summary>
    public int DuplicatePairs { get; init; }

    /// <summary>Which of their ratings counts, and one of the pairs; null where there is none.</summary>
    public string? DuplicateNote { get; init; }

    /// <summary>Users with a positive who are not in the k-core; left out.</summary>
    public int UsersOutsideCore { get; init; }

    /// <summary>Items of the map that are not in the k-core; left out.</summary>
    public int ItemsOutsideCore { get; init; }

    /// <summary>Ratings that count and whose user or item is not in the k-core; left out.</summary>
    public int RatingsOutsideCore { get; init; }

    /// <summary>Users with linked ratings but no positive one; left out.</summary>
    public int UsersWithoutPositive { get; init; }

    /// <summary>Triple lines. All are in the graph, as triples of items or as others.</summary>
    public int TripleLines { get; init; }

    /// <summary>Triples whose head is the entity of an item, repetitions included: those that MKR's KGE task is trained on.</summary>
    public int ItemTriples { get; init; }

    /// <summary>Triples whose head is not the entity of any item, repetitions included; in the graph, but not in MKR's KGE task.</summary>
    public int OtherTriples { get; init; }

    /// <summary>Triples that repeat an earlier one; kept, as in the authors' program.</summary>
    public int DuplicateTriples { get; init; }

    /// <summary>Items to which the map gives no entity; each got one of its own.</summary>
    public int ItemsWithoutEntity { get; init; }

    /// <summary>Items that share an entity with another item.</summary>
    public int ItemsSharingEntity { get; init; }

    /// <summary>Lines of the names files that were found.</summary>
    public int NameLines { get; init; }

    /// <summary>Names that belong to a user or item of the data set.</summary>
    public int UsedNames { get; init; }

    /// <summary>Lines of the features files that were found.</summary>
    public int FeatureLines { get; init; }

    /// <summary>Feature lines whose id is of nothing in the data set; not used.</summary>
    public int UnknownFeatureIds { get; init; }

    /// <summary>One readable line a count.</summary>
    public IReadOnlyList<string> ToLines() =>
    [
        .. new[] { Layout, Warning, TripleLines == 0 ? WithoutGraph : null }.OfType<string>(),
        Line("rating lines", RatingLines),
        Line("  lost as in the authors' program (not counted above)", LostLines),
        Line("  item in the map", LinkedRatings),
        Line("  item not in the map, not used", UnlinkedRatings),
        Line("positives", Positives),
        Line("below the threshold", BelowThreshold),
        Line("pairs that several lines rate", DuplicatePairs) + (DuplicateNote is null ? string.Empty : $"; {DuplicateNote}"),
        Line("users without a positive, left out", UsersWithoutPositive),
        Line("users outside of the k-core, left out", UsersOutsideCore),
        Line("items outside of the k-core, left out", ItemsOutsideCore),
        Line("  ratings left out with them", RatingsOutsideCore),
        Line("triple lines", TripleLines),
        Line("  head is an item's entity", ItemTriples),
        Line("  head is another entity: in the graph, not in MKR's KGE task", OtherTriples),
        Line("  duplicates, kept", DuplicateTriples),
        Line("items without an entity, given their own", ItemsWithoutEntity),
        Line("items sharing an entity", ItemsSharingEntity),
        Line("name lines", NameLines),
        Line("  used", UsedNames),
        Line("feature lines", FeatureLines),
        Line("  of unknown ids, not used", UnknownFeatureIds),
    ];

    private static string Line(string what, int count) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}: {count:N0}");
}
