using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.Calibration;

namespace Mkr.Model.Models.Per;

/// <summary>PER: what the items of a history have in common with an item along meta-paths, weighed by learning to rank.</summary>
internal sealed class PerDefinition : ModelDefinition<PerOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "PER";

    /// <inheritdoc/>
    public override string Name => "per";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "similarity of items along meta-paths of the graph, the paths weighed by BPR";

    /// <inheritdoc/>
    public override string Source => "Yu et al., WSDM 2014, https://doi.org/10.1145/2556195.2556259";

    /// <inheritdoc/>
    public override bool UsesGraph => true;

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new PerOptions { Paths = "genre,director,actor,series" },
        ["music"] = new PerOptions
        {
            Paths = "music.artist.origin,people.person.place_of_birth,music.musician.instruments_played",
        },
        ["book"] = new PerOptions { Paths = "book.written_work.author,book.book.genre" },
        ["movie"] = new PerOptions { Paths = "film.film.director,film.film.genre,film.film.star" },
        ["news"] = new PerOptions(),
    };

    /// <inheritdoc/>
    public override string? OnnxObstacle => "its scores are counts of paths in the graph";

    /// <inheritdoc/>
    protected override ITrainable Create(PerOptions options, ModelData data, TrainingResources resources) =>
        new ClosedForm(_ => PerTraining.Fit(options, data, resources.Random));

    /// <inheritdoc/>
    protected override ITrainedModel Open(PerOptions options, ModelData data, StateVisitor state)
    {
        PositiveMatrix history = PositiveMatrix.Of(data);
        MetaPath[] paths = MetaPaths.Find(options.Paths, data.Data);
        double[] weights = new double[options.Clusters * paths.Length], cosines = new double[options.Clusters * history.UserCount];
        return CalibratedModel.Open(new PerRecommender(paths, history, options.Mean, weights, cosines), state);
    }
}
