using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;

namespace Mkr.Model.Models.Mkr;

/// <summary>Gradient checks of MKR's losses: both tasks, L = 1 to 3, d = 4, 8, 16, both objectives, both prediction functions.</summary>
internal static class MkrChecks
{
    private const int Batch = 6;

    private static readonly int[] LowLayers = [1, 2, 3];
    private static readonly int[] Dims = [4, 8, 16];
    private static readonly MkrSizes Sizes = new(Users: 4, Items: 5, Entities: 7, Relations: 3);

    /// <summary>All checks.</summary>
    public static IEnumerable<OpCheck> All() =>
        from lowLayers in LowLayers
        from dim in Dims
        from check in Checks(lowLayers, dim)
        select check;

    private static IEnumerable<OpCheck> Checks(int lowLayers, int dim)
    {
        var options = new MkrOptions { Dim = dim, LowLayers = lowLayers, L2 = 0.01, Lambda1 = 0.5 };
        string shape = $"L={lowLayers} d={dim}";
        yield return Rs($"MKR RS loss {shape} inner product", options);
        yield return Rs($"MKR RS loss {shape} MLP", options with { FRs = PredictionFunction.Mlp, HighLayers = 2 });
        yield return Kge($"MKR KGE loss {shape} paper", options with { Objective = Objective.Paper });
        yield return Kge($"MKR KGE loss {shape} released", options with { Objective = Objective.Released, HighLayers = 2 });
    }

    private static OpCheck Rs(string name, MkrOptions options)
    {
        var random = new SeededRandom(1);
        var task = new MkrRsTask<double>(Model(options, random), Batch);
        for (int i = 0; i < Batch; i++)
        {
            task.Users.Rows[i] = random.NextInt32(Sizes.Users);
            task.Items.Rows[i] = random.NextInt32(Sizes.Items);
            task.Entities.Rows[i] = random.NextInt32(Sizes.Entities);
            task.Labels.Values[i] = i % 2;
        }

        return new OpCheck(name, task.Tape, Batch);
    }

    private static OpCheck Kge(string name, MkrOptions options)
    {
        var random = new SeededRandom(1);
        var task = new MkrKgeTask<double>(Model(options, random), Batch);
        for (int i = 0; i < Batch; i++)
        {
            task.Heads.Rows[i] = random.NextInt32(Sizes.Entities);
            task.Items.Rows[i] = random.NextInt32(Sizes.Items);
            task.Relations.Rows[i] = random.NextInt32(Sizes.Relations);
            task.Tails.Rows[i] = random.NextInt32(Sizes.Entities);
            if (options.Objective == Objective.Paper) task.FalseTails!.Rows[i] = random.NextInt32(Sizes.Entities);
        }

        return new OpCheck(name, task.Tape, Batch);
    }

    /// <summary>A model in a random place, biases included, where about half of the ReLUs are active.</summary>
    private static MkrModel<double> Model(MkrOptions options, SeededRandom random)
    {
        var model = new MkrModel<double>(options, Sizes);
        foreach (Parameter<double> parameter in model.Parameters.Parameters)
            new Normal(1 / Math.Sqrt(options.Dim)).Fill(parameter, random);
        return model;
    }
}
