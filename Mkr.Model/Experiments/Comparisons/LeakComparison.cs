using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Model.Experiments.Comparisons;

/// <summary>What the split or the files give away without a model.</summary>
/// <param name="key">The word that it is chosen by.</param>
/// <param name="title">Its name in tables.</param>
/// <param name="isIn">Whether a protocol has the leak.</param>
/// <param name="create">Makes its recommender.</param>
internal sealed class LeakComparison(
    string key, string title, Predicate<SplitProtocol> isIn, Func<RecommendationData, DatasetSplit, IRecommender> create) : Comparison
{
    /// <inheritdoc/>
    public override string Key => key;

    /// <inheritdoc/>
    public override string Title => title;

    /// <inheritdoc/>
    public override double RelativeTime => 0;

    /// <inheritdoc/>
    public override bool AppliesTo(RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return isIn(settings.Split.Protocol);
    }

    /// <inheritdoc/>
    internal override IRecommender Train(RunPart part, RunSettings settings, int threads, CancellationToken cancellation) =>
        create(part.Data, part.Split);
}
