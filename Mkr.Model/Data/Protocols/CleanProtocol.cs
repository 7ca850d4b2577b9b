using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Protocols;

/// <summary>
/// Each user's positives are split 6:2:2, then as many negatives are drawn for each user and part. Every user of the validation and
/// test part has training positives; a user's only positive is for training.
/// </summary>
internal class CleanProtocol : PositivesFirstProtocol
{
    // Dealt in turn, from user to user without a restart: each user's counts are within one of 6:2:2, and of two neighbours one is Train.
    private static readonly DatasetPart[] Turns =
        [DatasetPart.Train, DatasetPart.Validation, DatasetPart.Train, DatasetPart.Test, DatasetPart.Train];

    /// <inheritdoc/>
    public override string Name => "clean";

    /// <inheritdoc/>
    public override string Description => "Split each user's positives 6:2:2, then draw as many negatives for each user and part.";

    /// <inheritdoc/>
    protected override SplitPlan Plan(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        var parts = new DatasetPart[data.Positives.PairCount];
        int turn = 0;
        for (int user = 0; user < data.Users.Count; user++)
        {
            Span<DatasetPart> own = parts.AsSpan(data.Positives.Start(user), data.Positives[user].Length);
            if (own.Length < 2) continue;
            foreach (ref DatasetPart part in own) part = Turns[turn++ % Turns.Length];
            random.Shuffle(own);
        }

        return new SplitPlan(parts, Candidates(data, parts));
    }

    /// <summary>For each part the items that may be in it: all alike.</summary>
    /// <param name="data">The data set.</param>
    /// <param name="parts">The part of each positive, as in <see cref="SplitPlan.Parts"/>.</param>
    protected virtual IReadOnlyList<int>[] Candidates(RecommendationData data, DatasetPart[] parts) => AllItems(data);
}
