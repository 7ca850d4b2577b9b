namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>Which side of a triple is replaced where it has several false ones.</summary>
internal enum CorruptedSides
{
    /// <summary>One coin for all false triples of a true one: they share a query, which is computed once.</summary>
    Shared,

    /// <summary>A coin for each false triple.</summary>
    Own,
}
