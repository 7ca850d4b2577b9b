using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>Gradient checks of a model of triples with each of its losses.</summary>
internal static class KgeChecks
{
    private const int Batch = 6;
    private const int Entities = 7;
    private const int Relations = 3;

    private const double Between = 0.05;

    private static readonly int[] Dims = [4, 8];

    /// <summary>With each loss, false triples that share a side and that have their own.</summary>
    public static IEnumerable<OpCheck> Of(string name, KgeOptions options) =>
        from dim in Dims
        from loss in Enum.GetValues<TripleLoss>()
        from sides in Enum.GetValues<CorruptedSides>()
        where loss != TripleLoss.Softmax || sides == CorruptedSides.Shared
        select Check(
            $"{name} {loss} d={dim} sides {sides}",
            options with { Dim = dim, Loss = loss, Sides = sides, NegativeTriples = FalseTriples(loss), L2 = 0.01, Offset = 1 });

    /// <summary>
    /// The weights of the self-adversarial loss count as constants, which finite differences do not know: one alone weighs 1.
    /// </summary>
    private static int FalseTriples(TripleLoss loss) => loss == TripleLoss.SelfAdversarial ? 1 : 2;

    /// <summary>Entities and relations repeat, and the same entity may be known and missing.</summary>
    private static OpCheck Check(string name, KgeOptions options)
    {
        var random = new SeededRandom(3);
        var model = new KgeModel<double>(options, Entities, Relations);
        new Normal(0.6).Fill(model.Entities, random);
        ToGrid(model.Entities, 0);
        foreach (Table<double> table in model.Function.Tables)
        {
            new Normal(0.6).Fill(table, random);
            ToGrid(table, Between);
        }

        var task = new KgeTask<double>(model, Batch);
        for (int i = 0; i < Batch; i++)
        {
            task.Relations.Rows[i] = random.NextInt32(Relations);
            task.Missing.Rows[i] = random.NextInt32(Entities);
            foreach (KgeSide<double> side in task.Sides)
            {
                side.Known.Rows[i] = random.NextInt32(Entities);
                side.Direction.Values[i] = random.NextInt32(2) == 0 ? 1 : -1;
            }

            foreach (Lookup<double> falseEntity in task.False) falseEntity.Rows[i] = random.NextInt32(Entities);
        }

        return new OpCheck(name, task.Tape, Batch);
    }

    /// <summary>
    /// Elements become multiples of 0.1, and something: finite differences then do not cross the kinks of absolute values.
    /// </summary>
    private static void ToGrid(Table<double> table, double shift)
    {
        for (int row = 0; row < table.Rows; row++)
        {
            foreach (ref double element in table.Row(row)) element = Math.Round(element, 1) + shift;
        }
    }
}
