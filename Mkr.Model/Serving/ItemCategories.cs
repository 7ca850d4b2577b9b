using Mkr.Model.Data;

namespace Mkr.Model.Serving;

/// <summary>Finds the items of a category.</summary>
/// <param name="data">Has the items' raw features and the graph.</param>
internal sealed class ItemCategories(RecommendationData data)
{
    /// <summary>The fields and relations that there are.</summary>
    private IEnumerable<string> Fields => ItemFields.Select(x => x.Name).Concat(Ids(data.Graph.Relations)).Distinct();

    private IEnumerable<FeatureField> ItemFields => data.Features.Where(x => x.Owner == FeatureOwner.Item);

    /// <summary>Marks the items that have the category; others are left as they are.</summary>
    /// <exception cref="UnknownCategoryException">There is no field, relation or value of a name.</exception>
    public void Mark(Category category, Span<bool> items)
    {
        FeatureField? field = ItemFields.FirstOrDefault(field => field.Name == category.Field);
        bool isRelation = data.Graph.Relations.TryGetIndex(category.Field, out int relation);
        if (field is null && !isRelation) throw new UnknownCategoryException("field or relation of items", category.Field, Fields);

        bool isFound = field is not null && MarkField(field, category.Value, items);
        if (isRelation) isFound |= MarkRelation(relation, category.Value, items);
        if (!isFound)
            throw new UnknownCategoryException($"value of '{category.Field}'", category.Value, Values(field, isRelation ? relation : -1));
    }

    private static bool MarkField(FeatureField field, string value, Span<bool> items)
    {
        if (!field.Vocabulary.TryGetIndex(value, out int number)) return false;
        for (int item = 0; item < items.Length; item++) items[item] |= field[item].Contains(number);
        return true;
    }

    private bool MarkRelation(int relation, string value, Span<bool> items)
    {
        bool isFound = false;
        if (!data.Graph.Entities.TryGetIndex(value, out int tail)) return false;
        foreach (Triple triple in data.Graph.OfItems.Triples)
        {
            if (triple.Relation != relation || triple.Tail != tail) continue;
            isFound = true;
            foreach (int item in data.Map.ItemsOf(triple.Head)) items[item] = true;
        }

        return isFound;
    }

    private IEnumerable<string> Values(FeatureField? field, int relation)
    {
        IEnumerable<string> ofField = field is null ? [] : Ids(field.Vocabulary);
        int[] tails = [.. data.Graph.OfItems.Triples.ToArray().Where(x => x.Relation == relation).Select(x => x.Tail).Distinct()];
        return ofField.Concat(tails.Select(tail => data.Graph.Entities[tail])).Distinct();
    }

    private static IEnumerable<string> Ids(Vocabulary vocabulary) => Enumerable.Range(0, vocabulary.Count).Select(i => vocabulary[i]);
}
