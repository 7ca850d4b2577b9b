using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Model.Data;

namespace Mkr.Model.Models.RippleNet;

/// <summary>Gradient checks of the loss: each update of the item, all hops and the last, with and without the own item's triples.</summary>
internal static class RippleChecks
{
    private const int Users = 3;
    private const int Items = 4;
    private const int Entities = 7;
    private const int Batch = 6;

    // Items 0 to 3 have triples, and so has entity 4; item 3 has two entities.
    private static readonly Triple[] Triples =
    [
        new(0, 0, 4), new(0, 1, 5), new(0, 1, 6), new(1, 0, 4), new(2, 1, 5), new(3, 0, 6), new(4, 1, 6), new(4, 0, 1),
    ];

    // User 2 has no positives.
    private static readonly Interaction[] Positives = [new(0, 0, true), new(0, 1, true), new(0, 3, true), new(1, 2, true)];

    /// <summary>All checks.</summary>
    public static IEnumerable<OpCheck> All()
    {
        foreach (ItemUpdate update in Enum.GetValues<ItemUpdate>())
        {
            foreach (bool allHops in new[] { true, false })
            {
                yield return Check($"{update}, {(allHops ? "all hops" : "last hop")}", new RippleOptions
                {
                    Dim = 5,
                    Hops = 2,
                    Memory = 3,
                    ItemUpdate = update,
                    AllHops = allHops,
                    KgeWeight = 0.3,
                    L2 = 0.01,
                });
            }
        }

        yield return Check("masked", new RippleOptions { Dim = 4, Hops = 3, Memory = 4, MaskCandidate = true, KgeWeight = 0.3 });
    }

    private static OpCheck Check(string name, RippleOptions options)
    {
        var random = new SeededRandom(4);
        var graph = new RippleGraph(Triples, Entities, 2);
        var map = new ItemEntityMap(Items, Entities, [(0, 0), (1, 1), (2, 2), (3, 3), (3, 4)]);
        RippleSets sets = RippleSets.Draw(graph, new PositiveMatrix(Positives, Users, Items), map, options, random);
        var model = new RippleModel<double>(options, graph.EntityCount, graph.RelationCount);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) new Normal(0.7).Fill(parameter, random);
        var task = new RippleTask<double>(model, graph, sets, map, Batch);
        for (int i = 0; i < Batch; i++)
            (task.Batch.Users.Rows[i], task.Batch.Items.Rows[i], task.Labels.Values[i]) = (i % Users, i % Items, i % 2);
        task.Batch.Fill(Batch);
        return new OpCheck($"RippleNet, {name}", task.Tape, Batch);
    }
}
