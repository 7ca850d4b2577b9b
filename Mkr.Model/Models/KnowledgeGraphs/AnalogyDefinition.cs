using Mkr.Model.Training;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>Analogy, alone on a knowledge graph; see <see cref="Analogy{T}"/>.</summary>
internal sealed class AnalogyDefinition : KgeDefinition<AnalogyOptions>
{
    /// <inheritdoc/>
    public override string Name => "analogy";

    /// <inheritdoc/>
    public override string Title => "ANALOGY";

    /// <inheritdoc/>
    public override string Summary => "a graph alone: a relation is a normal matrix, of numbers and complex numbers";

    /// <inheritdoc/>
    public override string Source => "Liu, Wu and Yang, ICML 2017, https://arxiv.org/abs/1705.02426";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new AnalogyOptions { Dim = 16, BatchSize = 64, Select = SelectionMetric.Auc },
        ["music"] = new AnalogyOptions(),
        // One against all costs too much with its 78,000 entities.
        ["book"] = new AnalogyOptions { Loss = TripleLoss.SelfAdversarial, L2 = 2e-5, BatchSize = 2048, Epochs = 100 },
        ["movie"] = new AnalogyOptions(),
        ["news"] = new AnalogyOptions
        {
            Loss = TripleLoss.SelfAdversarial,
            L2 = 2e-5,
            BatchSize = 4096,
            Epochs = 10,
            GraphSplit = new(99.8, 0.1, 0.1),
        },
    };
}
