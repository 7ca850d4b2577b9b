using Mkr.Engine;

namespace Mkr.Model.Models.Counting;

/// <summary>Popularity: the number of an item's training positives.</summary>
internal sealed class PopularityDefinition : ModelDefinition<PopularityOptions>
{
    /// <inheritdoc/>
    public override string Name => "popularity";

    /// <inheritdoc/>
    public override string Title => "popularity";

    /// <inheritdoc/>
    public override string Summary => "to everybody what most users liked: the item's number of training positives";

    /// <inheritdoc/>
    public override string Source => "folklore; the row that a model must beat before it can claim to know anything of a user";

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = ModelPresets.Same(new PopularityOptions());

    /// <inheritdoc/>
    protected override ITrainable Create(PopularityOptions options, ModelData data, TrainingResources resources) =>
        new ClosedForm(_ => new PopularityRecommender(data.Split.Train, data.Data.Users.Count, data.Data.Items.Count));

    /// <inheritdoc/>
    protected override ITrainedModel Open(PopularityOptions options, ModelData data, StateVisitor state)
    {
        var popularity = new PopularityRecommender([], data.Data.Users.Count, data.Data.Items.Count);
        popularity.Visit(state);
        return popularity;
    }
}
