using Mkr.Model.Training;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>TransR, alone on a knowledge graph; see <see cref="TransR{T}"/>.</summary>
internal sealed class TransRDefinition : KgeDefinition<TransROptions>
{
    /// <inheritdoc/>
    public override string Name => "transr";

    /// <inheritdoc/>
    public override string Title => "TransR";

    /// <inheritdoc/>
    public override string Summary => "a graph alone: a relation moves the head in a space of its own";

    /// <inheritdoc/>
    public override string Source => "Lin et al., AAAI 2015, https://doi.org/10.1609/aaai.v29i1.9491";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new TransROptions { Dim = 16, BatchSize = 64, Select = SelectionMetric.Auc },
        ["music"] = new TransROptions(),
        ["book"] = new TransROptions { BatchSize = 2048, Epochs = 100 },
        ["movie"] = new TransROptions(),
        ["news"] = new TransROptions { BatchSize = 4096, Epochs = 10, GraphSplit = new(99.8, 0.1, 0.1) },
    };

    /// <inheritdoc/>
    protected override IEnumerable<(string Form, TransROptions Options)> Forms =>
    [
        (string.Empty, new TransROptions { RelationDim = 5 }),
        ("clamped", new TransROptions { ClampProjected = true }),
    ];
}
