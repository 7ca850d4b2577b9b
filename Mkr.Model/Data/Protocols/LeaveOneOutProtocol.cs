using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Protocols;

/// <summary>
/// One random positive of each user is for testing and another one for validation. A user with two positives has none for validation,
/// a user with one has it for training.
/// </summary>
internal sealed class LeaveOneOutProtocol : PositivesFirstProtocol
{
    /// <inheritdoc/>
    public override string Name => "leave-one-out";

    /// <inheritdoc/>
    public override string Description => "Hold out one positive of each user for testing and one for validation.";

    /// <inheritdoc/>
    protected override SplitPlan Plan(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(random);
        var parts = new DatasetPart[data.Positives.PairCount];
        for (int user = 0; user < data.Users.Count; user++)
        {
            Span<DatasetPart> own = parts.AsSpan(data.Positives.Start(user), data.Positives[user].Length);
            if (own.Length >= 2) own[0] = DatasetPart.Test;
            if (own.Length >= 3) own[1] = DatasetPart.Validation;
            random.Shuffle(own);
        }

        return new SplitPlan(parts, AllItems(data));
    }
}
