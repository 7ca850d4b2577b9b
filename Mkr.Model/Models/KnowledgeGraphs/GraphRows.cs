using Mkr.Model.Data;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>What the rows of a graph's tables stand for.</summary>
internal static class GraphRows
{
    /// <summary>Entities, and relations in the tables of all <see cref="TripleFunction{T}"/>.</summary>
    public static RowIds Of(KnowledgeGraph graph) => new RowIds()
        .Add("entities", graph.Entities, "entity_embedding")
        .Add(
            "relations", graph.Relations, "relation_embedding", "relation_normal", "relation_matrix", "relation_projection");
}
