using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Pairs;

namespace Mkr.Model.Models.LibFm;

/// <summary>LibFM: a factorization machine on users, items, and the items' vectors by TransR; see <see cref="LibFmModel{T}"/>.</summary>
internal sealed class LibFmDefinition : ModelDefinition<LibFmOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "LibFM";

    private static readonly int[] CheckedDims = [1, 4, 5];

    /// <inheritdoc/>
    public override string Name => "libfm";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "a factorization machine on users, items and the items' entity vectors by TransR";

    /// <inheritdoc/>
    public override string Source => "Rendle, ACM TIST 2012, https://doi.org/10.1145/2168752.2168771";

    /// <inheritdoc/>
    public override bool UsesGraph => true;

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new LibFmOptions { BatchSize = 64, Rate = 5e-3, EntityDim = 16, L2 = 1e-3, LinearL2 = 1e-3 },
        ["music"] = new LibFmOptions(),
        ["book"] = new LibFmOptions { BatchSize = 1024, L2 = 1e-3, LinearL2 = 1e-3 },
        ["movie"] = new LibFmOptions { BatchSize = 1024, L2 = 1e-5, LinearL2 = 1e-5 },
        ["news"] = new LibFmOptions { BatchSize = 4096, L2 = 1e-5, LinearL2 = 1e-5, Epochs = 20, EntityEpochs = 5 },
    };

    /// <inheritdoc/>
    internal override IEnumerable<OpCheck> GradientChecks() => CheckedDims.Select(Check);

    /// <inheritdoc/>
    protected override ITrainable Create(LibFmOptions options, ModelData data, TrainingResources resources)
    {
        float[] features = PretrainedEntities
            .Of(data.Data.Graph, Pretraining.Of("transr", options.EntityDim, options.EntityEpochs, resources.Random))
            .OfItems(data.Data.Map);
        var model = new LibFmModel<float>(options.Dim, data.Data.Users.Count, data.Data.Items.Count, features);
        model.Initialize(options.Start, resources.Random.Split("initialisation"));
        var task = new LibFmTask<float>(model, options, options.BatchSize);
        Optimizer<float> optimizer = options.Method == LibFmMethod.Sgd
            ? new Sgd<float>(task.Tape, model.Parameters, options.Rate)
            : new Adam<float>(task.Tape, model.Parameters, new AdamOptions(options.Rate, options.Adam));
        return new PairTrainable(options, data, resources, model, task, optimizer);
    }

    /// <inheritdoc/>
    protected override RowIds RowIds(LibFmOptions options, ModelData data) => new RowIds()
        .Add("users", data.Data.Users, "user_factors_and_weight").Add("items", data.Data.Items, "item_factors_and_weight");

    /// <inheritdoc/>
    protected override ITrainedModel Open(LibFmOptions options, ModelData data, StateVisitor state)
    {
        int length = LibFmModel<float>.VectorLength(options.Dim);
        float[] users = new float[data.Data.Users.Count * length], items = new float[data.Data.Items.Count * length];
        var model = new VectorRecommender(TableTitle, length, users, items, LibFmModel<float>.Biases);
        model.Visit(state);
        return model;
    }

    /// <summary>More pairs than users and items, so that rows repeat.</summary>
    private static OpCheck Check(int dim)
    {
        const int Pairs = 9, Users = 4, Items = 5, Features = 3;
        var random = new SeededRandom(1);
        double[] features = [.. Enumerable.Range(0, Items * Features).Select(_ => random.NextGaussian())];
        var model = new LibFmModel<double>(dim, Users, Items, features);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) new Normal(1).Fill(parameter, random);
        var options = new LibFmOptions { L2 = 0.01, LinearL2 = 0.02, BiasL2 = 0.03 };
        var task = new LibFmTask<double>(model, options, Pairs);
        for (int k = 0; k < Pairs; k++)
            (task.Users.Rows[k], task.Items.Rows[k], task.Labels.Values[k]) = (k % Users, k % Items, k % 2);
        return new OpCheck($"LibFM loss k={dim}", task.Tape, Pairs);
    }
}
