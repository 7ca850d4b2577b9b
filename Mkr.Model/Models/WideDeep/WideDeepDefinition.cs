using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Pairs;

namespace Mkr.Model.Models.WideDeep;

/// <summary>Wide &amp; Deep on users, items, and the items' vectors by TransR; see <see cref="WideDeepModel{T}"/>.</summary>
internal sealed class WideDeepDefinition : ModelDefinition<WideDeepOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "Wide & Deep";

    // TensorFlow's: the first steps of AdaGrad would otherwise be of the rate's size, whatever the gradient.
    private const double FirstSquares = 0.1;

    private static readonly int[] CheckedDims = [3, 4];

    /// <inheritdoc/>
    public override string Name => "wide-deep";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "linear weights beside a network, on users, items and their entity vectors by TransR";

    /// <inheritdoc/>
    public override string Source => "Cheng et al., DLRS 2016, https://arxiv.org/abs/1606.07792";

    /// <inheritdoc/>
    public override bool UsesGraph => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new WideDeepOptions { Dim = 16, EntityDim = 16, Hidden1 = 32, Hidden2 = 16, BatchSize = 64 },
        ["music"] = new WideDeepOptions(),
        ["book"] = new WideDeepOptions { BatchSize = 1024 },
        ["movie"] = new WideDeepOptions { BatchSize = 1024, L2 = 1e-6 },
        ["news"] = new WideDeepOptions { Dim = 16, EntityDim = 16, BatchSize = 4096, L2 = 1e-6, Epochs = 10, EntityEpochs = 5 },
    };

    /// <inheritdoc/>
    internal override IEnumerable<OpCheck> GradientChecks() => CheckedDims.Select(Check);

    /// <inheritdoc/>
    protected override ITrainable Create(WideDeepOptions options, ModelData data, TrainingResources resources)
    {
        float[] features = PretrainedEntities
            .Of(data.Data.Graph, Pretraining.Of("transr", options.EntityDim, options.EntityEpochs, resources.Random))
            .OfItems(data.Data.Map);
        var model = new WideDeepModel<float>(options, data.Data.Users.Count, data.Data.Items.Count, features);
        model.Initialize(resources.Random.Split("initialisation"));
        var task = new WideDeepTask<float>(model, options, options.BatchSize);
        Optimizer<float> optimizer = options.Method == WideDeepMethod.AdaGrad
            ? new AdaGrad<float>(task.Tape, model.Parameters, options.Rate, start: FirstSquares)
            : new Adam<float>(task.Tape, model.Parameters, new AdamOptions(options.Rate, options.Adam));
        return new PairTrainable(options, data, resources, model, task, optimizer);
    }

    /// <inheritdoc/>
    protected override RowIds RowIds(WideDeepOptions options, ModelData data) => new RowIds()
        .Add("users", data.Data.Users, "user_embedding", "wide_user").Add("items", data.Data.Items, "item_embedding", "wide_item");

    /// <inheritdoc/>
    protected override ITrainedModel Open(WideDeepOptions options, ModelData data, StateVisitor state)
    {
        var model = new WideDeepRecommender(options, data.Data.Users.Count, data.Data.Items.Count);
        model.Visit(state);
        return model;
    }

    /// <summary>More pairs than users and items, so that rows repeat.</summary>
    private static OpCheck Check(int dim)
    {
        const int Pairs = 9, Users = 4, Items = 5, Features = 4;
        var random = new SeededRandom(2);
        double[] features = [.. Enumerable.Range(0, Items * Features).Select(_ => random.NextGaussian())];
        var options = new WideDeepOptions { Dim = dim, Hidden1 = 6, Hidden2 = 5, L2 = 0.01 };
        var model = new WideDeepModel<double>(options, Users, Items, features);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) new Normal(0.7).Fill(parameter, random);
        var task = new WideDeepTask<double>(model, options, Pairs);
        for (int k = 0; k < Pairs; k++)
            (task.Users.Rows[k], task.Items.Rows[k], task.Labels.Values[k]) = (k % Users, k % Items, k % 2);
        return new OpCheck($"Wide & Deep loss d={dim}", task.Tape, Pairs);
    }
}
