using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Model.Models;
using Mkr.Model.Models.WideDeep;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.WideDeep;

internal sealed class WideDeepTests
{
    private const int MaxBatch = 7;

    /// <summary>Losses, logits, gradients, parameters and scores of an independent implementation, in double.</summary>
    [TestCase("wide-deep-adam", RowPolicy.Dense)]
    [TestCase("wide-deep-adam", RowPolicy.Deferred)]
    [TestCase("wide-deep-adagrad", RowPolicy.Dense)]
    public void Training_agrees_with_an_independent_implementation(string name, RowPolicy rows)
    {
        BaselineGolden golden = BaselineGolden.Load(name);
        double[] features = GoldenTrajectory.Numbers(golden.Constants["item_features"]!), hidden = golden.Numbers("hidden");
        var options = new WideDeepOptions
        {
            Dim = golden.Size("dim"),
            Hidden1 = (int)hidden[0],
            Hidden2 = (int)hidden[1],
            L2 = golden.Number("l2"),
        };
        var model = new WideDeepModel<double>(options, golden.Size("n_user"), golden.Size("n_item"), features);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) golden.Fill(parameter, parameter.Name);
        var task = new WideDeepTask<double>(model, options, MaxBatch);
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
            foreach (Parameter<double> parameter in model.Parameters.Parameters)
                golden.CheckGradient(step, task.Tape, parameter, parameter.Name);
            optimizer.Step();
        }

        using ITrainedModel recommender = model.CreateRecommender();
        foreach (Parameter<double> parameter in model.Parameters.Parameters) golden.CheckFinal(parameter, parameter.Name);
        BaselineGolden.AssertScores(recommender, golden.FinalScores);
    }
}
