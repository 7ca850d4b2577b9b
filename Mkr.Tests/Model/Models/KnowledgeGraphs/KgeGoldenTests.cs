using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Verification;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.KnowledgeGraphs;

/// <summary>Our training of each model with each loss against an independent implementation's, step by step, in double.</summary>
[TestFixtureSource(nameof(Cases))]
internal sealed class KgeGoldenTests(string name, RowPolicy rows)
{
    /// <summary>With a constraint in each step, dense rows have no equal.</summary>
    private static IEnumerable<TestFixtureData> Cases() =>
        from name in KgeGolden.Names
        from rows in new[] { RowPolicy.Dense, RowPolicy.Deferred }
        where rows == RowPolicy.Dense || !(KgeGolden.Load(name).IsConstrained || name.Contains("sgd", StringComparison.Ordinal))
        select new TestFixtureData(name, rows).SetArgDisplayNames(name, rows.ToString());

    [Test]
    public void Every_number_agrees()
    {
        KgeGolden golden = KgeGolden.Load(name);
        KgeModel<double> model = golden.CreateModel();
        var task = new KgeTask<double>(model, KgeGolden.Batch);
        Optimizer<double> optimizer = golden.CreateOptimizer(task, model, rows);
        model.Constrain(optimizer);
        foreach (JsonNode? step in golden.Json["steps"]!.AsArray())
        {
            Fill(task, step!);
            golden.AssertClose([task.Tape.ForwardBackward(KgeGolden.Batch)], step!["loss"]!, "loss");
            if (!golden.IsSoftmax) CheckScores(golden, task, step);
            if (step["gradients"] is JsonObject gradients) CheckGradients(golden, task.Tape, gradients);
            optimizer.Step();
        }

        foreach (Parameter<double> parameter in model.Parameters.Parameters)
        {
            double[] actual = new double[parameter.Count];
            parameter.CopyTo(actual);
            golden.AssertClose(actual, golden.Json["final"]![parameter.Name]!, parameter.Name);
        }
    }

    /// <summary>A true triple may be seen from either side; where the false one is the true one, so may it.</summary>
    private static void Fill(KgeTask<double> task, JsonNode step)
    {
        GoldenTrajectory.Fill(task.Relations.Rows, step["relation"]!);
        double[] heads = GoldenTrajectory.Numbers(step["head"]!), tails = GoldenTrajectory.Numbers(step["tail"]!);
        double[] falseHeads = step["false_head"] is JsonNode given ? GoldenTrajectory.Numbers(given) : heads;
        double[] falseTails = step["false_tail"] is JsonNode other ? GoldenTrajectory.Numbers(other) : tails;
        double[] missing = step["missing"] is JsonNode sides ? GoldenTrajectory.Numbers(sides) : [];
        for (int k = 0; k < falseHeads.Length; k++)
        {
            (int i, int side) = (k / task.Sides.Count, k % task.Sides.Count);
            bool isHeadMissing = missing.Length > 0 ? missing[i] == 0 : falseHeads[k] != heads[i];
            int right = Fill(task.Sides[side], i, isHeadMissing, (int)heads[i], (int)tails[i]);
            if (side == 0) task.Missing.Rows[i] = right;
            if (missing.Length == 0) task.False[side].Rows[i] = (int)(isHeadMissing ? falseHeads[k] : falseTails[k]);
        }
    }

    /// <summary>Puts a triple's known entity into its place; returns the other one.</summary>
    private static int Fill(KgeSide<double> side, int example, bool isHeadMissing, int head, int tail)
    {
        side.Known.Rows[example] = isHeadMissing ? tail : head;
        side.Direction.Values[example] = isHeadMissing ? -1 : 1;
        return isHeadMissing ? head : tail;
    }

    private static void CheckScores(KgeGolden golden, KgeTask<double> task, JsonNode step)
    {
        golden.AssertClose(task.Scores!.Value[0][..KgeGolden.Batch].ToArray(), step["scores"]!, "scores");
        int count = task.FalseScores.Count;
        double[] scores = [.. Enumerable.Range(0, KgeGolden.Batch * count).Select(i => task.FalseScores[i % count].Value[0][i / count])];
        golden.AssertClose(scores, step["false_scores"]!, "scores of false triples");
    }

    private static void CheckGradients(KgeGolden golden, Tape<double> tape, JsonObject expected)
    {
        Assert.That(tape.Tables.Select(gradient => gradient.Tables[0].Name), Is.EquivalentTo(expected.Select(g => g.Key)));
        foreach (TableGradient<double> gradient in tape.Tables)
        {
            Table<double> table = gradient.Tables[0];
            golden.AssertClose(GradientCheck.Scatter(gradient, table), expected[table.Name]!, "gradient of " + table.Name);
        }
    }
}
