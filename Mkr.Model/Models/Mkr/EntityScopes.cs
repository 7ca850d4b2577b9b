using Mkr.Model.Data;

namespace Mkr.Model.Models.Mkr;

/// <summary>Which entities describe which items, for a scope.</summary>
internal static class EntityScopes
{
    /// <summary>S(v) and S(h) of a data set.</summary>
    public static ItemEntityMap MapOf(RecommendationData data, EntityScope scope)
    {
        if (scope == EntityScope.Linked) return data.Map;
        KnowledgeGraph graph = data.Graph.OfItems;
        var pairs = new List<(int Item, int Entity)>();
        for (int item = 0; item < data.Map.ItemCount; item++)
        {
            foreach (int entity in data.Map.EntitiesOf(item)) pairs.Add((item, entity));
        }

        foreach (Triple triple in graph.Triples)
        {
            foreach (int item in data.Map.ItemsOf(triple.Head)) pairs.Add((item, triple.Tail));
            foreach (int item in data.Map.ItemsOf(triple.Tail)) pairs.Add((item, triple.Head));
        }

        return new ItemEntityMap(data.Map.ItemCount, data.Map.EntityCount, pairs);
    }
}
