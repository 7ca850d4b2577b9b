using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Model.Data;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Models.Mkr.Sharing;
using Mkr.Model.Models.Mkr.Tails;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Mkr;

/// <summary>Gradient checks of MKR's losses: both tasks, L = 1 to 3, d = 4, 8, 16, both objectives, both prediction functions.</summary>
internal static class MkrChecks
{
    private const int Batch = 6;

    private static readonly int[] LowLayers = [1, 2, 3];
    private static readonly int[] Dims = [4, 8, 16];
    private static readonly MkrSizes Sizes = new(Users: 4, Items: 5, Entities: 7, Relations: 3);

    /// <summary>A field of each owner: a mean of values that repeat, weighted ones, a history.</summary>
    private static FeatureField[] Fields =>
    [
        Field("group", FeatureOwner.User, Sizes.Users), Field("history", FeatureOwner.User, Sizes.Users) with { IsHistory = true },
        Field("word", FeatureOwner.Item, Sizes.Items).WithInverseFrequencies(), Field("kind", FeatureOwner.Entity, Sizes.Entities),
        Field("kind", FeatureOwner.Relation, Sizes.Relations) with { Mode = BagMode.Sum },
    ];

    /// <summary>All checks.</summary>
    public static IEnumerable<OpCheck> All() =>
    [
        .. from lowLayers in LowLayers
           from dim in Dims
           from check in Checks(lowLayers, dim)
           select check,
        .. LowLayers.SelectMany(Variants),
    ];

    /// <summary>The other sharing units, score functions and prediction functions.</summary>
    private static IEnumerable<OpCheck> Variants(int lowLayers)
    {
        var options = new MkrOptions { Dim = 7, LowLayers = lowLayers, L2 = 0.01, Lambda1 = 0.5 };
        foreach (FeatureSharing sharing in Enum.GetValues<FeatureSharing>())
        {
            MkrOptions variant = options with { Sharing = sharing, L2Scope = lowLayers == 2 ? PenaltyScope.Own : PenaltyScope.All };
            yield return Rs($"MKR RS loss L={lowLayers} {sharing}", variant);
            yield return Kge($"MKR KGE loss L={lowLayers} {sharing}", variant);
        }

        foreach (ScoreFunction score in Enum.GetValues<ScoreFunction>())
        {
            foreach (TailOutput output in new[] { TailOutput.ReluSigmoid, TailOutput.Linear })
                yield return Kge($"MKR KGE loss L={lowLayers} {score} {output}", options with { Score = score, TailOutput = output });
        }

        foreach (WithoutId withoutId in Enum.GetValues<WithoutId>())
        {
            MkrOptions described = options with { WithoutId = withoutId };
            yield return Rs($"MKR RS loss L={lowLayers} features, without id {withoutId}", described, Fields);
            yield return Kge($"MKR KGE loss L={lowLayers} features, without id {withoutId}", described, Fields);
        }

        MkrOptions read = options with { WordDim = 3, TextFilters = 4 };
        FeatureField[] title = [Field("title", FeatureOwner.Item, Sizes.Items) with { IsText = true }];
        yield return Rs($"MKR RS loss L={lowLayers} text", read, title);
        yield return Kge($"MKR KGE loss L={lowLayers} text", read, title);
        yield return Kge($"MKR KGE loss L={lowLayers} relation layers", options with { RelationLayers = true });
        yield return Kge(
            $"MKR KGE loss L={lowLayers} false heads",
            options with { FalseSide = FalseSide.Both, FalseTriples = 2, Score = ScoreFunction.Inner });
        foreach (KgeKind kind in Enum.GetValues<KgeKind>())
        {
            foreach (KgeLoss loss in new[] { KgeLoss.Margin, KgeLoss.Logistic, KgeLoss.SelfAdversarial })
                yield return Kge($"MKR KGE loss L={lowLayers} {kind} {loss}", Embedded(options, kind, loss));
        }

        foreach (bool skip in new[] { false, true })
        {
            MkrOptions cnn = options with { FRs = PredictionFunction.Cnn, CnnChannels = 3, CnnSkip = skip };
            yield return Rs($"MKR RS loss L={lowLayers} CNN, skip {skip}", cnn);
        }
    }

    private static IEnumerable<OpCheck> Checks(int lowLayers, int dim)
    {
        var options = new MkrOptions { Dim = dim, LowLayers = lowLayers, L2 = 0.01, Lambda1 = 0.5 };
        string shape = $"L={lowLayers} d={dim}";
        yield return Rs($"MKR RS loss {shape} inner product", options);
        yield return Rs($"MKR RS loss {shape} MLP", options with { FRs = PredictionFunction.Mlp, HighLayers = 2 });
        yield return Kge($"MKR KGE loss {shape} paper", options with { Objective = Objective.Paper });
        yield return Kge($"MKR KGE loss {shape} released", options with { Objective = Objective.Released, HighLayers = 2 });
    }

    /// <summary>
    /// Another graph embedding; a margin and an offset that keep clear of the losses' flat parts. The weights of the self-adversarial loss
    /// count as constants, which they are of one false triple alone.
    /// </summary>
    private static MkrOptions Embedded(MkrOptions options, KgeKind kind, KgeLoss loss) => options with
    {
        Dim = 8,
        KgeModel = kind,
        KgeLoss = loss,
        FalseTriples = loss == KgeLoss.SelfAdversarial ? 1 : 2,
        FalseSide = options.LowLayers == 2 ? FalseSide.Both : FalseSide.Tail,
        Margin = kind == KgeKind.TailPrediction ? 2 : 50,
        Offset = 2,
        RelationDim = 5,
        Norm = options.LowLayers == 1 ? TranslationNorm.L1 : TranslationNorm.L2,
    };

    private static OpCheck Rs(string name, MkrOptions options, IReadOnlyList<FeatureField>? fields = null)
    {
        var random = new SeededRandom(1);
        var task = new MkrRsTask<double>(Model(options, random, fields), Batch);
        for (int i = 0; i < Batch; i++)
        {
            task.Users.Rows[i] = random.NextInt32(Sizes.Users);
            task.Items.Rows[i] = random.NextInt32(Sizes.Items);
            if (task.Entities is not null) task.Entities.Rows[i] = random.NextInt32(Sizes.Entities);
            task.Labels.Values[i] = i % 2;
        }

        foreach (IBatchColumn column in task.Features) column.Fill(Batch);
        return new OpCheck(name, task.Tape, Batch);
    }

    private static OpCheck Kge(string name, MkrOptions options, IReadOnlyList<FeatureField>? fields = null)
    {
        var random = new SeededRandom(1);
        var task = new MkrKgeTask<double>(Model(options, random, fields), Batch);
        for (int i = 0; i < Batch; i++)
        {
            task.Heads.Rows[i] = random.NextInt32(Sizes.Entities);
            if (task.Items is not null) task.Items.Rows[i] = random.NextInt32(Sizes.Items);
            task.Relations.Rows[i] = random.NextInt32(Sizes.Relations);
            task.Tails.Rows[i] = random.NextInt32(Sizes.Entities);
            foreach (FalseTriple triple in task.FalseTriples)
            {
                triple.Tails.Rows[i] = random.NextInt32(Sizes.Entities);
                if (triple.Heads is not null) triple.Heads.Rows[i] = random.NextInt32(Sizes.Entities);
                if (triple.Items is not null) triple.Items.Rows[i] = random.NextInt32(Sizes.Items);
            }
        }

        foreach (IBatchColumn column in task.Features) column.Fill(Batch);
        return new OpCheck(name, task.Tape, Batch);
    }

    /// <summary>A model in a random place, biases included, where about half of the ReLUs are active.</summary>
    private static MkrModel<double> Model(MkrOptions options, SeededRandom random, IReadOnlyList<FeatureField>? fields)
    {
        var model = new MkrModel<double>(options, Sizes, fields: fields);
        foreach (Parameter<double> parameter in model.Parameters.Parameters)
            new Normal(1 / Math.Sqrt(options.Dim)).Fill(parameter, random);
        return model;
    }

    /// <summary>Owner 0 has no value, owner 1 one, owner 2 two, the next ones three.</summary>
    private static FeatureField Field(string name, FeatureOwner owner, int owners)
    {
        var rows = new FeatureRows(owners);
        for (int i = 0; i < owners; i++)
        {
            for (int k = 0; k < Math.Min(i, 3); k++) rows.Add(i, (i + k) % Sizes.Items);
        }

        return rows.ToField(name, owner, new Vocabulary(Enumerable.Range(0, Sizes.Items).Select(value => $"{value}")));
    }
}
