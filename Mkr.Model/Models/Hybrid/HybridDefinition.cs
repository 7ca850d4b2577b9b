using Mkr.Model.Models.States;
using Mkr.Model.Models.Wide;

namespace Mkr.Model.Models.Hybrid;

/// <summary>The hybrid: two towers of histories and attributes, and closed forms beside them.</summary>
internal sealed class HybridDefinition : ModelDefinition<HybridOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "MKR hybrid";

    /// <inheritdoc/>
    public override string Name => "mkr-hybrid";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "MKR's towers and units over histories and the graph's attributes, with closed forms beside them";

    /// <inheritdoc/>
    public override string Source => "this project, after Wang et al., WWW 2019";

    /// <inheritdoc/>
    public override bool UsesGraph => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new HybridOptions(),
        ["music"] = new HybridOptions { EaseL2 = 100 },
        ["book"] = new HybridOptions { EaseL2 = 100 },
        ["movie"] = new HybridOptions { EaseL2 = 2000, Neighbours = 200, Dim = 64, L2 = 1e-3, NegativesPerPositive = 2 },
        ["news"] = new HybridOptions(),
    };

    /// <inheritdoc/>
    protected override ITrainable Create(HybridOptions options, ModelData data, TrainingResources resources) =>
        new HybridTrainable(options, data, resources);

    /// <inheritdoc/>
    protected override ITrainedModel Open(HybridOptions options, ModelData data, StateVisitor state)
    {
        int length = HybridEncoder.VectorLength(options);
        float[] users = new float[data.Data.Users.Count * length], items = new float[data.Data.Items.Count * length];
        var towers = new VectorRecommender(TableTitle, length, users, items);
        if (options.Wide) return HybridRecommender.Open(towers, new WideFeatures(data), state);
        towers.Visit(state);
        return towers;
    }
}
