using Mkr.Model.Training;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>TransE, alone on a knowledge graph; see <see cref="TransE{T}"/>.</summary>
internal sealed class TransEDefinition : KgeDefinition<TransEOptions>
{
    /// <inheritdoc/>
    public override string Name => "transe";

    /// <inheritdoc/>
    public override string Title => "TransE";

    /// <inheritdoc/>
    public override string Summary => "a graph alone: a relation moves the head to the tail";

    /// <inheritdoc/>
    public override string Source => "Bordes et al., NIPS 2013, https://papers.nips.cc/paper/5071";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new TransEOptions { Dim = 16, BatchSize = 64, Select = SelectionMetric.Auc },
        ["music"] = new TransEOptions(),
        ["book"] = new TransEOptions { BatchSize = 2048, Epochs = 100 },
        ["movie"] = new TransEOptions(),
        ["news"] = new TransEOptions { BatchSize = 4096, Epochs = 10, GraphSplit = new(99.8, 0.1, 0.1) },
    };

    /// <inheritdoc/>
    protected override IEnumerable<(string Form, TransEOptions Options)> Forms =>
    [
        ("L1", new TransEOptions { Norm = TranslationNorm.L1 }),
        ("L2", new TransEOptions { Norm = TranslationNorm.L2 }),
    ];
}
