namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>Something that scores triples; higher is more plausible. Not safe for use by several threads.</summary>
internal interface ITripleScorer
{
    /// <summary>The number of entities.</summary>
    int EntityCount { get; }

    /// <summary>Scores every entity in the place of the missing one, for several triples of a relation.</summary>
    /// <param name="relation">The relation.</param>
    /// <param name="isHeadMissing">Whether the head is missing, or the tail.</param>
    /// <param name="known">The other entity of each triple.</param>
    /// <param name="scores">Receives known.Length x <see cref="EntityCount"/> scores, a row a triple.</param>
    void Score(int relation, bool isHeadMissing, ReadOnlySpan<int> known, Span<float> scores);
}
