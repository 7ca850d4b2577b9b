using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.Calibration;

namespace Mkr.Model.Models.LinearModels;

/// <summary>
/// EASE, its scores scaled to logits on validation. The presets were chosen by validation AUC among lambda in {20, 50, 100, 200, 500, 1000,
/// 2000}.
/// </summary>
internal sealed class EaseDefinition : ModelDefinition<EaseOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "EASE";

    /// <inheritdoc/>
    public override string Name => "ease";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "each item predicted from all others by ridge regression, in closed form";

    /// <inheritdoc/>
    public override string Source => "Steck, WWW 2019, https://doi.org/10.1145/3308558.3313710";

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new EaseOptions { L2 = 200 },
        ["music"] = new EaseOptions { L2 = 2000 },
        ["book"] = new EaseOptions { L2 = 1000 },
        ["movie"] = new EaseOptions { L2 = 1000 },
        ["news"] = new EaseOptions(),
    };

    /// <inheritdoc/>
    public override string? OnnxObstacle => "its scores are sums over a user's history of a matrix of all pairs of items";

    /// <inheritdoc/>
    protected override ITrainable Create(EaseOptions options, ModelData data, TrainingResources resources) => new ClosedForm(_ =>
        CalibratedModel.Fit(new Ease(PositiveMatrix.Of(data), options, resources.Threads), data.Split.Validation));

    /// <inheritdoc/>
    protected override ITrainedModel Open(EaseOptions options, ModelData data, StateVisitor state) =>
        CalibratedModel.Open(new Ease(PositiveMatrix.Of(data)), state);
}
