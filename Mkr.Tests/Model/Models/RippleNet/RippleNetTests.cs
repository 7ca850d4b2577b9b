using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Verification;
using Mkr.Model.Data;
using Mkr.Model.Models.RippleNet;

namespace Mkr.Tests.Model.Models.RippleNet;

internal sealed class RippleNetTests
{
    private const int MaxBatch = 8;

    [Test]
    public void All_files_are_there() => Assert.That(RippleGolden.Names.Count(), Is.EqualTo(4));

    /// <summary>Losses, their terms, logits, gradients, parameters and scores of an independent implementation, in double.</summary>
    [Test]
    public void Training_agrees_with_an_independent_implementation(
        [ValueSource(typeof(RippleGolden), nameof(RippleGolden.Names))] string name,
        [Values(RowPolicy.Dense, RowPolicy.Deferred)] RowPolicy rows)
    {
        RippleGolden golden = RippleGolden.Load(name);
        RippleModel<double> model = golden.CreateModel();
        var task = new RippleTask<double>(model, golden.Graph, golden.Sets, golden.Map, MaxBatch);
        var adam = new Adam<double>(task.Tape, model.Parameters, new AdamOptions(golden.Rate, rows));
        foreach (JsonNode? step in golden.Json["steps"]!.AsArray())
        {
            CheckStep(golden, task, model, step!);
            adam.Step();
        }

        foreach (Parameter<double> parameter in model.Parameters.Parameters)
            RippleGolden.AssertClose(Values(parameter), golden.Json["final"]![parameter.Name], parameter.Name);
        var scorer = new RippleScorer<double>(model, new RippleVectors<double>(model, golden.Graph, golden.Map), golden.Sets);
        double[] scores = new double[golden.Users * golden.Items];
        for (int user = 0; user < golden.Users; user++)
            scorer.Score(user, [.. Enumerable.Range(0, golden.Items)], scores.AsSpan(user * golden.Items));
        RippleGolden.AssertClose(scores, golden.Json["final_scores_user_by_item"], "scores");
    }

    /// <summary>Candidates without draws: the seeds of a hop are the tails of all candidates of the hop before.</summary>
    [Test]
    public void Candidates_are_those_of_an_independent_implementation()
    {
        JsonNode golden = JsonNode.Parse(File.ReadAllText(Path.Combine(RippleGolden.Folder, "ripple-candidates.json")))!;
        Triple[] triples = [.. golden["triples"]!.AsArray().Select(triple => ToTriple(RippleGolden.Numbers(triple)))];
        var graph = new RippleGraph(triples, entities: 10, relations: 3);
        int hops = golden["hops"]!.GetValue<int>();
        foreach ((string user, JsonNode? expected) in golden["candidates"]!.AsObject())
        {
            List<int> seeds = [.. RippleGolden.Numbers(golden["history"]![user]).Select(seed => (int)seed)], last = [];
            for (int hop = 0; hop < hops; hop++)
            {
                List<int> candidates = [];
                graph.FindCandidates(seeds, candidates);
                if (candidates.Count == 0) candidates = last;
                Triple[] all = [.. Triples(graph)];
                IEnumerable<Triple> found = candidates.Select(i => all[i]);
                Assert.That(found, Is.EqualTo(expected![hop]!.AsArray().Select(triple => ToTriple(RippleGolden.Numbers(triple)))));
                (seeds, last) = ([.. candidates.Select(i => graph.Tails[i])], candidates);
            }
        }
    }

    /// <summary>With enough candidates none is drawn twice; with fewer, all are of them; without, the hop before is copied.</summary>
    [Test]
    public void Ripple_sets_are_drawn_from_the_candidates([Values(2, 5, 30)] int memory)
    {
        // User 0 has items 0 and 1, whose triples are 0 to 5; tail 10 is a head, of triples 6 and 7. User 1 has item 2, without triples.
        Triple[] triples = [.. Enumerable.Range(0, 6).Select(i => new Triple(i / 3, 0, 10 + i)), new(10, 1, 3), new(10, 1, 4)];
        var graph = new RippleGraph(triples, entities: 16, relations: 2);
        var map = new ItemEntityMap(3, 16, [(0, 0), (1, 1), (2, 2)]);
        var positives = new PositiveMatrix([new(0, 0, true), new(0, 1, true), new(1, 2, true)], 2, 3);
        var options = new RippleOptions { Hops = 3, Memory = memory };
        for (ulong seed = 0; seed < 20; seed++)
        {
            RippleSets sets = RippleSets.Draw(graph, positives, map, options, new SeededRandom(seed));
            int[] first = sets[0, 0].ToArray(), second = sets[0, 1].ToArray();
            Assert.That(first, Has.Length.EqualTo(memory).And.All.InRange(0, 5));
            if (memory <= 6) Assert.That(first, Is.Unique);
            Assert.That(second, first.Contains(0) ? Is.All.InRange(6, 7) : Is.EqualTo(first), "tail 10 is that of triple 0");
            Assert.That(sets[0, 2].ToArray(), Is.EqualTo(second), "no tail of hop 2 is a head");
            Assert.That(sets[1, 0].Length + sets[1, 1].Length + sets[1, 2].Length, Is.Zero);
        }
    }

    /// <summary>The triples whose head is the example's own item are left out of its attention, and count in the other terms.</summary>
    [Test]
    public void The_own_items_triples_are_masked([Values] bool mask)
    {
        var graph = new RippleGraph([new(0, 0, 2), new(1, 0, 3)], entities: 4, relations: 1);
        var map = new ItemEntityMap(2, 4, [(0, 0), (1, 1)]);
        var options = new RippleOptions { Dim = 4, Hops = 1, Memory = 2, MaskCandidate = mask };
        var model = new RippleModel<double>(options, 4, 1);
        var task = new RippleTask<double>(model, graph, new RippleSets(1, 1, 2, [0, 1]), map, MaxBatch);
        (task.Batch.Items.Rows[0], task.Batch.Items.Rows[1]) = (1, 0);
        task.Batch.Fill(2);
        RowBags bags = task.Batch.Hops[0];
        Assert.That(bags.Ends[..2].ToArray(), Is.EqualTo(mask ? new[] { 1, 2 } : [2, 4]));
        Assert.That(bags.Rows[..bags.Ends[1]].ToArray(), Is.EqualTo(mask ? new[] { 0, 1 } : [0, 1, 0, 1]));
    }

    /// <summary>A triple that was drawn several times is there once, in the place of its first draw, with how often.</summary>
    [Test]
    public void Distinct_triples_have_their_counts()
    {
        var distinct = new DistinctTriples(new RippleSets(2, 2, 4, [5, 3, 5, 5, 1, 2, 1, 2, -1, -1, -1, -1, -1, -1, -1, -1]));
        Assert.That(distinct[0, 0].ToArray(), Is.EqualTo(new DistinctTriples.CountedTriple[] { new(5, 3), new(3, 1) }));
        Assert.That(distinct[0, 1].ToArray(), Is.EqualTo(new DistinctTriples.CountedTriple[] { new(1, 2), new(2, 2) }));
        Assert.That(distinct[1, 0].Length + distinct[1, 1].Length, Is.Zero);
    }

    /// <summary>Each triple has a second number at its tail, with a relation of its own.</summary>
    [Test]
    public void Inverse_edges_lead_back()
    {
        KnowledgeGraph graph = SmallWorld.Create().Graph;
        RippleGraph both = RippleGraph.Of(graph, inverseEdges: true), one = RippleGraph.Of(graph, inverseEdges: false);
        Assert.That((both.Count, both.RelationCount), Is.EqualTo((2 * one.Count, 2 * one.RelationCount)));
        Triple[] back = [.. Triples(both).Where(triple => triple.Relation >= one.RelationCount)];
        Assert.That(
            back.Select(triple => new Triple(triple.Tail, triple.Relation - one.RelationCount, triple.Head)),
            Is.EquivalentTo(graph.Triples.ToArray()));
        Assert.That(Triples(both).Except(back), Is.EquivalentTo(Triples(one)));
    }

    private static IEnumerable<Triple> Triples(RippleGraph graph) => Enumerable.Range(0, graph.Count)
        .Select(i => new Triple(graph.Heads[i], graph.PairRelations[graph.Pairs[i]], graph.Tails[i]));

    private static void CheckStep(RippleGolden golden, RippleTask<double> task, RippleModel<double> model, JsonNode step)
    {
        double[] users = RippleGolden.Numbers(step["user"]), items = RippleGolden.Numbers(step["item"]);
        double[] labels = RippleGolden.Numbers(step["label"]);
        for (int i = 0; i < users.Length; i++)
            (task.Batch.Users.Rows[i], task.Batch.Items.Rows[i], task.Labels.Values[i]) = ((int)users[i], (int)items[i], labels[i]);
        task.Batch.Fill(users.Length);
        double loss = task.Tape.ForwardBackward(users.Length);
        RippleGolden.AssertClose([loss], step["loss"], "loss");
        RippleGolden.AssertClose(task.CrossEntropy.Product.Value[0][..users.Length].ToArray(), step["logits"], "logits");
        RippleGolden.AssertClose([task.CrossEntropy.Value], step["base_loss"], "base loss");
        RippleGolden.AssertClose([-task.Plausibility!.Value / golden.Options.KgeWeight], step["kge_mean_sum"], "graph");
        RippleGolden.AssertClose([task.Penalties.Sum(penalty => penalty.Value) / golden.Options.L2], step["l2_sum"], "penalty");
        if (step["gradients"] is not JsonObject gradients) return;
        foreach (TableGradient<double> table in task.Tape.Tables)
            RippleGolden.AssertClose(GradientCheck.Scatter(table, table.Tables[0]), gradients[table.Tables[0].Name], table.Tables[0].Name);
        Assert.That(gradients.ContainsKey("transform"), Is.EqualTo(model.Transform is not null));
        if (model.Transform is not null)
            RippleGolden.AssertClose(task.Tape.Weights.Of(model.Transform).Values.ToArray(), gradients["transform"], "transform");
    }

    private static Triple ToTriple(double[] numbers) => new((int)numbers[0], (int)numbers[1], (int)numbers[2]);

    private static double[] Values(Parameter<double> parameter)
    {
        double[] values = new double[parameter.Count];
        parameter.CopyTo(values);
        return values;
    }
}
