using Mkr.Model.Models;
using Mkr.Model.Models.Counting;
using Mkr.Model.Settings;

namespace Mkr.Model.Experiments.Comparisons;

/// <summary>The leak of a protocol in which a user's balance of training labels tells of his test labels.</summary>
internal sealed class UserBalanceComparison : Comparison
{
    /// <inheritdoc/>
    public override string Key => "user-balance";

    /// <inheritdoc/>
    public override string Title => "user balance (leak)";

    /// <inheritdoc/>
    public override double RelativeTime => 0;

    /// <inheritdoc/>
    public override bool AppliesTo(RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Split.Protocol.LeaksUserBalance;
    }

    /// <inheritdoc/>
    internal override IRecommender Train(RunPart part, RunSettings settings, int threads, CancellationToken cancellation) =>
        new UserBalanceLeak(part.Split.Train, part.Data.Users.Count, part.Data.Items.Count);
}
