using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Protocols;

/// <summary>
/// Each item is in one part, with all of its interactions, negatives included: a model knows the items of the test part from the
/// knowledge graph alone.
/// </summary>
internal sealed class ColdItemsProtocol : PositivesFirstProtocol
{
    /// <inheritdoc/>
    public override string Name => "cold-items";

    /// <inheritdoc/>
    public override string Description => "Split the items 6:2:2, each with all of its interactions: tested items are new.";

    /// <inheritdoc/>
    protected override SplitPlan Plan(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        DatasetPart[] partOfItem = Deal(data.Items.Count, random);
        var parts = new List<DatasetPart>(data.Positives.PairCount);
        for (int user = 0; user < data.Users.Count; user++)
            foreach (int item in data.Positives[user]) parts.Add(partOfItem[item]);

        int[] ItemsOf(DatasetPart part) => [.. Enumerable.Range(0, partOfItem.Length).Where(item => partOfItem[item] == part)];
        return new SplitPlan([.. parts], [ItemsOf(DatasetPart.Train), ItemsOf(DatasetPart.Validation), ItemsOf(DatasetPart.Test)]);
    }
}
