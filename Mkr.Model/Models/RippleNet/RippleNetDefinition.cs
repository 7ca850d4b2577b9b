using Mkr.Engine;
using Mkr.Engine.Verification;

namespace Mkr.Model.Models.RippleNet;

/// <summary>RippleNet: a user's history spreads along the triples of the graph.</summary>
/// <remarks>The presets of music, book and movie are those of the papers, that of news is the paper's on its own news.</remarks>
internal sealed class RippleNetDefinition : ModelDefinition<RippleOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "RippleNet";

    /// <inheritdoc/>
    public override string Name => "ripplenet";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "attends to the triples that a user's history leads to, hop after hop";

    /// <inheritdoc/>
    public override string Source => "Wang et al., CIKM 2018, https://arxiv.org/abs/1803.03467";

    /// <inheritdoc/>
    public override bool UsesGraph => true;

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new RippleOptions { BatchSize = 256, Rate = 5e-3, L2 = 1e-6 },
        ["music"] = new RippleOptions { Dim = 8, L2 = 1e-6 },
        ["book"] = new RippleOptions { Dim = 4, Hops = 3, L2 = 1e-5, Rate = 1e-3 },
        ["movie"] = new RippleOptions(),
        ["news"] = new RippleOptions { Dim = 32, Hops = 3, L2 = 1e-5, KgeWeight = 0.05, Rate = 5e-3 },
    };

    /// <inheritdoc/>
    internal override IEnumerable<OpCheck> GradientChecks() => RippleChecks.All();

    /// <inheritdoc/>
    protected override ITrainable Create(RippleOptions options, ModelData data, TrainingResources resources) =>
        new RippleTrainable(options, data, resources);

    /// <inheritdoc/>
    protected override RowIds RowIds(RippleOptions options, ModelData data) => new RowIds()
        .Add("entities", data.Data.Graph.Entities, "entity_embedding")
        .Add("relations", RippleGraph.NameRelations(data.Data.Graph, options.InverseEdges), "relation_matrix");

    /// <inheritdoc/>
    protected override ITrainedModel Open(RippleOptions options, ModelData data, StateVisitor state)
    {
        RippleGraph graph = RippleGraph.Of(data.Data.Graph, options.InverseEdges);
        var model = new RippleModel<float>(options, graph.EntityCount, graph.RelationCount);
        var sets = new RippleSets(data.Data.Users.Count, options.Hops, options.Memory);
        var recommender = new RippleRecommender(model, graph, sets, data.Data.Map);
        recommender.Visit(state);
        return recommender;
    }
}
