using Mkr.Model.Data;

namespace Mkr.Model.Models.Mkr;

/// <summary>The numbers of rows of a model's four embedding tables.</summary>
/// <param name="Users">M.</param>
/// <param name="Items">N.</param>
/// <param name="Entities">The entities of items' triples, those of items included.</param>
/// <param name="Relations">The relations of items' triples.</param>
internal sealed record MkrSizes(int Users, int Items, int Entities, int Relations)
{
    /// <summary>The sizes for a data set. Without triples there is no relation; a table has a row nevertheless.</summary>
    public static MkrSizes Of(RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        KnowledgeGraph graph = data.Graph.OfItems;
        return new MkrSizes(data.Users.Count, data.Items.Count, graph.Entities.Count, Math.Max(1, graph.Relations.Count));
    }
}
