using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Metrics;
using Mkr.Model.Metrics.Statistics;

namespace Mkr.Tests.Model.Metrics.Statistics;

internal sealed class PairedBootstrapTests
{
    /// <summary>The same draws, each resample written out and measured as a test set of its own.</summary>
    [Test]
    public void Equals_measuring_each_resample_written_out()
    {
        var random = new SeededRandom(71);
        for (int test = 0; test < 40; test++)
        {
            int n = 2 + random.NextInt32(30);
            Interaction[] examples = Enumerable.Range(0, n)
                .Select(i => new Interaction(0, i, i == 0 || (i > 1 && random.NextInt32(2) == 0))).ToArray();
            float[] first = Scores(examples, 0.5, random), second = Scores(examples, 0.3, random);
            const int Resamples = 39;

            double[] differences = WrittenOut(first, second, examples, Resamples, new SeededRandom((ulong)test));
            Array.Sort(differences);
            double mean = differences.Average(), variance = differences.Sum(d => (d - mean) * (d - mean)) / (Resamples - 1);
            IReadOnlyList<BootstrapComparison> both = PairedBootstrap.CompareAuc(
                first, [first, second], examples, Resamples, new SeededRandom((ulong)test));
            BootstrapComparison actual = both[1];
            Assert.That(both[0], Is.EqualTo(new BootstrapComparison(0, 0, 0, 0, 1)), "with itself");
            Assert.That(actual.Difference, Is.EqualTo(AreaUnderCurve.Compute(first, examples) - AreaUnderCurve.Compute(second, examples)));
            Assert.That(actual.StandardError, Is.EqualTo(Math.Sqrt(variance)).Within(1e-12));
            Assert.That(actual.Lower, Is.InRange(differences[0], differences[1]));
            Assert.That(actual.Upper, Is.InRange(differences[^2], differences[^1]));
            int opposite = Math.Min(differences.Count(d => d <= 0), differences.Count(d => d >= 0));
            Assert.That(actual.PValue, Is.EqualTo(Math.Min(1, (1 + opposite) / 20.0)).Within(1e-15));
        }
    }

    [Test]
    public void Tells_a_better_model_from_an_equal_one()
    {
        var random = new SeededRandom(72);
        Interaction[] examples = Enumerable.Range(0, 500).Select(i => new Interaction(0, i, i % 2 == 0)).ToArray();
        float[] good = Scores(examples, 3, random), bad = Scores(examples, 1, random);
        BootstrapComparison better = PairedBootstrap.CompareAuc(good, [bad], examples, 199, random.Split("better"))[0];
        Assert.That(better.PValue, Is.EqualTo(0.01).Within(1e-15), "2 / (199 + 1), the least");
        Assert.That(better.Lower, Is.Positive);
        BootstrapComparison worse = PairedBootstrap.CompareAuc(bad, [good], examples, 199, random.Split("better"))[0];
        Assert.That(worse.Difference, Is.EqualTo(-better.Difference));
        Assert.That(worse.PValue, Is.EqualTo(better.PValue));
        Assert.That(PairedBootstrap.CompareAuc(good, [good], examples, 199, random.Split("equal"))[0].PValue, Is.EqualTo(1));
    }

    /// <summary>Of 200 comparisons of models that do not differ about 10 are significant at 5 %; more than 22 are very unlikely.</summary>
    [Test]
    public void Seldom_finds_a_difference_where_there_is_none()
    {
        var random = new SeededRandom(73);
        Interaction[] examples = Enumerable.Range(0, 200).Select(i => new Interaction(0, i, i % 2 == 0)).ToArray();
        int found = Enumerable.Range(0, 200).Count(_ => PairedBootstrap.CompareAuc(
            Scores(examples, 1, random), [Scores(examples, 1, random)], examples, 199, random)[0].PValue <= 0.05);
        Assert.That(found, Is.InRange(1, 22));
    }

    [Test]
    public void Rejects_what_has_no_area()
    {
        Interaction[] positives = [new(0, 0, true), new(0, 1, true)];
        var random = new SeededRandom(74);
        Assert.That(
            () => PairedBootstrap.CompareAuc([1f, 2f], [[1f, 2f]], positives, 9, random),
            Throws.ArgumentException.With.Message.Contains("classes"));
        Interaction[] both = [new(0, 0, true), new(0, 1, false)];
        Assert.That(() => PairedBootstrap.CompareAuc([1f, 2f], [[1f]], both, 9, random), Throws.ArgumentException);
        Assert.That(() => PairedBootstrap.CompareAuc([1f, 2f], [[1f, float.NaN]], both, 9, random), Throws.ArgumentException);
    }

    private static double[] WrittenOut(float[] first, float[] second, Interaction[] examples, int resamples, SeededRandom random)
    {
        var differences = new List<double>();
        while (differences.Count < resamples)
        {
            int[] draws = examples.Select(_ => random.NextInt32(examples.Length)).ToArray();
            Interaction[] drawn = draws.Select(i => examples[i]).ToArray();
            double difference = AreaUnderCurve.Compute(draws.Select(i => first[i]).ToArray(), drawn)
                - AreaUnderCurve.Compute(draws.Select(i => second[i]).ToArray(), drawn);
            if (!double.IsNaN(difference)) differences.Add(difference);
        }

        return [.. differences];
    }

    private static float[] Scores(Interaction[] examples, double signal, SeededRandom random) =>
        examples.Select(x => (float)Math.Round((x.IsPositive ? signal : 0) + random.NextGaussian(), 1)).ToArray();
}
