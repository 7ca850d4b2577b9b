using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Models.LinearModels;

namespace Mkr.Tests.Model.Models.LinearModels;

internal sealed class LogisticRegressionTests
{
    /// <summary>
    /// Where the gradient of the penalised loss, by central differences, is 0 in every direction, a convex function is smallest.
    /// </summary>
    [TestCase(0.0)]
    [TestCase(0.05)]
    public void Ends_where_the_loss_is_smallest(double ridge)
    {
        (double[] features, bool[] labels) = Draw(400);
        double[] weights = LogisticRegression.Fit(features, labels, ridge);
        for (int i = 0; i < weights.Length; i++)
        {
            const double Step = 1e-5;
            double[] up = [.. weights], down = [.. weights];
            up[i] += Step;
            down[i] -= Step;
            double slope = (Loss(up, features, labels, ridge) - Loss(down, features, labels, ridge)) / (2 * Step);
            Assert.That(slope, Is.Zero.Within(1e-9), $"weight {i}");
        }

        Assert.That(weights[1], Is.GreaterThan(0.5), "the feature that labels were drawn by");
    }

    [Test]
    public void Finite_where_the_labels_are_separated()
    {
        double[] weights = LogisticRegression.Fit([-2, -1, 1, 2], [false, false, true, true]);
        Assert.That(weights, Has.All.Matches<double>(double.IsFinite));
        Assert.That(weights[1], Is.GreaterThan(5));
    }

    [Test]
    public void Refuses_one_label() =>
        Assert.That(() => LogisticRegression.Fit([1, 2], [true, true]), Throws.ArgumentException.With.Message.Contains("both labels"));

    private static double Loss(double[] weights, double[] features, bool[] labels, double ridge)
    {
        double loss = ridge / 2 * weights.Skip(1).Sum(w => w * w);
        for (int i = 0; i < labels.Length; i++)
        {
            double z = LogisticRegression.Logit(weights, features.AsSpan(i * 3, 3));
            loss += Math.Log(1 + Math.Exp(labels[i] ? -z : z)) / labels.Length;
        }

        return loss;
    }

    private static (double[] Features, bool[] Labels) Draw(int count)
    {
        var random = new SeededRandom(8);
        double[] features = new double[count * 3];
        bool[] labels = new bool[count];
        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < 3; j++) features[(i * 3) + j] = (4 * random.NextDouble()) - 2;
            labels[i] = random.NextDouble() < 1 / (1 + Math.Exp(0.3 - (1.5 * features[i * 3])));
        }

        return (features, labels);
    }
}
