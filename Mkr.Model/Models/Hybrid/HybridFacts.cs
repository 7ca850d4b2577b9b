using Mkr.Model.Data;
using Mkr.Model.Models.Hybrid.Attention;
using Mkr.Model.Models.Wide;

namespace Mkr.Model.Models.Hybrid;

/// <summary>What the training part and the graph tell of users and items: histories, counts, attributes.</summary>
internal sealed class HybridFacts
{
    /// <summary>Collects them.</summary>
    /// <param name="positives">The training positives.</param>
    /// <param name="attributes">The attributes of each item; null for none.</param>
    public HybridFacts(PositiveMatrix positives, WeightedRows? attributes)
    {
        Positives = positives;
        OwnItems = WeightedRows.Build([.. Enumerable.Range(0, Positives.ItemCount).Select(item => new[] { (item, 1.0) })]);
        Histories = OwnItems.SumOf(Positives, Positives.ItemCount);
        if (attributes is null) return;
        AttributeCount = attributes.ColumnCount;
        ItemAttributes = attributes;
        UserAttributes = attributes.SumOf(Positives, AttributeCount);
    }

    /// <summary>The training positives.</summary>
    public PositiveMatrix Positives { get; }

    /// <summary>Each item's own number, with weight 1.</summary>
    public WeightedRows OwnItems { get; }

    /// <summary>Each user's history.</summary>
    public WeightedRows Histories { get; }

    /// <summary>How many attributes there are: 0 where the graph tells nothing, or is not asked.</summary>
    public int AttributeCount { get; }

    /// <summary>w: the attributes of each item, of length 1; see <see cref="GraphAttributes"/>.</summary>
    public WeightedRows? ItemAttributes { get; }

    /// <summary>The sums of the attributes over each user's history.</summary>
    public WeightedRows? UserAttributes { get; }

    /// <summary>The items of each user's history that are attended to.</summary>
    public CompressedRows AttendedHistories(int most) => AttendedSets.OfHistories(Positives, most);

    /// <summary>The attributes of each item, which are attended to.</summary>
    public CompressedRows AttendedAttributes() => AttendedSets.OfAttributes(ItemAttributes!);
}
