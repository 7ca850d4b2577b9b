using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.Calibration;

namespace Mkr.Model.Models.Neighbours;

/// <summary>
/// Item-kNN, its scores scaled to logits on validation. The presets were chosen by validation AUC among k in {50, 200, 1000, all},
/// shrinkage in {0, 5, 20}.
/// </summary>
internal sealed class ItemKnnDefinition : ModelDefinition<ItemKnnOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "item-kNN";

    /// <inheritdoc/>
    public override string Name => "itemknn";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "items that share users with the user's history: cosine, shrinkage, top-k neighbours";

    /// <inheritdoc/>
    public override string Source => "Sarwar et al., WWW 2001; Deshpande and Karypis, TOIS 2004, https://doi.org/10.1145/963770.963776";

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new ItemKnnOptions { Neighbours = 200, Shrink = 20 },
        ["music"] = new ItemKnnOptions { Neighbours = 1000, Shrink = 20 },
        ["book"] = new ItemKnnOptions { Neighbours = 100_000, Shrink = 20 },
        ["movie"] = new ItemKnnOptions { Neighbours = 50, Shrink = 5 },
        ["news"] = new ItemKnnOptions { Neighbours = 50, Shrink = 5 },
    };

    /// <inheritdoc/>
    public override string? OnnxObstacle => "its scores are sums over a user's history of a sparse matrix of items";

    /// <inheritdoc/>
    protected override ITrainable Create(ItemKnnOptions options, ModelData data, TrainingResources resources) => new ClosedForm(_ =>
        CalibratedModel.Fit(new ItemKnn(PositiveMatrix.Of(data), options, resources.Threads), data.Split.Validation));

    /// <inheritdoc/>
    protected override ITrainedModel Open(ItemKnnOptions options, ModelData data, StateVisitor state) =>
        CalibratedModel.Open(new ItemKnn(PositiveMatrix.Of(data)), state);
}
