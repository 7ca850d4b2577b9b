using Mkr.Engine;
using Mkr.Engine.Verification;
using Mkr.Model.Layers;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Mkr.Sharing;
using Mkr.Model.Models.Mkr.Tails;
using Mkr.Model.Sampling;
using Mkr.Model.Settings;

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

    /// <summary>The name that it is chosen by.</summary>
    public const string Key = "mkr";

    /// <summary>MKR itself.</summary>
    public MkrDefinition()
        : this(
            Key, TableTitle, "multi-task feature learning: recommendation and graph embedding, tied by cross&compress units",
            options => options)
    {
    }

    private MkrDefinition(string name, string title, string summary, Func<MkrOptions, MkrOptions> change)
    {
        (Name, Title, Summary) = (name, title, summary);
        Defaults = change(new MkrOptions());
        Presets = OfMkr.ToDictionary(preset => preset.Key, preset => (ModelOptions)change(preset.Value));
    }

    private static Dictionary<string, MkrOptions> OfMkr { get; } = new()
    {
        ["demo"] = new MkrOptions
        {
            Dim = 8,
            Lambda1 = 0.1,
            L2 = 2e-5,
            Epochs = 100,
            Patience = 10,
            BatchSize = 256,
            RsRate = 1.4e-3,
            KgeRate = 3e-4,
            KgeInterval = 1,
            Negatives = Negatives.Fresh,
            NegativesPerPositive = 4,
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
        ["news"] = new MkrOptions
        {
            Dim = 16,
            LowLayers = 3,
            Lambda1 = 0.2,
            L2 = 0,
            L2Scope = PenaltyScope.Own,
            Features = "word",
            WithoutId = WithoutId.Item,
            Epochs = 20,
            BatchSize = 64,
            RsRate = 1e-3,
            KgeRate = 1e-3,
            KgeInterval = 5,
            Negatives = Negatives.Fresh,
        },
    };

    /// <summary>The paper's variants: MKR with one option changed, in all presets.</summary>
    public static IReadOnlyList<MkrDefinition> Variants { get; } =
    [
        new("mkr-1l", "MKR-1L", "MKR with one cross&compress unit", options => options with { LowLayers = 1 }),
        new("mkr-dcn", "MKR-DCN", "MKR with layers of a deep and cross network in place of the units", Shared(FeatureSharing.CrossNetwork)),
        new("mkr-stitch", "MKR-stitch", "MKR with cross-stitch units, four scalars a layer", Shared(FeatureSharing.CrossStitch)),
        new("mkr-none", "MKR, none shared", "MKR's two tasks with nothing between them", Shared(FeatureSharing.None)),
    ];

    /// <inheritdoc/>
    public override string Name { get; }

    /// <inheritdoc/>
    public override string Title { get; }

    /// <inheritdoc/>
    public override string Summary { get; }

    /// <summary>The variants are options of MKR, and on its page.</summary>
    public override string Page => "mkr";

    /// <inheritdoc/>
    public override ModelOptions Defaults { get; }

    /// <inheritdoc/>
    public override string Source => "Wang et al., WWW 2019, https://doi.org/10.1145/3308558.3313411";

    /// <inheritdoc/>
    public override bool UsesGraph => ((MkrOptions)Defaults).Sharing != FeatureSharing.None;

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; }

    /// <summary>MKR's, which cover the variants.</summary>
    internal override IEnumerable<OpCheck> GradientChecks() => Name == Page ? MkrChecks.All() : [];

    /// <inheritdoc/>
    protected override ITrainable Create(MkrOptions options, ModelData data, TrainingResources resources)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (options.Objective == Objective.Released && options.ChosenKgeLoss != KgeLoss.Difference)
        {
            throw new SettingException(
                "objective=released has no false triples, which kgeLoss needs: give objective=paper, "
                + "or kgeModel=mkr with kgeLoss=difference.");
        }

        if (options is { KgeModel: KgeKind.Analogy } && options.Dim % 4 != 0)
            throw new SettingException($"dim: expected a multiple of 4 with kgeModel=analogy, found {options.Dim}.");
        if (options.KgeModel != KgeKind.TailPrediction && OfTailPrediction(options) is string key)
            throw new SettingException($"{key}: only MKR's own graph side reads it. Leave it out, or give kgeModel=mkr.");
        return new MkrTrainable(Title, options, data, resources);
    }

    /// <inheritdoc/>
    protected override RowIds RowIds(MkrOptions options, ModelData data) =>
        options.FieldsOf(data).Aggregate(
            GraphRows.Of(data.Data.Graph.OfItems)
                .Add("users", data.Data.Users, "user_embedding").Add("items", data.Data.Items, "item_embedding"),
            (ids, field) => ids.Add($"values of {field.Name}", field.Vocabulary, FeatureVector<float>.TableName(field)));

    /// <inheritdoc/>
    protected override ITrainedModel Open(MkrOptions options, ModelData data, StateVisitor state)
    {
        var model = new MkrModel<float>(options, MkrSizes.Of(data.Data), fields: options.FieldsOf(data));
        model.Visit(state);
        return new MkrRecommender(Title, model, new MkrEncoder<float>(model, EntityScopes.MapOf(data.Data, options.Entities)));
    }

    /// <summary>
    /// The key of a setting that another graph side than MKR's own would not read, and that is not what it is by default.
    /// </summary>
    private static string? OfTailPrediction(MkrOptions options)
    {
        var defaults = new MkrOptions();
        return options.Score != defaults.Score ? "score"
            : options.TailOutput != defaults.TailOutput ? "tailOutput"
            : options.RelationLayers != defaults.RelationLayers ? "relationLayers"
            : null;
    }

    private static Func<MkrOptions, MkrOptions> Shared(FeatureSharing sharing) => options => options with { Sharing = sharing };
}
