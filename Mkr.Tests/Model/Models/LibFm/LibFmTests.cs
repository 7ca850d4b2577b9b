using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Model.Models;
using Mkr.Model.Models.LibFm;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.LibFm;

internal sealed class LibFmTests
{
    private const int MaxBatch = 7;

    /// <summary>Losses, logits, gradients, parameters and scores of an independent implementation, in double.</summary>
    [TestCase("fm-adam", RowPolicy.Dense)]
    [TestCase("fm-adam", RowPolicy.Deferred)]
    [TestCase("fm-libfm-sgd", RowPolicy.Dense)]
    public void Training_agrees_with_an_independent_implementation(string name, RowPolicy rows)
    {
        BaselineGolden golden = BaselineGolden.Load(name);
        int users = golden.Size("n_user"), items = golden.Size("n_item");
        double[] features = GoldenTrajectory.Numbers(golden.Constants["item_features"]!);
        var model = new LibFmModel<double>(golden.Size("factors"), users, items, features);
        (Parameter<double> Parameter, string[] Names)[] parameters =
        [
            (model.Users, ["user_factor", "user_linear"]), (model.Items, ["item_factor", "item_linear"]),
            (model.FeatureFactors, ["feature_factor"]), (model.FeatureWeights, ["feature_linear"]), (model.Bias, ["bias"]),
        ];
        foreach ((Parameter<double> parameter, string[] names) in parameters) golden.Fill(parameter, names);
        var task = new LibFmTask<double>(model, Options(golden, name), MaxBatch);
        Optimizer<double> optimizer = golden.CreateOptimizer(task.Tape, model.Parameters, rows);
        foreach (JsonNode step in golden.Steps)
        {
            GoldenTrajectory.Fill(task.Users.Rows, step["user"]!);
            GoldenTrajectory.Fill(task.Items.Rows, step["item"]!);
            double[] labels = GoldenTrajectory.Numbers(step["label"]!);
            labels.CopyTo(task.Labels.Values);
            golden.AssertClose([task.Tape.ForwardBackward(labels.Length)], [step["loss"]!.GetValue<double>()], "loss");
            golden.AssertClose(
                task.Logits.Value[0][..labels.Length].ToArray(), GoldenTrajectory.Numbers(step["logits"]!), "logits");
            foreach ((Parameter<double> parameter, string[] names) in parameters)
                golden.CheckGradient(step, task.Tape, parameter, names);
            optimizer.Step();
        }

        ITrainedModel recommender = model.CreateRecommender();
        foreach ((Parameter<double> parameter, string[] names) in parameters) golden.CheckFinal(parameter, names);
        BaselineGolden.AssertScores(recommender, golden.FinalScores);
    }

    private static LibFmOptions Options(BaselineGolden golden, string name)
    {
        if (name == "fm-adam") return new LibFmOptions { L2 = golden.Number("l2"), LinearL2 = golden.Number("l2") };
        double[] regular = golden.Numbers("regular");
        return new LibFmOptions { BiasL2 = regular[0], LinearL2 = regular[1], L2 = regular[2] };
    }
}
