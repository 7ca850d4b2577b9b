using Mkr.Engine.Randomness;
using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Metrics;

internal sealed class LinkPredictionTests
{
    [Test]
    public void Means_equal_their_definitions()
    {
        var random = new SeededRandom(22);
        for (int test = 0; test < 200; test++)
        {
            double[] ranks = Enumerable.Range(0, 1 + random.NextInt32(30)).Select(_ => 1 + (random.NextInt32(30) / 2.0)).ToArray();
            LinkPrediction actual = LinkPrediction.FromRanks(ranks);
            Assert.That(actual.Count, Is.EqualTo(ranks.Length));
            Assert.That(actual.MeanRank, Is.EqualTo(ranks.Average()).Within(1e-12));
            Assert.That(actual.MeanReciprocalRank, Is.EqualTo(ranks.Average(r => 1 / r)).Within(1e-12));
            Assert.That(actual.HitsAt1, Is.EqualTo(ranks.Average(r => r <= 1 ? 1.0 : 0)).Within(1e-12));
            Assert.That(actual.HitsAt3, Is.EqualTo(ranks.Average(r => r <= 3 ? 1.0 : 0)).Within(1e-12));
            Assert.That(actual.HitsAt10, Is.EqualTo(ranks.Average(r => r <= 10 ? 1.0 : 0)).Within(1e-12));
        }
    }

    [Test]
    public void Without_ranks_the_means_are_undefined()
    {
        const double None = double.NaN;
        Assert.That(LinkPrediction.FromRanks([]), Is.EqualTo(new LinkPrediction(0, None, None, None, None, None)));
    }

    [Test]
    public void Rejects_a_rank_below_one() =>
        Assert.That(() => LinkPrediction.FromRanks([1, 0.5]), Throws.InstanceOf<ArgumentOutOfRangeException>());
}
