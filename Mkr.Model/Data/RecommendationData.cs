namespace Mkr.Model.Data;

/// <summary>A data set of implicit feedback and its knowledge graph, in dense indices.</summary>
public sealed record class RecommendationData
{
    /// <summary>The data set's name.</summary>
    public required string Name { get; init; }

    /// <summary>The users: all that have at least one positive, in order of their first.</summary>
    public required Vocabulary Users { get; init; }

    /// <summary>The items: the lines of the map file, in its order.</summary>
    public required Vocabulary Items { get; init; }

    /// <summary>Readable names by user index; null where there is none.</summary>
    public required IReadOnlyList<string?> UserNames { get; init; }

    /// <summary>Readable names by item index; null where there is none.</summary>
    public required IReadOnlyList<string?> ItemNames { get; init; }

    /// <summary>Observed engagements (y = 1).</summary>
    public required UserItems Positives { get; init; }

    /// <summary>
    /// The time of each positive, in the order of the rows of <see cref="Positives"/> laid end to end, in the data set's own unit; where
    /// several lines rate a pair, of the one that counts. Null where the data set has no times.
    /// </summary>
    public IReadOnlyList<long>? PositiveTimes { get; init; }

    /// <summary>Items that a user rated below the threshold: known not to be positive, and never drawn as negatives.</summary>
    public required UserItems Rated { get; init; }

    /// <summary>The knowledge graph.</summary>
    public required KnowledgeGraph Graph { get; init; }

    /// <summary>S(v) and S(h).</summary>
    public required ItemEntityMap Map { get; init; }

    /// <summary>Raw features of users, items, entities and relations, a field each; none where the data set has no such files.</summary>
    public IReadOnlyList<FeatureField> Features { get; init; } = [];

    /// <summary>What was read, and what was left out.</summary>
    public required ReadReport Report { get; init; }
}
