using Mkr.Model.Settings;

namespace Mkr.Model.Data;

/// <summary>
/// What the knowledge graph says of items. An attribute is a relation and a tail of one of the item's entities, or a relation, taken
/// backwards, and a head.
/// </summary>
internal static class ItemAttributes
{
    // About three gigabytes while they are collected.
    private const long Most = 100_000_000;

    /// <summary>
    /// The attributes that two items or more share, but not all, and the items of each in ascending order; in the order of the triples.
    /// </summary>
    /// <exception cref="SettingException">They are more than can be kept.</exception>
    public static IReadOnlyList<SharedAttribute> Shared(RecommendationData data)
    {
        CheckCount(data);
        var items = new Dictionary<(int Relation, int Entity, bool IsInverse), List<int>>();
        foreach (Triple triple in data.Graph.Triples)
        {
            Add((triple.Relation, triple.Tail, false), data.Map.ItemsOf(triple.Head));
            Add((triple.Relation, triple.Head, true), data.Map.ItemsOf(triple.Tail));
        }

        return
        [
            .. from attribute in items
               let owners = attribute.Value.Distinct().Order().ToArray()
               where owners.Length > 1 && owners.Length < data.Items.Count
               select new SharedAttribute(attribute.Key.Relation, attribute.Key.Entity, attribute.Key.IsInverse, owners),
        ];

        void Add((int Relation, int Entity, bool IsInverse) attribute, ReadOnlySpan<int> owners)
        {
            if (owners.IsEmpty) return;
            if (!items.TryGetValue(attribute, out List<int>? list)) items.Add(attribute, list = []);
            foreach (int item in owners) list.Add(item);
        }
    }

    private static void CheckCount(RecommendationData data)
    {
        long count = 0;
        foreach (Triple triple in data.Graph.Triples)
            count += data.Map.ItemsOf(triple.Head).Length + data.Map.ItemsOf(triple.Tail).Length;
        if (count <= Most) return;
        throw new SettingException(
            $"The graph gives the {data.Items.Count:N0} items {count:N0} attributes, more than the {Most:N0} that can be kept. Use a model "
            + "that reads triples (--model mkr), a part of the graph (graphShare=), or none (graph=none; mkr-hybrid: attributes=off and "
            + "wide=off).");
    }

    /// <summary>The shared attributes as a field of the items.</summary>
    public static FeatureField Field(string name, RecommendationData data)
    {
        var vocabulary = new Vocabulary();
        var rows = new FeatureRows(data.Items.Count);
        foreach ((int relation, int entity, bool isInverse, int[] items) in Shared(data))
        {
            string way = isInverse ? "<" : ">";
            int value = vocabulary.GetOrAdd($"{data.Graph.Relations[relation]}\t{way}\t{data.Graph.Entities[entity]}");
            foreach (int item in items) rows.Add(item, value);
        }

        return rows.ToField(name, FeatureOwner.Item, vocabulary);
    }
}

/// <summary>An attribute that items share.</summary>
/// <param name="Relation">The relation.</param>
/// <param name="Entity">The tail, or the head where the relation is taken backwards.</param>
/// <param name="IsInverse">Whether it is.</param>
/// <param name="Items">The items in ascending order.</param>
internal readonly record struct SharedAttribute(int Relation, int Entity, bool IsInverse, int[] Items);
