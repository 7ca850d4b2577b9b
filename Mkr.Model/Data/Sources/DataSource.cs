using Mkr.Model.Data.Formats;

namespace Mkr.Model.Data.Sources;

/// <summary>
/// A data set in some layout, opened: its files by what they tell. They are read in the order of the properties, since what comes first
/// decides which of the rest is known.
/// </summary>
/// <param name="Layout">The layout's name.</param>
internal sealed record DataSource(string Layout)
{
    /// <summary>Which entities describe which items.</summary>
    public IReadOnlyList<SourcePart> Links { get; init; } = [];

    /// <summary>The interactions.</summary>
    public required IReadOnlyList<SourcePart> Interactions { get; init; }

    /// <summary>Users and items: names and features.</summary>
    public IReadOnlyList<SourcePart> Owners { get; init; } = [];

    /// <summary>The triples.</summary>
    public IReadOnlyList<SourcePart> Graph { get; init; } = [];

    /// <summary>Whether the interactions have ratings; otherwise each is a positive.</summary>
    public bool HasRatings { get; init; }

    /// <summary>Whether the interactions have times.</summary>
    public bool HasTimes { get; init; }

    /// <summary>The rating from which on an interaction is a positive, where the layout says so; negative infinity: each is.</summary>
    public double? Threshold { get; init; }

    /// <summary>Whether items without a link are kept, with an entity of their own.</summary>
    public bool KeepsUnlinked { get; init; } = true;

    /// <summary>Which rating of a pair counts.</summary>
    public DuplicateRule Duplicates { get; init; }

    /// <summary>All files.</summary>
    public IEnumerable<SourcePart> Parts => [.. Links, .. Interactions, .. Owners, .. Graph];
}
