namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>What is held out of the graph together.</summary>
internal enum HeldOut
{
    /// <summary>Each triple by itself.</summary>
    Triples,

    /// <summary>All triples of the same head and tail: where relations repeat each other, one would give the other away.</summary>
    Pairs,
}
