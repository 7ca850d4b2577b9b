using Mkr.Engine;
using Mkr.Model.Data;

namespace Mkr.Model.Models.Wide;

/// <summary>What the knowledge graph says of each item, as unit vectors: the overlap of two items is their cosine.</summary>
/// <remarks>
/// The weight of an attribute (see <see cref="ItemAttributes"/>) is log(N / df), with df the items that have it, of N; those of one item
/// say nothing of another and are left out, as are those of all.
/// </remarks>
internal sealed class GraphAttributes
{
    private readonly WeightedRows _attributesOf;
    private readonly WeightedRows _itemsOf;

    private GraphAttributes(WeightedRows attributesOf, int count)
    {
        _attributesOf = attributesOf;
        _itemsOf = attributesOf.Transpose(count);
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
        // Each way of a relation is one by itself, numbered by its first attribute.
        var numbers = new Dictionary<(int, bool), int>();
        foreach (SharedAttribute attribute in shared) numbers.TryAdd((attribute.Relation, attribute.IsInverse), numbers.Count);
        int[] relations = [.. shared.Select(attribute => numbers[(attribute.Relation, attribute.IsInverse)])];
        double[] factors = [.. RelationWeights.Fit(data, plain.Rows, relations, numbers.Count).Select(Math.Sqrt)];
        return Build(shared, data.Data.Items.Count, attribute => factors[relations[attribute]]);
    }

    private static GraphAttributes? Find(IReadOnlyList<SharedAttribute> shared, int itemCount) =>
        shared.Count == 0 ? null : Build(shared, itemCount, _ => 1);

    private static GraphAttributes Build(IReadOnlyList<SharedAttribute> shared, int itemCount, Func<int, double> factor)
    {
        var rows = new List<(int Column, double Weight)>[itemCount];
        for (int item = 0; item < itemCount; item++) rows[item] = [];
        for (int attribute = 0; attribute < shared.Count; attribute++)
        {
            double weight = factor(attribute) * Math.Log((double)itemCount / shared[attribute].Items.Length);
            foreach (int item in shared[attribute].Items) rows[item].Add((attribute, weight));
        }

        return new GraphAttributes(WeightedRows.Build([.. rows.Select(Normalize)]), shared.Count);
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

    private static (int Column, double Weight)[] Normalize(List<(int Column, double Weight)> row)
    {
        double length = Math.Sqrt(row.Sum(x => x.Weight * x.Weight));
        return [.. row.Select(x => (x.Column, x.Weight / length))];
    }
}
