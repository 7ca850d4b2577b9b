using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Verification;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.KnowledgeGraphs;

/// <summary>Our training of each model with each loss against an independent implementation's, step by step, in double.</summary>
[TestFixtureSource(nameof(Cases))]
public sealed class KgeGoldenTests(string name, RowPolicy rows)
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
            KgeGolden.AssertClose([task.Tape.ForwardBackward(KgeGolden.Batch)], step!["loss"]!, "loss");
            if (!golden.IsSoftmax) CheckScores(task, step);
            if (step["gradients"] is JsonObject gradients) CheckGradients(task.Tape, gradients);
            optimizer.Step();
        }

        foreach (Parameter<double> parameter in model.Parameters.Parameters)
        {
            double[] actual = new double[parameter.Count];
            parameter.CopyTo(actual);
            KgeGolden.AssertClose(actual, golden.Json["final"]![parameter.Name]!, parameter.Name);
        }
    }

    /// <summary>Where head and tail are as the true triple has them, either may count as the missing one.</summary>
    private static void Fill(KgeTask<double> task, JsonNode step)
    {
        GoldenTrajectory.Fill(task.Relations.Rows, step["relation"]!);
        double[] heads = GoldenTrajectory.Numbers(step["head"]!), tails = GoldenTrajectory.Numbers(step["tail"]!);
        double[] falseHeads = step["false_head"] is JsonNode f ? GoldenTrajectory.Numbers(f) : [];
        double[] falseTails = step["false_tail"] is JsonNode t ? GoldenTrajectory.Numbers(t) : [];
        double[] missing = step["missing"] is JsonNode m ? GoldenTrajectory.Numbers(m) : [];
        for (int side = 0; side < task.Sides.Count; side++)
        {
            for (int i = 0; i < KgeGolden.Batch; i++)
            {
                int k = (i * task.Sides.Count) + side;
                bool isHeadMissing = missing.Length > 0 ? missing[i] == 0 : falseHeads[k] != heads[i];
                task.Sides[side].Known.Rows[i] = (int)(isHeadMissing ? tails[i] : heads[i]);
                task.Sides[side].Direction.Values[i] = isHeadMissing ? -1 : 1;
                if (side == 0) task.Missing.Rows[i] = (int)(isHeadMissing ? heads[i] : tails[i]);
                if (missing.Length == 0) task.False[side].Rows[i] = (int)(isHeadMissing ? falseHeads[k] : falseTails[k]);
            }
        }
    }

    private static void CheckScores(KgeTask<double> task, JsonNode step)
    {
        KgeGolden.AssertClose(task.Scores!.Value[0][..KgeGolden.Batch].ToArray(), step["scores"]!, "scores");
        int count = task.FalseScores.Count;
        double[] scores = [.. Enumerable.Range(0, KgeGolden.Batch * count).Select(i => task.FalseScores[i % count].Value[0][i / count])];
        KgeGolden.AssertClose(scores, step["false_scores"]!, "scores of false triples");
    }

    private static void CheckGradients(Tape<double> tape, JsonObject expected)
    {
        Assert.That(tape.Tables.Select(gradient => gradient.Tables[0].Name), Is.EquivalentTo(expected.Select(g => g.Key)));
        foreach (TableGradient<double> gradient in tape.Tables)
        {
            Table<double> table = gradient.Tables[0];
            KgeGolden.AssertClose(GradientCheck.Scatter(gradient, table), expected[table.Name]!, "gradient of " + table.Name);
        }
    }
}
