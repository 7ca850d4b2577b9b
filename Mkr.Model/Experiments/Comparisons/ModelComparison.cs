using Mkr.Model.Models;
using Mkr.Model.Settings;

namespace Mkr.Model.Experiments.Comparisons;

/// <summary>Another model, with its own options for the data set.</summary>
internal sealed class ModelComparison(ModelDefinition model) : Comparison
{
    /// <inheritdoc/>
    public override string Key => model.Name;

    /// <inheritdoc/>
    public override string Title => model.Title;

    /// <inheritdoc/>
    public override double RelativeTime => model.Defaults is EpochOptions ? 1 : 0.1;

    /// <summary>A model is not compared with itself.</summary>
    public override bool AppliesTo(RunSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Model != model;
    }

    /// <inheritdoc/>
    internal override IRecommender Train(RunPart part, RunSettings settings, int threads, CancellationToken cancellation) =>
        part.Train(settings.With(model), threads, null, cancellation).Recommender;
}
