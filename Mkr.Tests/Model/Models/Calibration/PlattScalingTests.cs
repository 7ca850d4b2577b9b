using System.Text.Json.Nodes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models.Calibration;
using Mkr.Model.Models.Counting;
using Mkr.Tests.Model.Evaluation;
using Mkr.Tests.Model.Models.Mkr;

namespace Mkr.Tests.Model.Models.Calibration;

internal sealed class PlattScalingTests
{
    [Test]
    public void Fits_what_an_independent_implementation_does()
    {
        string path = Path.Combine(TestContext.CurrentContext.TestDirectory, "Golden", "platt.json");
        JsonNode golden = JsonNode.Parse(File.ReadAllText(path))!;
        bool[] labels = [.. GoldenTrajectory.Numbers(golden["labels"]!).Select(label => label > 0)];
        PlattScaling scaling = PlattScaling.Fit(GoldenTrajectory.Numbers(golden["scores"]!), labels);
        Assert.That(scaling.Slope, Is.EqualTo(golden["a"]!.GetValue<double>()).Within(1e-10));
        Assert.That(scaling.Intercept, Is.EqualTo(golden["b"]!.GetValue<double>()).Within(1e-10));
    }

    /// <summary>Counts of positives are far from logits: their order stays, their log loss falls below that of guessing.</summary>
    [Test]
    public void Scales_without_a_change_of_order()
    {
        Interaction[] rows = RandomInteractions.Draw(600, 20, 10, new SeededRandom(9));
        rows = [.. rows.Where(x => !x.IsPositive || x.Item < 5)];
        var popularity = new PopularityRecommender(rows, 20, 10);
        var calibrated = CalibratedModel.Fit(popularity, rows);
        CtrResult before = CtrEvaluator.Evaluate(popularity, rows), after = CtrEvaluator.Evaluate(calibrated, rows);
        Assert.That(calibrated.Scaling.Slope, Is.Positive);
        Assert.That(after.Auc, Is.EqualTo(before.Auc));
        Assert.That(after.LogLoss, Is.LessThan(Math.Log(2)).And.LessThan(before.LogLoss));
        RecommenderContract.Check(calibrated);
    }

    [TestCase(new double[] { 1, 2, 3, 4 }, new[] { true, true, false, false }, TestName = "An order is never turned round")]
    [TestCase(new double[] { 1, 1, 1, 1 }, new[] { true, true, false, false }, TestName = "Equal scores stay as they are")]
    public void Leaves_what_cannot_be_scaled(double[] scores, bool[] labels) =>
        Assert.That(PlattScaling.Fit(scores, labels), Is.EqualTo(PlattScaling.Identity));
}
