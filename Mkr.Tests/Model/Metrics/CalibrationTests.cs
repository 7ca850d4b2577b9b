using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Metrics;

/// <summary>Reliability diagrams by hand, and of predictions that are right by construction.</summary>
internal sealed class CalibrationTests
{
    /// <summary>Logits of ln 3 and -ln 3 are probabilities of 3/4 and 1/4.</summary>
    [Test]
    public void By_hand()
    {
        float three = MathF.Log(3);
        Interaction[] rows = [Row(true), Row(false), Row(false), Row(false)];
        Calibration calibration = Calibration.Compute([three, -three, three, -three], rows, bins: 2);
        Assert.That(calibration.Bins.Select(bin => (bin.Count, bin.Observed)), Is.EqualTo([(2, 0.0), (2, 0.5)]));
        Assert.That(calibration.Bins.Select(bin => bin.Predicted), Is.EqualTo([0.25, 0.75]).Within(1e-6));
        Assert.That(calibration.Error, Is.EqualTo(0.25).Within(1e-6));
    }

    [Test]
    public void Labels_drawn_by_the_predictions_leave_little_error()
    {
        var random = new SeededRandom(1);
        float[] logits = [.. Enumerable.Range(0, 40_000).Select(_ => (float)random.NextGaussian())];
        Interaction[] rows = [.. logits.Select(logit => Row(random.NextDouble() < 1 / (1 + Math.Exp(-logit))))];
        Assert.That(Calibration.Compute(logits, rows).Error, Is.LessThan(0.02));
        Assert.That(Calibration.Compute([.. logits.Select(logit => logit * 3)], rows).Error, Is.GreaterThan(0.1), "too sure of itself");
    }

    [Test]
    public void Fewer_examples_than_bins() => Assert.That(Calibration.Compute([1, 2], [Row(true), Row(true)]).Bins, Has.Count.EqualTo(2));

    private static Interaction Row(bool isPositive) => new(0, 0, isPositive);
}
