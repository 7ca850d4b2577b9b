using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Verification;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training.Columns;

namespace Mkr.Tests.Model.Models.Mkr;

/// <summary>Our training against an independent implementation's, step by step, in double.</summary>
[TestFixtureSource(nameof(Cases))]
internal sealed class GoldenTrajectoryTests(string name, RowPolicy rows, bool oneToOne)
{
    private const double Tolerance = 1e-10;
    private const int MaxBatch = 9;

    private static IEnumerable<TestFixtureData> Cases() =>
    [
        .. MainCases(),
        .. GoldenTrajectory.Names("mkr").Concat(GoldenTrajectory.Names("joint"))
            .Select(name => new TestFixtureData(name, RowPolicy.Deferred, false).SetArgDisplayNames(name)),
    ];

    private static IEnumerable<TestFixtureData> MainCases() =>
        from name in new[] { "paper-d4-L2", "paper-d16-L3-H2-mlp", "released-d4-L2", "released-d5-L3-H2-mlp", "released-d8-L1" }
        from rows in new[] { RowPolicy.Dense, RowPolicy.Deferred }
        from oneToOne in new[] { false, true }
        select new TestFixtureData(name, rows, oneToOne).SetArgDisplayNames(name, rows.ToString(), oneToOne ? "side by side" : "apart");

    [Test]
    public void Every_number_agrees()
    {
        GoldenTrajectory golden = GoldenTrajectory.Load(name);
        MkrModel<double> model = golden.CreateModel(oneToOne);
        var rs = new MkrRsTask<double>(model, MaxBatch);
        var kge = new MkrKgeTask<double>(model, MaxBatch, reportRmse: true);
        var rsAdam = new Adam<double>(rs.Tape, model.Parameters, new AdamOptions(golden.RsRate, rows));
        var kgeAdam = new Adam<double>(kge.Tape, model.Parameters, new AdamOptions(golden.KgeRate, rows));

        foreach (JsonNode step in golden.Steps)
        {
            if (step["task"]!.GetValue<string>() == "rs")
            {
                CheckRs(rs, step);
                rsAdam.Step();
            }
            else
            {
                CheckKge(kge, step);
                kgeAdam.Step();
            }
        }

        foreach (Parameter<double> parameter in model.Parameters.Parameters)
        {
            double[] actual = new double[parameter.Count];
            parameter.CopyTo(actual);
            AssertClose(actual, GoldenTrajectory.Numbers(golden.Final[parameter.Name]!), parameter.Name);
        }

        CheckEncoded(golden, model);
    }

    /// <summary>The exact means over S(v) and S(h), and the logits of all pairs.</summary>
    private static void CheckEncoded(GoldenTrajectory golden, MkrModel<double> model)
    {
        if (golden.At("encoded_items") is not JsonNode items) return;
        var encoder = new MkrEncoder<double>(model, golden.Map);
        double[] encoded = encoder.Items();
        AssertClose(encoded, GoldenTrajectory.Numbers(items), "items");
        int dim = model.Options.Dim;
        double[] heads = encoder.Heads();
        JsonArray expected = golden.At("encoded_heads")!.AsArray();
        for (int entity = 0; entity < expected.Count; entity++)
        {
            if (expected[entity] is JsonNode head)
                AssertClose(heads[(entity * dim)..((entity + 1) * dim)], GoldenTrajectory.Numbers(head), $"head {entity}");
        }

        AssertClose(Logits(model, encoder.Users(), encoded), GoldenTrajectory.Numbers(golden.At("final_logits")!), "logits");
    }

    private static double[] Logits(MkrModel<double> model, double[] users, double[] items)
    {
        int dim = model.Options.Dim, pairs = model.Sizes.Users * model.Sizes.Items;
        var vectors = new ParameterSet<double>();
        Table<double> userTable = vectors.AddTable("u", model.Sizes.Users, dim), itemTable = vectors.AddTable("v", model.Sizes.Items, dim);
        userTable.CopyFrom(users);
        itemTable.CopyFrom(items);
        var tape = new Tape<double>(pairs);
        Lookup<double> user = tape.Lookup(userTable), item = tape.Lookup(itemTable);
        for (int i = 0; i < pairs; i++) (user.Rows[i], item.Rows[i]) = (i / model.Sizes.Items, i % model.Sizes.Items);
        Variable<double> u = new Embedding<double>(tape, user).Output, v = new Embedding<double>(tape, item).Output;
        var logits = new BatchOutput<double>(tape, model.Predictor?.Apply(tape, u, v) ?? new InnerProduct<double>(tape, u, v).Output);
        tape.Forward(pairs);
        return logits.Values.ToArray();
    }

    private static void CheckRs(MkrRsTask<double> task, JsonNode step)
    {
        double[] labels = GoldenTrajectory.Numbers(step["label"]!);
        GoldenTrajectory.Fill(task.Users.Rows, step["user"]!);
        GoldenTrajectory.Fill(task.Items.Rows, step["item"]!);
        if (task.Entities is not null) GoldenTrajectory.Fill(task.Entities.Rows, step["entity"] ?? step["item"]!);
        labels.CopyTo(task.Labels.Values);
        foreach (IBatchColumn column in task.Features) column.Fill(labels.Length);
        double loss = task.ForwardBackward(labels.Length);
        AssertClose([loss], [step["loss"]!.GetValue<double>()], "RS loss");
        AssertClose(task.Logits.Value[0][..labels.Length].ToArray(), GoldenTrajectory.Numbers(step["logits"]!), "logits");
        CheckGradients(task.Tape, step);
    }

    private static void CheckKge(MkrKgeTask<double> task, JsonNode step)
    {
        int batch = step["head"]!.AsArray().Count;
        if (task.Items is not null) GoldenTrajectory.Fill(task.Items.Rows, step["item"] ?? step["head"]!);
        GoldenTrajectory.Fill(task.Heads.Rows, step["head"]!);
        GoldenTrajectory.Fill(task.Relations.Rows, step["relation"]!);
        GoldenTrajectory.Fill(task.Tails.Rows, step["tail"]!);
        for (int k = 0; k < task.FalseTriples.Count; k++)
        {
            FalseTriple triple = task.FalseTriples[k];
            GoldenTrajectory.Fill(triple.Tails.Rows, step["false_tail"]!, k, task.FalseTriples.Count);
            if (triple.Items is not null)
                GoldenTrajectory.Fill(triple.Items.Rows, step["false_item"]!, k, task.FalseTriples.Count);
            if (triple.Heads is not null)
                GoldenTrajectory.Fill(triple.Heads.Rows, step["false_head"]!, k, task.FalseTriples.Count);
        }

        foreach (IBatchColumn column in task.Features) column.Fill(batch);
        double loss = task.ForwardBackward(batch);
        AssertClose([loss], [step["loss"]!.GetValue<double>()], "KGE loss");
        AssertClose(task.Scores.Value[0][..batch].ToArray(), GoldenTrajectory.Numbers(step["scores"]!), "scores");
        if (step["rmse"] is JsonNode rmse) AssertClose([task.Rmse], [rmse.GetValue<double>()], "RMSE");
        if (step["false_scores"] is JsonNode falseScores) CheckFalseScores(task, GoldenTrajectory.Numbers(falseScores));
        CheckGradients(task.Tape, step);
    }

    private static void CheckFalseScores(MkrKgeTask<double> task, double[] expected)
    {
        int each = task.FalseScores.Count;
        double[] actual = new double[expected.Length];
        for (int i = 0; i < actual.Length; i++) actual[i] = task.FalseScores[i % each].Value[0][i / each];
        AssertClose(actual, expected, "false scores");
    }

    private static void CheckGradients(Tape<double> tape, JsonNode step)
    {
        if (step["gradients"] is not JsonObject expected) return;
        foreach (WeightGradient<double> gradient in tape.Weights.Gradients)
        {
            if (expected[gradient.Weight.Name] is JsonNode node)
                AssertClose(gradient.Values.ToArray(), GoldenTrajectory.Numbers(node), "gradient of " + gradient.Weight.Name);
        }

        foreach (TableGradient<double> gradient in tape.Tables)
        {
            foreach (Table<double> table in gradient.Tables)
                AssertClose(GradientCheck.Scatter(gradient, table), GoldenTrajectory.Numbers(expected[table.Name]!),
                    "gradient of " + table.Name);
        }

        IEnumerable<string> ours = tape.Weights.Gradients.Select(g => g.Weight.Name)
            .Concat(tape.Tables.SelectMany(g => g.Tables).Select(t => t.Name));
        Assert.That(expected.Select(p => p.Key), Is.SubsetOf(ours));
    }

    /// <summary>Elements that cancel almost to zero are measured against the largest of their array.</summary>
    private static void AssertClose(double[] actual, double[] expected, string what)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length), what);
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < actual.Length; i++)
        {
            double allowed = Tolerance * Math.Max(Math.Abs(expected[i]), 1e-3 * scale);
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(allowed), $"{what}[{i}]");
        }
    }
}
