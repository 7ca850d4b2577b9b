namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// What entities' vectors have to obey after each step; with one of them, relations obey what their model's paper asks of them.
/// </summary>
internal enum EntityConstraint
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Length 1.</summary>
    Unit,

    /// <summary>A length of at most 1.</summary>
    Ball,
}
