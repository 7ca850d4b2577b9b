using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;

namespace Mkr.Model.Models.Dkn;

/// <summary>Gradient checks of the loss: with each kind of layer, with and without context, penalty and masked candidates.</summary>
internal static class DknChecks
{
    private const int Length = 4;
    private const int Items = 6;
    private const int Words = 7;
    private const int Entities = 5;
    private const int Batch = 7;

    private static readonly DknOptions Small = new()
    {
        TitleLength = Length,
        WordDim = 3,
        EntityDim = 2,
        Windows = 2,
        Filters = 3,
        AttentionHidden = 4,
        PredictionHidden = 3,
        L2 = 0.01,
    };

    /// <summary>All checks.</summary>
    public static IEnumerable<OpCheck> All() =>
    [
        Check("inner products", Small),
        Check("inner products, a positive attends to itself", Small with { MaskCandidate = false, L2 = 0, ScoreBias = false }),
        Check("layers and context",
            Small with { Attention = DknLayer.Mlp, Prediction = DknLayer.Mlp, Context = true, Windows = 3 }, deviation: 0.9),
        Check("inner attention, predicting layer", Small with { Prediction = DknLayer.Mlp }),
        Check("attention's layer, inner prediction", Small with { Attention = DknLayer.Mlp }),
    ];

    /// <summary>Parameters whose deviation is such that no finite difference crosses a kink of a maximum or a ReLU.</summary>
    private static OpCheck Check(string name, DknOptions options, double deviation = 0.6)
    {
        var random = new SeededRandom(4);
        int[] words = [.. Enumerable.Range(0, Items * Length).Select(_ => random.NextInt32(Words))];
        int[] entities = [.. Enumerable.Range(0, Items * Length).Select(_ => random.NextInt32(Entities))];
        var titles = new DknTitles(Length, words, entities, Words, Entities);
        var clicks = new DknClicks([[1, 4, 5], [2], [], [0, 3]]);
        var model = new DknModel<double>(options, Words, Entities);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) new Normal(deviation).Fill(parameter, random);
        var task = new DknTask<double>(model, titles, clicks, Batch);
        for (int i = 0; i < Batch; i++)
            (task.Users.Rows[i], task.Items.Rows[i], task.Labels.Values[i]) = (i / 2, i * 4 % Items, i % 2);
        task.Fill(Batch);
        return new OpCheck("DKN, " + name, task.Tape, Batch);
    }
}
