using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Evaluation;

internal sealed class CtrEvaluatorTests
{
    [Test]
    public void Equals_the_metrics_of_the_pairs_scores([Values(0, 1, 4096, 4097, 20_000)] int count)
    {
        var random = new SeededRandom(31);
        TableRecommender recommender = TableRecommender.Random(30, 40, 1000, random);
        Interaction[] examples = RandomInteractions.Draw(count, 30, 40, random);
        float[] scores = examples.Select(x => recommender.Score(x.User, x.Item)).ToArray();

        var expected = new CtrResult(
            count,
            AreaUnderCurve.Compute(scores, examples),
            Accuracy.Compute(scores, examples),
            F1Score.Compute(scores, examples),
            LogLoss.Compute(scores, examples));
        Assert.That(CtrEvaluator.Evaluate(recommender, examples), Is.EqualTo(expected));
        Assert.That(CtrEvaluator.Evaluate(recommender, examples, threads: 3), Is.EqualTo(expected), "with three threads");
    }

    [Test]
    public void Rejects_a_recommender_that_returns_no_number([Values(1, 2)] int threads)
    {
        Interaction[] examples = Enumerable.Repeat(new Interaction(0, 0, true), 10_000).ToArray();
        Assert.That(
            () => CtrEvaluator.Evaluate(new TableRecommender(new[,] { { float.NaN } }), examples, threads),
            Throws.ArgumentException.With.Message.Contains("some of 10000 examples a score of NaN"));
    }

    [Test]
    public void Passes_an_exception_of_the_recommender_on([Values(1, 2)] int threads)
    {
        Interaction[] examples = Enumerable.Repeat(new Interaction(1, 0, true), 10_000).ToArray();
        Assert.That(
            () => CtrEvaluator.Evaluate(new TableRecommender(new float[1, 1]), examples, threads),
            Throws.InstanceOf<IndexOutOfRangeException>());
    }
}
