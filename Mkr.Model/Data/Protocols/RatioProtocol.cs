using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Protocols;

/// <summary>
/// Each user's positives in random order are split 8:1:1, held-out parts rounded down; who has three to nine has one in each. Of two one is
/// for testing, and an only one is for training.
/// </summary>
/// <remarks>
/// The split of RecBole's published tables (Zhao et al., CIKM 2021): <c>order: RO, split: RS [0.8, 0.1, 0.1], group_by: user</c>. The
/// page of protocols says what else belongs to that recipe.
/// </remarks>
internal sealed class RatioProtocol : PositivesFirstProtocol
{
    private const int Parts = 10;

    /// <inheritdoc/>
    public override string Name => "ratio";

    /// <inheritdoc/>
    public override string Description => "Split each user's positives 8:1:1, held-out parts rounded down but not to 0: RecBole's recipe.";

    /// <inheritdoc/>
    protected override SplitPlan Plan(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        var parts = new DatasetPart[data.Positives.PairCount];
        for (int user = 0; user < data.Users.Count; user++)
        {
            Span<DatasetPart> own = parts.AsSpan(data.Positives.Start(user), data.Positives[user].Length);
            int test = Math.Max(own.Length / Parts, own.Length > 1 ? 1 : 0);
            int validation = Math.Max(own.Length / Parts, own.Length > 2 ? 1 : 0);
            own[..test].Fill(DatasetPart.Test);
            own.Slice(test, validation).Fill(DatasetPart.Validation);
            random.Shuffle(own);
        }

        return new SplitPlan(parts, AllItems(data));
    }
}
