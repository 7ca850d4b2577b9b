using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Model.Data;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid;

/// <summary>
/// Gradient checks of both tasks: with and without units, history, a user's own row, attributes and biases, for both goals.
/// </summary>
internal static class HybridChecks
{
    private const int Users = 4;
    private const int Items = 5;
    private const int Batch = 8;

    private static readonly HybridOptions Full = new()
    {
        Dim = 5,
        Units = 2,
        UnitL2 = 0.05,
        L2 = 0.1,
        Dropout = 0.3,
        UserRow = true,
        NegativesPerPositive = 3,
        GraphTask = true,
        FalseAttributes = 3,
    };

    // User u has items u and u + 1.
    private static readonly PositiveMatrix Positives = new(
        [.. Enumerable.Range(0, 2 * Users).Select(i => new Interaction(i / 2, (i + 1) / 2, IsPositive: true))], Users, Items);

    // Item 4 has no attributes.
    private static readonly WeightedRows Attributes = WeightedRows.Build(
    [
        [(0, 0.6), (2, 0.8)], [(1, 1)], [(0, 0.5), (1, 0.5), (3, 0.7)], [(2, 1)], [],
    ]);

    /// <summary>All checks.</summary>
    public static IEnumerable<OpCheck> All() =>
    [
        Pairs("all parts", Full, Attributes),
        Pairs("ranking", Full with { Goal = PairGoal.Ranking }, Attributes),
        Pairs("attention", Full with { Attention = HybridAttention.Both }, Attributes),
        Pairs("no graph", Full with { Attention = HybridAttention.Both }, null),
        Pairs("history alone", Full with { UserRow = false, Biases = false, Units = 0 }, Attributes),
        Pairs("no history", Full with { History = false }, Attributes),
        Triples("facts", Full),
        Triples("facts, softmax", Full with { GraphLoss = GraphLoss.Softmax, FalseFacts = FalseFacts.Bernoulli }),
    ];

    private static OpCheck Pairs(string name, HybridOptions options, WeightedRows? attributes)
    {
        var facts = new HybridFacts(Positives, attributes);
        var task = new HybridTask<double>(Model(options, facts), facts, Batch);
        for (int i = 0; i < Batch; i++)
        {
            bool isPositive = i % (1 + options.NegativesPerPositive) == 0;
            int user = i < 4 ? 1 : 2;
            (task.Users.Rows[i], task.Items.Rows[i]) = (user, isPositive ? user : (user + 2 + i) % Items);
            task.Labels.Values[i] = isPositive ? 1 : 0;
        }

        task.Seed.Value = 3;
        foreach (IBatchColumn column in task.Columns) column.Fill(Batch);
        return new OpCheck($"hybrid, {name}", task.Tape, Batch);
    }

    private static OpCheck Triples(string name, HybridOptions options)
    {
        var facts = new HybridFacts(Positives, Attributes);
        var task = new AttributeTask<double>(Model(options, facts), facts, Batch);
        new AttributeTriples<double>(facts, options, task, new SeededRandom(7)).Fill(0, Batch);
        foreach (IBatchColumn column in task.Columns) column.Fill(Batch);
        return new OpCheck($"hybrid, {name}", task.Tape, Batch);
    }

    private static HybridModel<double> Model(HybridOptions options, HybridFacts facts)
    {
        var model = new HybridModel<double>(options, Users, Items, facts.AttributeCount);
        var random = new SeededRandom(5);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) new Normal(0.7).Fill(parameter, random);
        return model;
    }
}
