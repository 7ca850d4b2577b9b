namespace Mkr.Model.Data.Protocols;

/// <summary>
/// As <see cref="CleanProtocol"/>, with negatives in proportion to how many positives an item has: popularity alone then predicts
/// nothing.
/// </summary>
internal sealed class PopularityProtocol : CleanProtocol
{
    /// <inheritdoc/>
    public override string Name => "popularity";

    /// <inheritdoc/>
    public override string Description => "As clean, with negatives drawn in proportion to the items' popularity.";

    /// <inheritdoc/>
    protected override IReadOnlyList<int>[] Candidates(RecommendationData data, DatasetPart[] parts)
    {
        ArgumentNullException.ThrowIfNull(data);
        var occurrences = new List<int>(data.Positives.PairCount);
        for (int user = 0; user < data.Users.Count; user++) occurrences.AddRange(data.Positives[user]);
        return [occurrences, occurrences, occurrences];
    }
}
