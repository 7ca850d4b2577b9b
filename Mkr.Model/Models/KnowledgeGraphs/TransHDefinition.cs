using Mkr.Model.Training;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>TransH, alone on a knowledge graph; see <see cref="TransH{T}"/>.</summary>
internal sealed class TransHDefinition : KgeDefinition<TransHOptions>
{
    /// <inheritdoc/>
    public override string Name => "transh";

    /// <inheritdoc/>
    public override string Title => "TransH";

    /// <inheritdoc/>
    public override string Summary => "a graph alone: a relation moves what it sees of the head, on its own hyperplane";

    /// <inheritdoc/>
    public override string Source => "Wang et al., AAAI 2014, https://doi.org/10.1609/aaai.v28i1.8870";

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new TransHOptions { Dim = 16, BatchSize = 64, Select = SelectionMetric.Auc },
        ["music"] = new TransHOptions(),
        ["book"] = new TransHOptions { BatchSize = 2048, Epochs = 100 },
        ["movie"] = new TransHOptions(),
        ["news"] = new TransHOptions { BatchSize = 4096, Epochs = 10, GraphSplit = new(99.8, 0.1, 0.1) },
    };

    /// <inheritdoc/>
    protected override IEnumerable<(string Form, TransHOptions Options)> Forms =>
    [
        ("orthogonal", new TransHOptions { Orthogonality = 0.5, Epsilon = 0.05 }),
    ];
}
