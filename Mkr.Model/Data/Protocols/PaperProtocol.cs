using Mkr.Engine.Randomness;
using Mkr.Model.Sampling;

namespace Mkr.Model.Data.Protocols;

/// <summary>The paper's protocol: negatives are drawn first, then all rows are shuffled and split 6:2:2.</summary>
/// <remarks>
/// A user's labels are balanced over all parts together but not in each: how many of its training rows are negative tells a
/// little about the test rows. Use it to compare with the paper, and <see cref="CleanProtocol"/> otherwise.
/// </remarks>
internal sealed class PaperProtocol : SplitProtocol
{
    /// <inheritdoc/>
    public override string Name => "paper";

    /// <inheritdoc/>
    public override string Description => "As in the paper: draw as many negatives as positives for each user, then split all rows 6:2:2.";

    /// <inheritdoc/>
    public override bool LeaksUserBalance => true;

    /// <inheritdoc/>
    protected override DatasetSplit Divide(RecommendationData data, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        Interaction[] rows = new NegativeItemSampler(data).Sample(random.Split("negatives"), out int missing);
        return DatasetSplitter.SplitRows(rows, random.Split("rows")) with { MissingNegatives = missing };
    }
}
