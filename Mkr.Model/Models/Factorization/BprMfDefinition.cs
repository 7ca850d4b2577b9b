using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Model.Models.Calibration;

namespace Mkr.Model.Models.Factorization;

/// <summary>BPR-MF: matrix factorization, trained to rank what a user liked before what he did not.</summary>
/// <remarks>The presets were chosen on the validation parts of three seeds under the protocol <c>warm</c>.</remarks>
internal sealed class BprMfDefinition : ModelDefinition<BprMfOptions>
{
    /// <summary>Its name in tables.</summary>
    public const string TableTitle = "BPR-MF";

    private static readonly int[] CheckedDims = [1, 4, 5];

    /// <inheritdoc/>
    public override string Name => "bpr-mf";

    /// <inheritdoc/>
    public override string Title => TableTitle;

    /// <inheritdoc/>
    public override string Summary => "matrix factorization that ranks a user's positives before other items (BPR)";

    /// <inheritdoc/>
    public override string Source => "Rendle et al., UAI 2009, https://arxiv.org/abs/1205.2618";

    /// <inheritdoc/>
    public override bool Explains => true;

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, ModelOptions> Presets { get; } = new Dictionary<string, ModelOptions>
    {
        ["demo"] = new BprMfOptions { Dim = 16, L2 = 1e-3, Rate = 3e-3, BatchSize = 64 },
        ["music"] = new BprMfOptions(),
        ["book"] = new BprMfOptions { L2 = 3e-4, Rate = 2e-3 },
        ["movie"] = new BprMfOptions
        {
            L2 = 1e-5,
            BiasL2 = 1e-5,
            UserOffset = true,
            Rate = 5e-4,
            NegativesPerPositive = 4,
            BatchSize = 1024,
            Patience = 4,
        },
        ["news"] = new BprMfOptions { Dim = 16, BatchSize = 4096, Rate = 2e-3, Epochs = 20 },
    };

    /// <inheritdoc/>
    internal override IEnumerable<OpCheck> GradientChecks() => CheckedDims.Select(Check);

    /// <inheritdoc/>
    protected override ITrainable Create(BprMfOptions options, ModelData data, TrainingResources resources) =>
        new BprMfTrainable(options, data, resources);

    /// <inheritdoc/>
    protected override RowIds RowIds(BprMfOptions options, ModelData data) => new RowIds()
        .Add("users", data.Data.Users, "user_embedding").Add("items", data.Data.Items, "item_embedding_and_bias");

    /// <inheritdoc/>
    protected override ITrainedModel Open(BprMfOptions options, ModelData data, StateVisitor state)
    {
        int length = BprMfModel<float>.VectorLength(options.Dim);
        float[] users = new float[data.Data.Users.Count * length], items = new float[data.Data.Items.Count * length];
        return CalibratedModel.Open(new VectorRecommender(TableTitle, length, users, items, BprMfModel<float>.Biases), state);
    }

    /// <summary>More pairs than users and items, so that rows repeat; an item may be a positive and a negative.</summary>
    private static OpCheck Check(int dim)
    {
        const int Pairs = 9, Users = 4, Items = 5;
        var random = new SeededRandom(1);
        var model = new BprMfModel<double>(dim, Users, Items);
        foreach (Parameter<double> parameter in model.Parameters.Parameters)
            new Normal(1).Fill(parameter, random);
        var task = new BprMfTask<double>(model, new BprMfOptions { L2 = 0.01, BiasL2 = 0.02 }, Pairs);
        for (int k = 0; k < Pairs; k++)
            (task.Users.Rows[k], task.Positives.Rows[k], task.Negatives.Rows[k]) = (k % Users, k % Items, random.NextInt32(Items));
        return new OpCheck($"BPR-MF loss d={dim}", task.Tape, Pairs);
    }
}
