using Mkr.Model.Training;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>HolE, alone on a knowledge graph; see <see cref="HolE{T}"/>.</summary>
internal sealed class HolEDefinition : KgeDefinition<HolEOptions>
{
    /// <inheritdoc/>
    public override string Name => "hole";

    /// <inheritdoc/>
    public override string Title => "HolE";

    /// <inheritdoc/>
    public override string Summary => "a graph alone: a relation is compared with the circular correlation of head and tail";

    /// <inheritdoc/>
    public override string Source => "Nickel, Rosasco and Poggio, AAAI 2016, https://arxiv.org/abs/1510.04935";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new HolEOptions { Dim = 16, BatchSize = 64, Select = SelectionMetric.Auc },
        ["music"] = new HolEOptions(),
        // One against all costs too much with its 78,000 entities.
        ["book"] = new HolEOptions { Loss = TripleLoss.SelfAdversarial, L2 = 2e-5, BatchSize = 2048, Epochs = 100 },
        ["movie"] = new HolEOptions(),
        ["news"] = new HolEOptions
        {
            Loss = TripleLoss.SelfAdversarial,
            L2 = 2e-5,
            BatchSize = 4096,
            Epochs = 10,
            GraphSplit = new(99.8, 0.1, 0.1),
        },
    };
}
