using Mkr.Engine.Optimizers;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Model.Models;

/// <summary>The options of a model that learns in epochs, a minibatch a step. A model without them is fitted in its only epoch.</summary>
internal abstract record EpochOptions : ModelOptions
{
    /// <summary>Passes over the training part.</summary>
    [Setting("passes over the training part", Group = SettingGroup.Training, Least = 1, Most = 1_000_000)]
    public int Epochs { get; init; } = 10;

    /// <summary>The examples of a minibatch.</summary>
    [Setting("examples of a minibatch", Group = SettingGroup.Training, Least = 1, Most = 1 << 20, Tune = "32..4096 log")]
    public int BatchSize { get; init; } = 256;

    /// <summary>What the best epoch is chosen by, on the validation part.</summary>
    [Setting("what the best epoch is chosen by, on the validation part", Group = SettingGroup.Training)]
    public SelectionMetric Select { get; init; } = SelectionMetric.Auc;

    /// <summary>Epochs without a better one after which training ends; null: it never ends early.</summary>
    [Setting("epochs without a better one after which training ends", Group = SettingGroup.Training, Least = 1, Most = 1_000_000)]
    public int? Patience { get; init; }

    /// <summary>What the optimizer does with the rows that are not in the batch.</summary>
    [Setting(
        "rows outside the batch: they move (dense), the same made up later (deferred), or stay (lazy)", Group = SettingGroup.Training)]
    public RowPolicy Adam { get; init; } = RowPolicy.Deferred;
}
