using Mkr.Engine;
using Mkr.Engine.Verification;

namespace Mkr.Model.Models.Dkn;

/// <summary>DKN: titles of words and entities, and attention to the clicks; see <see cref="DknModel{T}"/>.</summary>
internal sealed class DknDefinition : ModelDefinition<DknOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "DKN";

    /// <inheritdoc/>
    public override string Name => "dkn";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "convolutions of titles whose words know their entities, and attention to a user's clicks";

    /// <inheritdoc/>
    public override string Source => "Wang et al., WWW 2018, https://doi.org/10.1145/3178876.3186175";

    /// <inheritdoc/>
    public override bool UsesGraph => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new DknOptions { TitleLength = 4, WordDim = 16, EntityDim = 16, Filters = 32, BatchSize = 64 },
        ["music"] = new DknOptions { TitleLength = 6 },
        ["book"] = new DknOptions { BatchSize = 1024 },
        ["movie"] = new DknOptions { TitleLength = 6, BatchSize = 1024 },
        ["news"] = new DknOptions { BatchSize = 128 },
    };

    /// <inheritdoc/>
    internal override IEnumerable<OpCheck> GradientChecks() => DknChecks.All();

    /// <inheritdoc/>
    protected override ITrainable Create(DknOptions options, ModelData data, TrainingResources resources) =>
        new DknTrainable(options, data, resources);

    /// <inheritdoc/>
    protected override RowIds RowIds(DknOptions options, ModelData data) =>
        new DknTitles(options, data.Data, data.Split.Train).RowIds(data.Data.Graph);

    /// <inheritdoc/>
    protected override ITrainedModel Open(DknOptions options, ModelData data, StateVisitor state) =>
        DknRecommender.Open(options, data.Data.Users.Count, data.Data.Items.Count, state);
}
