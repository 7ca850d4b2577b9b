using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Model.Models.Calibration;

namespace Mkr.Model.Models.Cke;

/// <summary>CKE: factorization of users and items whose vectors contain entities' ones; see <see cref="CkeModel{T}"/>.</summary>
internal sealed class CkeDefinition : ModelDefinition<CkeOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "CKE";

    private static readonly (int Dim, bool Normalize)[] CheckedForms = [(3, true), (3, false), (4, true), (4, false)];

    /// <inheritdoc/>
    public override string Name => "cke";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "matrix factorization that ranks, with item vectors that TransR learns along from the graph";

    /// <inheritdoc/>
    public override string Source => "Zhang et al., KDD 2016, https://doi.org/10.1145/2939672.2939673";

    /// <inheritdoc/>
    public override bool UsesGraph => true;

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new CkeOptions { Dim = 16, RelationDim = 16, BatchSize = 64, L2 = 1e-3 },
        ["music"] = new CkeOptions(),
        ["book"] = new CkeOptions { Dim = 128, BatchSize = 1024 },
        ["movie"] = new CkeOptions { Dim = 64, BatchSize = 1024, L2 = 1e-5 },
        ["news"] = new CkeOptions { Dim = 16, RelationDim = 16, BatchSize = 4096, L2 = 1e-5, Epochs = 20 },
    };

    /// <inheritdoc/>
    internal override IEnumerable<OpCheck> GradientChecks() => CheckedForms.Select(form => Check(
        new CkeOptions { Dim = form.Dim, RelationDim = 5, Normalize = form.Normalize, KgeWeight = 0.7, L2 = 0.01, KgeL2 = 0.02 }));

    /// <inheritdoc/>
    protected override ITrainable Create(CkeOptions options, ModelData data, TrainingResources resources) =>
        new CkeTrainable(options, data, resources);

    /// <inheritdoc/>
    protected override RowIds RowIds(CkeOptions options, ModelData data) => new RowIds()
        .Add("users", data.Data.Users, "user_embedding").Add("items", data.Data.Items, "item_embedding")
        .Add("entities", data.Data.Graph.Entities, "entity_embedding")
        .Add("relations", data.Data.Graph.Relations, "relation_embedding", "relation_matrix");

    /// <inheritdoc/>
    protected override ITrainedModel Open(CkeOptions options, ModelData data, StateVisitor state)
    {
        float[] users = new float[data.Data.Users.Count * options.Dim], items = new float[data.Data.Items.Count * options.Dim];
        return CalibratedModel.Open(new VectorRecommender(TableTitle, options.Dim, users, items), state);
    }

    /// <summary>More examples than there are rows, so that these repeat; an entity is in pairs and in triples.</summary>
    private static OpCheck Check(CkeOptions options)
    {
        const int Examples = 9, Users = 4, Items = 5, Entities = 7, Relations = 3;
        var random = new SeededRandom(1);
        var model = new CkeModel<double>(options, Users, Items, Entities, Relations);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) new Normal(0.7).Fill(parameter, random);
        var task = new CkeTask<double>(model, Examples);
        CkeTriples<double> graph = task.Graph!;
        foreach (Lookup<double> lookup in (Lookup<double>[])[task.Users, task.Positives, task.Negatives, task.PositiveEntities,
            task.NegativeEntities, graph.Heads, graph.Relations, graph.Tails, graph.FalseTails])
        {
            for (int k = 0; k < Examples; k++) lookup.Rows[k] = random.NextInt32(lookup.Table.Rows);
        }

        string form = options.Normalize ? "of length 1" : "as they are";
        return new OpCheck($"CKE loss d={options.Dim}, vectors {form}", task.Tape, Examples);
    }
}
