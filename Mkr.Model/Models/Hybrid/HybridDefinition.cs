using Mkr.Engine;
using Mkr.Engine.Verification;
using Mkr.Model.Data;
using Mkr.Model.Models.Wide;
using Mkr.Model.Settings;

namespace Mkr.Model.Models.Hybrid;

/// <summary>
/// The hybrid: MKR's two towers, of histories and of the graph's attributes, with sharing units and a second task where they are asked
/// for, and closed forms beside them.
/// </summary>
/// <remarks>The presets were chosen on the validation parts of two to four seeds under the protocol <c>warm</c>.</remarks>
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
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new HybridOptions { BatchSize = 512, Ridge = 1e-2 },
        ["music"] = new HybridOptions { L2 = 1e-2, NegativesPerPositive = 7, EaseL2 = 100 },
        ["book"] = new HybridOptions { Rate = 3e-3, ItemPrior = 10, EaseL2 = 100 },
        ["movie"] = new HybridOptions { ItemPrior = 10, EaseL2 = 2000, Neighbours = 200, Averaging = 0.7 },
        ["news"] = new HybridOptions { Dim = 16, Attributes = false, Wide = false, BatchSize = 4096 },
    };

    /// <inheritdoc/>
    internal override IEnumerable<OpCheck> GradientChecks() => HybridChecks.All();

    /// <inheritdoc/>
    protected override ITrainable Create(HybridOptions options, ModelData data, TrainingResources resources)
    {
        ArgumentNullException.ThrowIfNull(options);
        CheckGroup("negativesPerPositive", options.PairGroup, "goal=ranking");
        if (options.GraphTask) CheckGroup("falseAttributes", options.FactGroup, "graphLoss=softmax");
        return new HybridTrainable(options, data, resources);

        static void CheckGroup(string key, int group, string cause)
        {
            if (Tape<float>.DefaultTile % group == 0) return;
            throw new SettingException(
                $"{key}: with {cause} a true one and its false ones stay together: expected 1, 3, 7, 15, 31, 63, 127 or 255, "
                + $"found {group - 1}.");
        }
    }

    /// <inheritdoc/>
    protected override RowIds RowIds(HybridOptions options, ModelData data) =>
        new RowIds()
            .Add("users", data.Data.Users, "user_embedding")
            .Add(
                "items", data.Data.Items, "item_embedding", "item_bias", "history_embedding", "history_attention_key",
                "history_attention_value")
            .Add(
                "attributes", ItemAttributes.Field("attributes", data.Data).Vocabulary, "attribute_embedding",
                "history_attribute_embedding", "attribute_bias", "attribute_attention_key", "attribute_attention_value");

    /// <inheritdoc/>
    protected override ITrainedModel Open(HybridOptions options, ModelData data, StateVisitor state)
    {
        int length = HybridEncoder.VectorLength(options);
        GraphAttributes? attributes = options.Describe(data);
        var facts = new HybridFacts(PositiveMatrix.Of(data), options.Attributes ? attributes?.Rows : null);
        float[] users = new float[data.Data.Users.Count * length], items = new float[data.Data.Items.Count * length];
        ITrainedModel towers = HybridTowers.Create(options, facts, users, items, model: null);
        if (options.Wide) return HybridRecommender.Open(towers, new WideFeatures(data, attributes), state);
        towers.Visit(state);
        return towers;
    }
}
