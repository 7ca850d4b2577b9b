using Mkr.Engine;
using Mkr.Engine.Verification;
using Mkr.Model.Data;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>A model of a knowledge graph alone; what is the same for all of them.</summary>
/// <typeparam name="TOptions">Its options.</typeparam>
internal abstract class KgeDefinition<TOptions> : ModelDefinition<TOptions>
    where TOptions : KgeOptions, new()
{
    /// <inheritdoc/>
    public sealed override bool UsesGraph => true;

    /// <inheritdoc/>
    public sealed override bool Explains => true;

    /// <summary>The forms of the model whose gradients are checked, with each loss.</summary>
    protected virtual IEnumerable<(string Form, TOptions Options)> Forms => [(string.Empty, new TOptions())];

    /// <inheritdoc/>
    internal sealed override IEnumerable<OpCheck> GradientChecks() =>
        Forms.SelectMany(form => KgeChecks.Of($"{Title} {form.Form}".TrimEnd(), form.Options));

    /// <inheritdoc/>
    protected sealed override ITrainable Create(TOptions options, ModelData data, TrainingResources resources) =>
        new KgeTrainable(Title, options, data, resources);

    /// <inheritdoc/>
    protected sealed override RowIds RowIds(TOptions options, ModelData data) => GraphRows.Of(data.Data.Graph.OfItems);

    /// <inheritdoc/>
    protected sealed override ITrainedModel Open(TOptions options, ModelData data, StateVisitor state)
    {
        KnowledgeGraph graph = data.Data.Graph.OfItems;
        var model = new KgeModel<float>(options, graph.Entities.Count, Math.Max(1, graph.Relations.Count));
        return KgeRecommender.Open(Title, model, data, state);
    }
}
