using Mkr.Model.Training;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>Rescal, alone on a knowledge graph; see <see cref="Rescal{T}"/>.</summary>
internal sealed class RescalDefinition : KgeDefinition<RescalOptions>
{
    /// <inheritdoc/>
    public override string Name => "rescal";

    /// <inheritdoc/>
    public override string Title => "RESCAL";

    /// <inheritdoc/>
    public override string Summary => "a graph alone: a relation is a bilinear form of head and tail";

    /// <inheritdoc/>
    public override string Source => "Nickel, Tresp and Kriegel, ICML 2011";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new RescalOptions { Dim = 16, BatchSize = 64, Select = SelectionMetric.Auc },
        ["music"] = new RescalOptions(),
        // One against all costs too much with its 78,000 entities.
        ["book"] = new RescalOptions { Loss = TripleLoss.SelfAdversarial, L2 = 2e-5, BatchSize = 2048, Epochs = 100 },
        ["movie"] = new RescalOptions(),
        ["news"] = new RescalOptions
        {
            Loss = TripleLoss.SelfAdversarial,
            L2 = 2e-5,
            BatchSize = 4096,
            Epochs = 10,
            GraphSplit = new(99.8, 0.1, 0.1),
        },
    };
}
