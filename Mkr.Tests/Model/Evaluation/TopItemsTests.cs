using Mkr.Engine.Randomness;
using Mkr.Model.Evaluation;
using Mkr.Model.Metrics;

namespace Mkr.Tests.Model.Evaluation;

internal sealed class TopItemsTests
{
    [Test]
    public void Equals_a_sort_of_the_candidates()
    {
        var random = new SeededRandom(41);
        for (int test = 0; test < 500; test++)
        {
            int distinct = 1 + random.NextInt32(test % 2 == 0 ? 5 : 1_000_000);
            float[] scores = Enumerable.Range(0, random.NextInt32(400))
                .Select(_ => random.NextInt32(6) == 0 ? float.NaN : random.NextInt32(distinct) - (distinct / 2f)).ToArray();
            int[] items = new int[random.NextInt32(test % 5 == 0 ? 300 : 30)];

            int[] expected = Enumerable.Range(0, scores.Length).Where(i => !float.IsNaN(scores[i]))
                .OrderByDescending(i => scores[i]).ThenByDescending(TieOrder.Place).Take(items.Length).ToArray();
            int count = TopItems.Select(scores, items);
            Assert.That(items[..count], Is.EqualTo(expected));
        }
    }

    /// <summary>Both zeros are equal; the lists of a part and of the whole agree, and none follows the index.</summary>
    [Test]
    public void Of_equal_scores_the_order_is_always_the_same_and_not_the_index()
    {
        int[] whole = new int[1_000], part = new int[500], few = new int[50];
        float[] scores = [.. Enumerable.Range(0, 1_000).Select(i => i % 2 == 0 ? 0f : -0f)];
        TopItems.Select(scores, whole);
        TopItems.Select(scores.AsSpan(0, 500), part);
        TopItems.Select(scores, few);
        Assert.That(part, Is.EqualTo(whole.Where(item => item < 500)));
        Assert.That(few, Is.EqualTo(whole[..50]));
        Assert.That(few.Average(), Is.EqualTo(500).Within(4 * 1_000 / Math.Sqrt(12 * 50)), "four deviations of the mean");
    }

    [Test]
    public void Infinite_scores_are_candidates()
    {
        int[] items = new int[4];
        Assert.That(TopItems.Select([float.NegativeInfinity, float.NaN, float.PositiveInfinity], items), Is.EqualTo(2));
        Assert.That(items[..2], Is.EqualTo(new[] { 2, 0 }));
    }
}
