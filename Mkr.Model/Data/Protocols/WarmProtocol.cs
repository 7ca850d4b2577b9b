namespace Mkr.Model.Data.Protocols;

/// <summary>
/// As <see cref="CleanProtocol"/>, and then only items with a training positive count, in every part, as positives and as negatives. What
/// falls away is counted in <see cref="DatasetSplit.LeftOutItems"/> and <see cref="DatasetSplit.LeftOutPositives"/>.
/// </summary>
/// <remarks>
/// Data sets list only items that somebody chose. One without a training positive is there because it has one in validation or test, so
/// that "never seen" is a better sign than "seen once", and any flexible model can learn that. How well a model does on new items is for
/// <see cref="ColdItemsProtocol"/> to say.
/// </remarks>
internal sealed class WarmProtocol : CleanProtocol
{
    /// <inheritdoc/>
    public override string Name => "warm";

    /// <inheritdoc/>
    public override bool LeaksCatalogue => false;

    /// <inheritdoc/>
    public override string Description =>
        "As clean, with items that have a training positive only: that an item was never seen tells nothing about its labels.";

    /// <inheritdoc/>
    protected override IReadOnlyList<int>[] Candidates(RecommendationData data, DatasetPart[] parts)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(parts);
        bool[] isWarm = new bool[data.Items.Count];
        int position = 0;
        for (int user = 0; user < data.Users.Count; user++)
            foreach (int item in data.Positives[user])
                isWarm[item] |= parts[position++] == DatasetPart.Train;

        int[] warm = [.. Enumerable.Range(0, isWarm.Length).Where(item => isWarm[item])];
        return [warm, warm, warm];
    }
}
