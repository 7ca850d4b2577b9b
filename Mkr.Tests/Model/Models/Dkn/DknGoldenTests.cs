using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Verification;
using Mkr.Model.Models.Dkn;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Dkn;

internal sealed class DknGoldenTests
{
    private const int MaxBatch = 8;

    /// <summary>Losses, logits, attention, gradients, parameters and scores of an independent implementation, in double.</summary>
    [Test]
    public void Training_agrees_with_an_independent_implementation(
        [Values("dkn-released", "dkn-paper")] string name, [Values] RowPolicy rows)
    {
        BaselineGolden golden = BaselineGolden.Load(name);
        DknOptions options = Options(golden);
        int[] words = Whole(golden.Constants["item_words"]!), entities = Whole(golden.Constants["item_entities"]!);
        var titles = new DknTitles(options.TitleLength, words, entities, golden.Size("n_word"), golden.Size("n_entity"));
        int[][] clicks = [.. golden.Constants["user_history"]!.AsArray().Select(user => Whole(user!))];
        var model = new DknModel<double>(options, titles.WordCount, titles.EntityCount);
        var file = new DknArrays(model);
        foreach (Parameter<double> parameter in model.Parameters.Parameters) parameter.CopyFrom(file.Of(parameter, golden.Initial));
        var task = new DknTask<double>(model, titles, new DknClicks(clicks), MaxBatch);
        Optimizer<double> optimizer = golden.CreateOptimizer(task.Tape, model.Parameters, rows);
        foreach (JsonNode step in golden.Steps)
        {
            GoldenTrajectory.Fill(task.Users.Rows, step["user"]!);
            GoldenTrajectory.Fill(task.Items.Rows, step["item"]!);
            double[] labels = GoldenTrajectory.Numbers(step["label"]!);
            labels.CopyTo(task.Labels.Values);
            task.Fill(labels.Length);
            golden.AssertClose([task.Tape.ForwardBackward(labels.Length)], [step["loss"]!.GetValue<double>()], "loss");
            golden.AssertClose(
                task.Logits.Value[0][..labels.Length].ToArray(), GoldenTrajectory.Numbers(step["logits"]!), "logits");
            golden.AssertClose(task.Attention[..(labels.Length * clicks[0].Length)].ToArray(),
                GoldenTrajectory.Numbers(step["attention"]!), "attention");
            if (step["gradients"] is JsonNode gradients)
                CheckGradients(golden, task.Tape, model, parameter => file.Of(parameter, gradients));
            optimizer.Step();
        }

        DknRecommender recommender = DknRecommender.Of(model, titles, new DknClicks(clicks));
        foreach (Parameter<double> parameter in model.Parameters.Parameters)
        {
            double[] values = new double[parameter.Count];
            parameter.CopyTo(values);
            golden.AssertClose(values, file.Of(parameter, golden.Final), parameter.Name);
        }

        BaselineGolden.AssertScores(recommender, golden.FinalScores);
        RecommenderContract.Check(recommender);
    }

    private static DknOptions Options(BaselineGolden golden)
    {
        bool isPaper = golden.Flag("use_context");
        var options = new DknOptions
        {
            TitleLength = golden.Size("title_length"),
            WordDim = golden.Size("word_dim"),
            EntityDim = golden.Size("entity_dim"),
            Windows = golden.Numbers("windows").Length,
            Filters = golden.Size("filters"),
            Context = isPaper,
            ScoreBias = false,
            MaskCandidate = false,
            L2 = golden.Number("l2"),
        };
        return !isPaper ? options : options with
        {
            Attention = DknLayer.Mlp,
            AttentionHidden = golden.Size("attention_hidden"),
            Prediction = DknLayer.Mlp,
            PredictionHidden = golden.Size("predict_hidden"),
        };
    }

    private static void CheckGradients(
        BaselineGolden golden, Tape<double> tape, DknModel<double> model, Func<Parameter<double>, double[]> expected)
    {
        foreach (Parameter<double> parameter in model.Parameters.Parameters)
        {
            double[] values = parameter is Table<double> table
                ? GradientCheck.Scatter(tape.Tables.Single(gradient => gradient.Tables[0] == table), table)
                : tape.Weights.Of((Weight<double>)parameter).Values.ToArray();
            golden.AssertClose(values, expected(parameter), "gradient of " + parameter.Name);
        }
    }

    private static int[] Whole(JsonNode numbers) => [.. GoldenTrajectory.Numbers(numbers).Select(number => (int)number)];
}
