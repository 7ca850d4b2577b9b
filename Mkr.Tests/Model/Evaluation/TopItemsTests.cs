using Mkr.Engine.Randomness;
using Mkr.Model.Evaluation;

namespace Mkr.Tests.Model.Evaluation;

public sealed class TopItemsTests
{
    [Test]
    public void Equals_a_stable_sort_of_the_candidates()
    {
        var random = new SeededRandom(41);
        for (int test = 0; test < 500; test++)
        {
            int distinct = 1 + random.NextInt32(test % 2 == 0 ? 5 : 1_000_000);
            float[] scores = Enumerable.Range(0, random.NextInt32(400))
                .Select(_ => random.NextInt32(6) == 0 ? float.NaN : random.NextInt32(distinct) - (distinct / 2f)).ToArray();
            int[] items = new int[random.NextInt32(test % 5 == 0 ? 300 : 30)];

            int[] expected = Enumerable.Range(0, scores.Length).Where(i => !float.IsNaN(scores[i]))
                .OrderByDescending(i => scores[i]).Take(items.Length).ToArray();
            int count = TopItems.Select(scores, items);
            Assert.That(items[..count], Is.EqualTo(expected));
        }
    }

    [Test]
    public void Of_equal_scores_the_lower_item_comes_first()
    {
        int[] items = new int[3];
        Assert.That(TopItems.Select([0f, 1f, -0f, 1f, 0f], items), Is.EqualTo(3));
        Assert.That(items, Is.EqualTo(new[] { 1, 3, 0 }));
    }

    [Test]
    public void Infinite_scores_are_candidates()
    {
        int[] items = new int[4];
        Assert.That(TopItems.Select([float.NegativeInfinity, float.NaN, float.PositiveInfinity], items), Is.EqualTo(2));
        Assert.That(items[..2], Is.EqualTo(new[] { 2, 0 }));
    }
}
