using System.Runtime.InteropServices;
using Mkr.Model.Data;

namespace Mkr.Model.Inspection;

/// <summary>The neighbours of each item among the users and in the knowledge graph.</summary>
internal static class ItemNeighbours
{
    /// <summary>For each item the users of whom it is a positive.</summary>
    public static CompressedRows Raters(RecommendationData data)
    {
        var pairs = new List<(int, int)>(data.Positives.PairCount);
        for (int user = 0; user < data.Users.Count; user++)
            foreach (int item in data.Positives[user]) pairs.Add((item, user));
        return CompressedRows.Build(data.Items.Count, CollectionsMarshal.AsSpan(pairs));
    }

    /// <summary>For each item the entities that share an item's triple, in either direction, with one of its entities.</summary>
    public static CompressedRows InGraph(RecommendationData data)
    {
        var pairs = new List<(int, int)>();
        foreach (Triple triple in data.Graph.OfItems.Triples)
        {
            foreach (int item in data.Map.ItemsOf(triple.Head)) pairs.Add((item, triple.Tail));
            foreach (int item in data.Map.ItemsOf(triple.Tail)) pairs.Add((item, triple.Head));
        }

        return CompressedRows.Build(data.Items.Count, CollectionsMarshal.AsSpan(pairs));
    }
}
