using Mkr.Engine.Randomness;
using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Metrics;

internal sealed class FilteredRankTests
{
    /// <summary>Sorting the candidates, best first: the mean of the first and the last place that the tail's score could take.</summary>
    [Test]
    public void Equals_the_mean_place_in_the_sorted_candidates()
    {
        var random = new SeededRandom(21);
        for (int test = 0; test < 200; test++)
        {
            float[] scores = Enumerable.Range(0, 1 + random.NextInt32(50)).Select(_ => (float)random.NextInt32(8)).ToArray();
            int tail = random.NextInt32(scores.Length);
            int[] known = Enumerable.Range(0, scores.Length).Where(_ => random.NextInt32(4) == 0).ToArray();

            List<float> candidates = [.. scores.Where((_, i) => i == tail || !known.Contains(i)).OrderDescending()];
            double expected = (candidates.IndexOf(scores[tail]) + candidates.LastIndexOf(scores[tail]) + 2) / 2.0;
            Assert.That(FilteredRank.Compute(scores, tail, known), Is.EqualTo(expected));
        }
    }

    [Test]
    public void A_model_that_scores_all_alike_ranks_in_the_middle() =>
        Assert.That(FilteredRank.Compute(new float[101], 7, []), Is.EqualTo(51));

    [Test]
    public void Rejects_what_is_no_entity_or_no_number()
    {
        Assert.That(() => FilteredRank.Compute([1f, 2f], 2, []), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => FilteredRank.Compute([1f, 2f], 0, [-1]), Throws.InstanceOf<ArgumentOutOfRangeException>());
        Assert.That(() => FilteredRank.Compute([1f, float.NaN], 0, []), Throws.ArgumentException.With.Message.Contains("NaN"));
    }
}
