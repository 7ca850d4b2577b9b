using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.Per;

/// <summary>Finds the meta-paths that the settings name in a data set's graph.</summary>
internal static class MetaPaths
{
    private const int MostByDefault = 8;
    private const int MostShown = 20;

    /// <summary>
    /// The paths: an attribute of an item is a tail of a triple of the path's relation whose head is an entity of the item.
    /// </summary>
    /// <param name="names">The setting <c>paths</c>.</param>
    /// <param name="data">The data set.</param>
    /// <exception cref="SettingException">The graph has no such relation.</exception>
    public static MetaPath[] Find(string? names, RecommendationData data)
    {
        ItemTriples[] found = [.. Relations(data)];
        string[] paths = names is null
            ? [.. found.OrderByDescending(relation => relation.Items).Take(MostByDefault).Select(relation => relation.Name)]
            : names.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        // Without a graph there is one path, along which no two items are similar.
        if (paths.Length == 0) return [new MetaPath("none", CompressedRows.Build(data.Items.Count, []))];
        return [.. paths.Select(path => Create(path, found, data))];
    }

    private static MetaPath Create(string path, ItemTriples[] found, RecommendationData data)
    {
        var pairs = new List<(int Item, int Entity)>();
        // Entities that are attributes get numbers of their own.
        var numbers = new Dictionary<int, int>();
        var facts = new List<GraphFact>();
        foreach (string name in path.Split('+', StringSplitOptions.TrimEntries))
        {
            if (!data.Graph.Relations.TryGetIndex(name, out int relation)) throw NotFound(name, found, data.Name);
            foreach ((int item, int entity) in found.Where(triples => triples.Relation == relation).SelectMany(triples => triples.Pairs))
            {
                pairs.Add((item, entity));
                if (numbers.TryAdd(entity, numbers.Count)) facts.Add(new GraphFact(relation, entity, IsInverse: false));
            }
        }

        return new MetaPath(
            path, CompressedRows.Build(data.Items.Count, [.. pairs.Select(pair => (pair.Item, numbers[pair.Entity]))]), facts);
    }

    /// <summary>The relations of items' triples, in the order of their first.</summary>
    private static IEnumerable<ItemTriples> Relations(RecommendationData data)
    {
        var pairs = new Dictionary<int, List<(int Item, int Entity)>>();
        foreach (Triple triple in data.Graph.Triples)
        {
            foreach (int item in data.Map.ItemsOf(triple.Head))
            {
                if (!pairs.TryGetValue(triple.Relation, out List<(int Item, int Entity)>? list)) pairs[triple.Relation] = list = [];
                list.Add((item, triple.Tail));
            }
        }

        return pairs.Select(x => new ItemTriples(
            x.Key, data.Graph.Relations[x.Key], x.Value, x.Value.Select(pair => pair.Item).Distinct().Count()));
    }

    private static SettingException NotFound(string name, ItemTriples[] found, string dataName)
    {
        if (found.Length == 0)
        {
            return new SettingException(
                $"paths: there is no relation '{name}', as the graph of {dataName} says nothing of its items. Leave paths out.");
        }

        string[] known = [.. found.OrderByDescending(relation => relation.Items).Select(relation => relation.Name)];
        string rest = known.Length > MostShown ? $" and {known.Length - MostShown} more" : string.Empty;
        return new SettingException(
            $"paths: items of {dataName} have no relation '{name}'. Did you mean '{Nearest.To(name, known)}'? "
            + $"They have {string.Join(", ", known.Take(MostShown))}{rest}.");
    }

    private sealed record ItemTriples(int Relation, string Name, List<(int Item, int Entity)> Pairs, int Items);
}
