using Mkr.Engine;


namespace Mkr.Model.Models.Blend;

/// <summary>
/// Blend: simple models and counts, weighed by a logistic regression that is fitted on validation. The presets were chosen by validation
/// AUC: lambda of EASE from 50 to 2000, k from 50 to all.
/// </summary>
internal sealed class BlendDefinition : ModelDefinition<BlendOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "blend";

    /// <inheritdoc/>
    public override string Name => "blend";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "counts, item-kNN, EASE and overlap in the graph, weighed by a logistic regression with products";

    /// <inheritdoc/>
    public override string Source => "this project; the parts are those of itemknn and ease";

    /// <inheritdoc/>
    public override bool UsesGraph => true;

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new BlendOptions(),
        ["music"] = new BlendOptions { EaseL2 = 100 },
        ["book"] = new BlendOptions { EaseL2 = 100 },
        ["movie"] = new BlendOptions { EaseL2 = 2000, Neighbours = 200 },
        ["news"] = new BlendOptions(),
    };

    /// <inheritdoc/>
    public override string? OnnxObstacle => "its scores are closed forms of the training part";

    /// <inheritdoc/>
    protected override ITrainable Create(BlendOptions options, ModelData data, TrainingResources resources) =>
        new ClosedForm(_ => new BlendModel(data, options, resources.Threads));

    /// <inheritdoc/>
    protected override ITrainedModel Open(BlendOptions options, ModelData data, StateVisitor state)
    {
        var blend = new BlendModel(data);
        blend.Visit(state);
        return blend;
    }
}
