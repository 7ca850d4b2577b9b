using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Model.Experiments.Comparisons;

/// <summary>The same model on the same data, without the graph or with a shuffled one: what the graph is worth.</summary>
internal sealed class GraphComparison(GraphUse graph) : Comparison
{
    /// <inheritdoc/>
    public override string Key => graph == GraphUse.None ? "no-graph" : "shuffled-graph";

    /// <inheritdoc/>
    public override string Title => graph == GraphUse.None ? "without the graph" : "shuffled graph";

    /// <inheritdoc/>
    public override double RelativeTime => graph == GraphUse.None ? 0.7 : 1;

    /// <summary>It says something of a model that uses the graph, where that is as it was given.</summary>
    public override bool AppliesTo(RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Model.UsesGraph && settings.Split.Graph == GraphUse.Given;
    }

    /// <inheritdoc/>
    internal override IRecommender Train(RunPart part, RunSettings settings, int threads, CancellationToken cancellation) =>
        part.With(new SplitOptions { Graph = graph }).Train(settings, threads, null, cancellation).Recommender;
}
