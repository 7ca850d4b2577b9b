using Mkr.Engine.Randomness;

namespace Mkr.Model.Data.Protocols;

/// <summary>Each user is in one part, with all of its interactions: a model knows nothing about the users of the test part.</summary>
internal sealed class ColdUsersProtocol : PositivesFirstProtocol
{
    /// <inheritdoc/>
    public override string Name => "cold-users";

    /// <inheritdoc/>
    public override string Description => "Split the users 6:2:2, each with all of its interactions: tested users are new.";

    /// <inheritdoc/>
    protected override SplitPlan Plan(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(data);
        DatasetPart[] partOfUser = Deal(data.Users.Count, random);
        var parts = new DatasetPart[data.Positives.PairCount];
        for (int user = 0; user < data.Users.Count; user++)
            parts.AsSpan(data.Positives.Start(user), data.Positives[user].Length).Fill(partOfUser[user]);
        return new SplitPlan(parts, AllItems(data));
    }
}
