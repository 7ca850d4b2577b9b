using Mkr.Engine.Verification;
using Mkr.Model.Models.States;

namespace Mkr.Model.Models.Mkr;

/// <summary>MKR: a recommendation task and a knowledge-graph-embedding task that learn together.</summary>
/// <remarks>
/// The presets are the paper's (section 4, "Experiments setup": L, d, t, lambda1, H = 1, lambda2 = 1e-6), with the batch sizes, rates and
/// epochs of the released program; the number of fresh negatives, which the paper has not, was chosen by validation AUC among 1 and 4. The
/// invented data set has options of its own.
/// </remarks>
internal sealed class MkrDefinition : ModelDefinition<MkrOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "MKR";

    /// <inheritdoc/>
    public override string Name => "mkr";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "multi-task feature learning: recommendation and graph embedding, tied by cross&compress units";

    /// <inheritdoc/>
    public override string Source => "Wang et al., WWW 2019, https://doi.org/10.1145/3308558.3313411";

    /// <inheritdoc/>
    public override bool UsesGraph => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new MkrOptions
        {
            Dim = 32,
            Lambda1 = 0.5,
            L2 = 1e-8,
            Epochs = 60,
            BatchSize = 64,
            RsRate = 3e-4,
            KgeRate = 1e-2,
            KgeInterval = 1,
        },
        ["music"] = new MkrOptions
        {
            Dim = 4,
            LowLayers = 2,
            Lambda1 = 0.1,
            Epochs = 10,
            BatchSize = 256,
            RsRate = 1e-3,
            KgeRate = 2e-4,
            NegativesPerPositive = 4,
        },
        ["book"] = new MkrOptions
        {
            Dim = 8,
            Lambda1 = 0.1,
            Epochs = 10,
            BatchSize = 32,
            RsRate = 2e-4,
            KgeRate = 2e-5,
            NegativesPerPositive = 4,
        },
        ["movie"] = new MkrOptions { Dim = 8, Epochs = 20, BatchSize = 4096, RsRate = 0.02, KgeRate = 0.01, KgeInterval = 3 },
    };

    /// <inheritdoc/>
    public override IEnumerable<OpCheck> GradientChecks() => MkrChecks.All();

    /// <inheritdoc/>
    protected override ITrainable Create(MkrOptions options, ModelData data, TrainingResources resources) =>
        new MkrTrainable(options, data, resources);

    /// <inheritdoc/>
    protected override ITrainedModel Open(MkrOptions options, ModelData data, StateVisitor state)
    {
        var model = new MkrModel<float>(options, MkrSizes.Of(data.Data));
        model.Visit(state);
        return new MkrRecommender(model, new MkrEncoder<float>(model, data.Data.Map));
    }
}
