using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;

namespace Mkr.Model.Models.Wide;

/// <summary>What the knowledge graph says of each item, as unit vectors: the overlap of two items is their cosine.</summary>
/// <remarks>
/// The weight of an attribute (see <see cref="ItemAttributes"/>) is log(N / df), with df the items that have it, of N; those of one item
/// say nothing of another and are left out, as are those of all.
/// </remarks>
internal sealed class GraphAttributes
{
    private const int MostRelations = 63;

    private readonly WeightedRows _attributesOf;
    private readonly WeightedRows _itemsOf;
    private readonly GraphFact[] _facts;

    private GraphAttributes(WeightedRows attributesOf, GraphFact[] facts)
    {
        _attributesOf = attributesOf;
        _itemsOf = attributesOf.Transpose(facts.Length);
        _facts = facts;
    }

    /// <summary>The attributes of each item, ascending, as vectors of length 1.</summary>
    public WeightedRows Rows => _attributesOf;

    /// <summary>The number of attributes.</summary>
    public int Count => _itemsOf.Count;

    /// <summary>Collects the attributes; null where no two items share any, as without a graph.</summary>
    public static GraphAttributes? Find(RecommendationData data) => Find(ItemAttributes.Shared(data), data.Items.Count);

    /// <summary>
    /// The same with the attributes of a relation multiplied by the square root of its weight (<see cref="RelationWeights"/>) before they
    /// become vectors of length 1: then an overlap by that relation counts by the weight.
    /// </summary>
    public static GraphAttributes? FindWeighted(ModelData data)
    {
        IReadOnlyList<SharedAttribute> shared = ItemAttributes.Shared(data.Data);
        if (Find(shared, data.Data.Items.Count) is not GraphAttributes plain) return null;
        int[] relations = NumberRelations(shared);
        double[] factors = [.. RelationWeights.Fit(data, plain.Rows, relations, relations.Max() + 1).Select(Math.Sqrt)];
        return Build(shared, data.Data.Items.Count, attribute => factors[relations[attribute]]);
    }

    /// <summary>
    /// The relation of each attribute, each way of a relation being one by itself: those with the most items first, all behind the
    /// <see cref="MostRelations"/> first as one.
    /// </summary>
    private static int[] NumberRelations(IReadOnlyList<SharedAttribute> shared)
    {
        Dictionary<(int, bool), int> numbers = shared
            .GroupBy(attribute => (attribute.Relation, attribute.IsInverse), attribute => attribute.Items.Length)
            .OrderByDescending(group => group.Sum()).ThenBy(group => group.Key)
            .Select((group, number) => KeyValuePair.Create(group.Key, Math.Min(number, MostRelations))).ToDictionary();
        return [.. shared.Select(attribute => numbers[(attribute.Relation, attribute.IsInverse)])];
    }

    private static GraphAttributes? Find(IReadOnlyList<SharedAttribute> shared, int itemCount) =>
        shared.Count == 0 ? null : Build(shared, itemCount, _ => 1);

    private static GraphAttributes Build(IReadOnlyList<SharedAttribute> shared, int itemCount, Func<int, double> factor)
    {
        int[] starts = new int[itemCount + 1];
        foreach (int item in shared.SelectMany(attribute => attribute.Items)) starts[item + 1]++;
        for (int item = 0; item < itemCount; item++) starts[item + 1] = checked(starts[item] + starts[item + 1]);
        int[] next = [.. starts], columns = new int[starts[^1]];
        double[] weights = new double[columns.Length];
        for (int attribute = 0; attribute < shared.Count; attribute++)
        {
            double weight = factor(attribute) * Math.Log((double)itemCount / shared[attribute].Items.Length);
            foreach (int item in shared[attribute].Items)
            {
                columns[next[item]] = attribute;
                weights[next[item]++] = weight;
            }
        }

        for (int item = 0; item < itemCount; item++) Normalize(weights.AsSpan(starts[item]..starts[item + 1]));
        GraphFact[] facts = [.. shared.Select(attribute => new GraphFact(attribute.Relation, attribute.Entity, attribute.IsInverse))];
        return new GraphAttributes(new WeightedRows(starts, columns, weights), facts);
    }

    /// <summary>Adds up the attributes of items.</summary>
    /// <param name="items">A history.</param>
    /// <param name="profile">Receives <see cref="Count"/> sums.</param>
    public void Describe(ReadOnlySpan<int> items, Span<double> profile)
    {
        profile.Clear();
        foreach (int item in items) _attributesOf.AddRow(item, 1, profile);
    }

    /// <summary>The inner product of an item and a profile.</summary>
    public double Overlap(int item, ReadOnlySpan<double> profile)
    {
        ReadOnlySpan<int> attributes = _attributesOf.Columns(item);
        ReadOnlySpan<double> weights = _attributesOf.Weights(item);
        double sum = 0;
        for (int i = 0; i < attributes.Length; i++) sum += profile[attributes[i]] * weights[i];
        return sum;
    }

    /// <summary>The inner products of all items and a profile: each is summed in the order of <see cref="Overlap"/>.</summary>
    public void OverlapAll(ReadOnlySpan<double> profile, Span<double> sums)
    {
        sums.Clear();
        for (int attribute = 0; attribute < profile.Length; attribute++)
            if (profile[attribute] != 0) _itemsOf.AddRow(attribute, profile[attribute], sums);
    }

    /// <summary>The inner product of an item with itself: 1, or 0 without attributes.</summary>
    public double Own(int item) => _attributesOf.Columns(item).IsEmpty ? 0 : 1;

    /// <summary>Adds what each attribute that two items share adds to their overlap.</summary>
    public void AddShared(int historyItem, int item, ContributionList parts)
    {
        ReadOnlySpan<int> own = _attributesOf.Columns(item), others = _attributesOf.Columns(historyItem);
        for (int i = 0; i < own.Length; i++)
        {
            int place = others.BinarySearch(own[i]);
            if (place < 0) continue;
            double weight = _attributesOf.Weights(item)[i] * _attributesOf.Weights(historyItem)[place];
            parts.Add(Terms.SharedFacts, weight, historyItem, _facts[own[i]]);
        }
    }

    private static void Normalize(Span<double> row)
    {
        double length = 0;
        foreach (double weight in row) length += weight * weight;
        length = Math.Sqrt(length);
        foreach (ref double weight in row) weight /= length;
    }
}
