using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Engine.Verification;
using Mkr.Model.Models.Factorization;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Factorization;

internal sealed class BprMfTests
{
    private const int MaxBatch = 9;

    private static IEnumerable<TestCaseData> Trajectories() =>
    [
        new TestCaseData("bprmf-sgd", null),
        .. Enum.GetValues<RowPolicy>().Where(rows => rows != RowPolicy.Lazy).Select(rows => new TestCaseData("bprmf-adam", rows)),
    ];

    /// <summary>Losses, differences, gradients, parameters and scores of an independent implementation, in double.</summary>
    [TestCaseSource(nameof(Trajectories))]
    public void Training_agrees_with_an_independent_implementation(string name, RowPolicy? rows)
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", name + ".json");
        JsonNode golden = JsonNode.Parse(File.ReadAllText(path))!;
        JsonNode config = golden["config"]!;
        double l2 = config["l2"]!.GetValue<double>(), rate = config["optimizer"]!["lr"]!.GetValue<double>();
        (int dim, int users, int items) =
            (config["dim"]!.GetValue<int>(), config["n_user"]!.GetValue<int>(), config["n_item"]!.GetValue<int>());
        var model = new BprMfModel<double>(dim, users, items);
        model.Users.CopyFrom(GoldenTrajectory.Numbers(golden["initial"]!["user_embedding"]!));
        model.Items.CopyFrom(Items(golden["initial"]!));
        var task = new BprMfTask<double>(model, new BprMfOptions { L2 = l2, BiasL2 = l2 }, MaxBatch);
        Optimizer<double> optimizer = rows is RowPolicy policy
            ? new Adam<double>(task.Tape, model.Parameters, new AdamOptions(rate, policy))
            : new Sgd<double>(task.Tape, model.Parameters, rate);

        foreach (JsonNode? step in golden["steps"]!.AsArray())
        {
            CheckStep(task, model, step!);
            optimizer.Step();
        }

        AssertClose(Values(model.Users), GoldenTrajectory.Numbers(golden["final"]!["user_embedding"]!));
        AssertClose(Values(model.Items), Items(golden["final"]!));
        float[] scores = new float[users * items];
        model.CreateRecommender().ScoreAllItems([.. Enumerable.Range(0, users)], scores);
        double[] expected = GoldenTrajectory.Numbers(golden["final_scores_user_by_item"]!);
        Assert.That(scores.Zip(expected, (x, y) => Math.Abs(x - y)).Max(), Is.LessThan(1e-6));
    }

    [Test]
    public void The_threads_change_no_bit([Values] RowPolicy rows, [Values(2, 3)] int threads) =>
        Assert.That(Train(rows, threads), Is.EqualTo(Train(rows, threads: 1)));

    [Test]
    public void Recommender_keeps_its_contract([Values] bool hasOffsets)
    {
        var model = new BprMfModel<float>(3, 4, 5);
        foreach (Parameter<float> parameter in model.Parameters.Parameters)
            new Normal(1).Fill(parameter, new SeededRandom(2));
        RecommenderContract.Check(model.CreateRecommender(hasOffsets ? [0.1f, -0.2f, 0.3f, 0] : []));
    }

    /// <summary>Steps on batches of several blocks, all of them shared.</summary>
    private static double[] Train(RowPolicy rows, int threads)
    {
        const int Batch = 3000, Steps = 20, Users = 700, Items = 900;
        var random = new SeededRandom(3);
        var model = new BprMfModel<double>(5, Users, Items);
        model.Initialize(random);
        var task = new BprMfTask<double>(model, new BprMfOptions(), Batch);
        var adam = new Adam<double>(task.Tape, model.Parameters, new AdamOptions(0.01, rows));
        using var team = new WorkerTeam(threads);
        if (threads > 1)
        {
            task.Tape.SplitOver(team, task.Record);
            task.Tape.IsSplit = true;
        }

        for (int step = 0; step < Steps; step++)
        {
            for (int k = 0; k < Batch; k++)
            {
                task.Users.Rows[k] = random.NextInt32(Users);
                (task.Positives.Rows[k], task.Negatives.Rows[k]) = (random.NextInt32(Items), random.NextInt32(Items));
            }

            task.Tape.ForwardBackward(Batch);
            adam.Step();
        }

        model.CatchUp();
        return [.. Values(model.Users), .. Values(model.Items)];
    }

    private static void CheckStep(BprMfTask<double> task, BprMfModel<double> model, JsonNode step)
    {
        GoldenTrajectory.Fill(task.Users.Rows, step["user"]!);
        GoldenTrajectory.Fill(task.Positives.Rows, step["positive"]!);
        GoldenTrajectory.Fill(task.Negatives.Rows, step["negative"]!);
        int batch = step["user"]!.AsArray().Count;
        AssertClose([task.Tape.ForwardBackward(batch)], [step["loss"]!.GetValue<double>()]);
        AssertClose(task.Difference.Value[0][..batch].ToArray(), GoldenTrajectory.Numbers(step["score_difference"]!));
        if (step["gradients"] is not JsonNode gradients) return;
        AssertClose(GradientCheck.Scatter(task.Tape.Tables[0], model.Users), GoldenTrajectory.Numbers(gradients["user_embedding"]!));
        AssertClose(GradientCheck.Scatter(task.Tape.Tables[1], model.Items), Items(gradients));
    }

    private static double[] Values(Parameter<double> parameter)
    {
        double[] values = new double[parameter.Count];
        parameter.CopyTo(values);
        return values;
    }

    /// <summary>The golden files keep vectors and biases apart.</summary>
    private static double[] Items(JsonNode parameters) =>
    [
        .. parameters["item_embedding"]!.AsArray()
            .Zip(GoldenTrajectory.Numbers(parameters["item_bias"]!))
            .SelectMany(item => (double[])[.. GoldenTrajectory.Numbers(item.First!), item.Second]),
    ];

    private static void AssertClose(double[] actual, double[] expected)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        double scale = expected.Max(Math.Abs);
        for (int i = 0; i < actual.Length; i++)
            Assert.That(actual[i], Is.EqualTo(expected[i]).Within(1e-10 * Math.Max(Math.Abs(expected[i]), 1e-3 * scale)), $"[{i}]");
    }
}
