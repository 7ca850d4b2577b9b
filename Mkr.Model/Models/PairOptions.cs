using Mkr.Model.Sampling;
using Mkr.Model.Settings;

namespace Mkr.Model.Models;

/// <summary>The options of a model that learns from labelled pairs of a user and an item.</summary>
internal abstract record PairOptions : EpochOptions
{
    /// <summary>Where the negatives come from.</summary>
    [Setting(
        "the negatives: the protocol's own (given), or redrawn in each epoch (fresh)",
        Group = SettingGroup.Training, Tune = "given, fresh")]
    public Negatives Negatives { get; init; } = Negatives.Given;

    /// <summary>Fresh negatives for each positive; each then weighs as much less, so that both labels weigh the same.</summary>
    [Setting("fresh negatives for each positive", Group = SettingGroup.Training, Least = 1, Most = 1000, Tune = "1..8")]
    public int NegativesPerPositive { get; init; } = 1;

    /// <summary>What a negative weighs beside a positive: 1 / k with k fresh ones for each, so that both labels weigh the same.</summary>
    internal double NegativeWeight => Negatives == Negatives.Fresh ? 1.0 / NegativesPerPositive : 1;
}
