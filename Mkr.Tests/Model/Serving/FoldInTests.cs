using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Models.FoldIns;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Serving;

/// <summary>What a model says of a history is near what it says of the user whose history it is.</summary>
internal sealed class FoldInTests
{
    private const int Cutoff = 10;

    /// <summary>The share of a user's own ten best items that are among the ten best for his history, on the demo.</summary>
    [TestCase("popularity", 1)]
    [TestCase("itemknn", 1)]
    [TestCase("ease", 1)]
    [TestCase("blend", 1)]
    [TestCase("bpr-mf", 0.5)]
    [TestCase("transe", 1, 1)]
    [TestCase("mkr-hybrid", 0.5, 3)]
    public void A_training_users_history_gives_nearly_his_own_list(string name, double least, int? epochs = null)
    {
        double overlap = Overlap(name, epochs);
        TestContext.Out.WriteLine($"{name}: {overlap:0.000}");
        Assert.That(overlap, Is.GreaterThanOrEqualTo(least));
    }

    [Test, Explicit("all models on the demo, for the documentation")]
    public void Overlaps([ValueSource(nameof(Names))] string name) => TestContext.Out.WriteLine($"{name}: {Overlap(name):0.000}");

    private static IEnumerable<string> Names => ModelCatalog.All.Select(model => model.Name);

    private static double Overlap(string name, int? epochs = null)
    {
        (RunSettings settings, RecommendationData data) = TrainedModel.Demo(ModelCatalog.Find(name));
        if (epochs is not null) settings = settings.With([new("epochs", $"{epochs}")]);
        ExperimentRun run = TrainedModel.Run(settings, data, threads: 2);
        ITrainedModel model = run.Training.Recommender;
        PositiveMatrix training = PositiveMatrix.Of(new ModelData(data, run.Split));
        HistoryScorer scorer = FoldIn.Of(model, training);
        float[] own = new float[data.Items.Count], folded = new float[data.Items.Count];
        double sum = 0;
        int users = 0;
        for (int user = 0; user < data.Users.Count; user += 3)
        {
            int[] history = training.ItemsOf(user).ToArray();
            if (history.Length == 0) continue;
            model.ScoreAllItems([user], own);
            if (!scorer(history, folded)) continue;
            sum += Best(own, history).Intersect(Best(folded, history)).Count() / (double)Cutoff;
            users++;
        }

        return sum / users;
    }

    private static int[] Best(float[] scores, int[] seen) =>
        [.. Enumerable.Range(0, scores.Length).Except(seen).OrderByDescending(item => scores[item]).Take(Cutoff)];
}
