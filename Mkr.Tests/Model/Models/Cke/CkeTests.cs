using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Cke;
using Mkr.Model.Training.Columns;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Cke;

internal sealed class CkeTests
{
    // The file's steps are of six pairs and five triples, and its losses are means over each. Ours are of as many triples as pairs: each
    // pair is there five times, each triple six times. Sums over the batch are then five and six times the file's.
    private const int Pairs = 6;
    private const int Triples = 5;
    private const int Batch = Pairs * Triples;

    /// <summary>Losses, differences, distances, gradients, parameters and scores of an independent implementation, in double.</summary>
    [Test]
    public void Training_agrees_with_an_independent_implementation(
        [Values("cke-normalized", "cke-plain")] string name, [Values(RowPolicy.Dense, RowPolicy.Deferred)] RowPolicy rows)
    {
        BaselineGolden golden = BaselineGolden.Load(name);
        var options = new CkeOptions
        {
            Dim = golden.Size("dim"),
            RelationDim = golden.Size("relation_dim"),
            Normalize = golden.Flag("normalize_projections"),
            KgeWeight = golden.Number("kge_weight"),
            L2 = golden.Number("l2") / Triples,
            KgeL2 = golden.Number("l2_kge") / Pairs,
        };
        (int items, int entities) = (golden.Size("n_item"), golden.Size("n_entity"));
        var model = new CkeModel<double>(options, golden.Size("n_user"), items, entities, golden.Size("n_relation"));
        foreach (Parameter<double> parameter in model.Parameters.Parameters) golden.Fill(parameter, parameter.Name);
        var task = new CkeTask<double>(model, Batch);
        Optimizer<double> optimizer = golden.CreateOptimizer(task.Tape, model.Parameters, rows);
        foreach (JsonNode step in golden.Steps)
        {
            Fill(task, step);
            golden.AssertClose([task.Tape.ForwardBackward(Batch)], [step["loss"]!.GetValue<double>()], "loss");
            Check(golden, task.Difference, Pairs, step["score_difference"]!, 1);
            Check(golden, task.Graph!.Scores, Triples, step["distance_true"]!, -1);
            Check(golden, task.Graph.FalseScores, Triples, step["distance_false"]!, -1);
            foreach (Parameter<double> parameter in model.Parameters.Parameters)
                golden.CheckGradient(step, task.Tape, parameter, parameter.Name);
            optimizer.Step();
        }

        var map = new ItemEntityMap(items, entities, [.. Enumerable.Range(0, items).Select(item => (item, item))]);
        BaselineGolden.AssertScores(model.CreateRecommender(map), golden.FinalScores);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) golden.CheckFinal(parameter, parameter.Name);
    }

    [Test]
    public void An_item_of_several_entities_scores_by_their_mean()
    {
        var model = new CkeModel<float>(new CkeOptions { Dim = 2 }, 1, 1, 3, 1);
        model.Users.CopyFrom([1, 10]);
        model.Items.CopyFrom([3, 4]);
        model.Entities.CopyFrom([1, 2, 100, 100, 3, 6]);
        float[] scores = new float[1];
        model.CreateRecommender(new ItemEntityMap(1, 3, [(0, 0), (0, 2)])).ScoreAllItems([0], scores);
        Assert.That(scores[0], Is.EqualTo((1 * (3 + 2)) + (10 * (4 + 4))));
    }

    /// <summary>Whatever the batches are, each pass has every triple once, in another order.</summary>
    [Test]
    public void The_graph_goes_its_own_rounds([Values(1, 4, 7, 20)] int batch)
    {
        Triple[] triples = [.. Enumerable.Range(0, 7).Select(i => new Triple(i, i % 3, i + 10))];
        RowNumbers heads = new(batch), relations = new(batch), tails = new(batch);
        var column = new CyclingTriples(triples, heads, relations, tails, new SeededRandom(5));
        var seen = new List<Triple>();
        while (seen.Count < 7 * 20)
        {
            column.Fill(batch);
            for (int i = 0; i < batch; i++) seen.Add(new Triple(heads.Rows[i], relations.Rows[i], tails.Rows[i]));
        }

        Triple[][] passes = [.. seen.Chunk(7).Where(pass => pass.Length == 7)];
        foreach (Triple[] pass in passes) Assert.That(pass, Is.EquivalentTo(triples));
        Assert.That(passes[1], Is.Not.EqualTo(passes[0]));
    }

    private static void Fill(CkeTask<double> task, JsonNode step)
    {
        CkeTriples<double> graph = task.Graph!;
        foreach ((RowNumbers rows, string name) in new (RowNumbers, string)[]
        {
            (task.Users, "user"), (task.Positives, "positive"), (task.PositiveEntities, "positive"), (task.Negatives, "negative"),
            (task.NegativeEntities, "negative"), (graph.Heads, "head"), (graph.Relations, "relation"), (graph.Tails, "tail"),
            (graph.FalseTails, "false_tail"),
        })
        {
            double[] numbers = GoldenTrajectory.Numbers(step[name]!);
            for (int i = 0; i < Batch; i++) rows.Rows[i] = (int)numbers[i % numbers.Length];
        }
    }

    private static void Check(
        BaselineGolden golden, Variable<double> variable, int count, JsonNode expected, double sign) => golden.AssertClose(
        [.. variable.Value[0][..count].ToArray().Select(value => sign * value)], GoldenTrajectory.Numbers(expected), variable.Name);
}
