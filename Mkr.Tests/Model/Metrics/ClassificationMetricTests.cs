using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Metrics;

internal sealed class ClassificationMetricTests
{
    [Test]
    public void Accuracy_is_the_share_of_right_labels()
    {
        foreach ((float[] logits, Interaction[] examples) in RandomCases.Classifications())
        {
            double right = Pairs(logits, examples).Count(x => (Sigmoid(x.Logit) >= 0.5) == x.Label);
            Assert.That(Accuracy.Compute(logits, examples), Is.EqualTo(right / logits.Length));
        }
    }

    [Test]
    public void F1_is_the_harmonic_mean_of_precision_and_recall()
    {
        foreach ((float[] logits, Interaction[] examples) in RandomCases.Classifications())
        {
            double truePositives = Pairs(logits, examples).Count(x => x.Logit >= 0 && x.Label);
            double precision = truePositives / logits.Count(z => z >= 0), recall = truePositives / examples.Count(x => x.IsPositive);
            double actual = F1Score.Compute(logits, examples);
            if (double.IsNaN(precision) && double.IsNaN(recall)) Assert.That(actual, Is.NaN);
            else if (truePositives == 0) Assert.That(actual, Is.Zero);
            else Assert.That(actual, Is.EqualTo(2 / ((1 / precision) + (1 / recall))).Within(1e-14));
        }
    }

    /// <summary>A product of as many factors overflows many times.</summary>
    [Test]
    public void Log_loss_of_many_examples_is_exact()
    {
        const int Count = 10_000;
        var examples = new Interaction[Count];
        Assert.That(LogLoss.Compute(new float[Count], examples), Is.EqualTo(Math.Log(2)).Within(1e-13));
    }

    [Test]
    public void Log_loss_is_the_mean_cross_entropy()
    {
        foreach ((float[] logits, Interaction[] examples) in RandomCases.Classifications())
        {
            double sum = Pairs(logits, examples).Sum(x => -Math.Log(x.Label ? Sigmoid(x.Logit) : 1 - Sigmoid(x.Logit)));
            Assert.That(LogLoss.Compute(logits, examples), Is.EqualTo(sum / logits.Length).Within(1e-10));
        }
    }

    [Test]
    public void Log_loss_stays_finite_where_a_probability_would_round_to_zero()
    {
        Assert.That(LogLoss.Compute([-1000f, 1000f], [new(0, 0, true), new(0, 1, true)]), Is.EqualTo(500).Within(1e-12));
        Assert.That(LogLoss.Compute([1000f], [new(0, 0, false)]), Is.EqualTo(1000).Within(1e-12));
    }

    [Test]
    public void A_logit_of_zero_predicts_a_positive()
    {
        Assert.That(Accuracy.Compute([0f, -0f], [new(0, 0, true), new(0, 1, true)]), Is.EqualTo(1));
        Assert.That(F1Score.Compute([0f], [new(0, 0, true)]), Is.EqualTo(1));
    }

    [Test]
    public void Rejects_logits_that_are_no_numbers_or_too_few()
    {
        Interaction[] examples = [new(0, 0, true), new(0, 1, false)];
        Assert.That(() => Accuracy.Compute([float.NaN, 1f], examples), Throws.ArgumentException);
        Assert.That(() => F1Score.Compute([float.NaN, 1f], examples), Throws.ArgumentException);
        Assert.That(() => LogLoss.Compute([float.NaN, 1f], examples), Throws.ArgumentException);
        Assert.That(() => Accuracy.Compute([1f], examples), Throws.ArgumentException);
        Assert.That(() => F1Score.Compute([1f], examples), Throws.ArgumentException);
        Assert.That(() => LogLoss.Compute([1f], examples), Throws.ArgumentException);
    }

    private static IEnumerable<(double Logit, bool Label)> Pairs(float[] logits, Interaction[] examples) =>
        logits.Zip(examples, (z, x) => ((double)z, x.IsPositive));

    private static double Sigmoid(double z) => 1 / (1 + Math.Exp(-z));
}
