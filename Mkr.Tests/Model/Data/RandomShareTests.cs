using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

internal sealed class RandomShareTests
{
    private static readonly int[] Rows = [.. Enumerable.Range(0, 1000)];

    [Test]
    public void Keeps_the_share_in_order_and_each_row_once()
    {
        foreach (double share in new[] { 0.0001, 0.1, 0.35, 0.9, 1 })
        {
            int[] kept = RandomShare.Of(Rows, share, new SeededRandom(3));
            Assert.That(kept, Has.Length.EqualTo(Math.Max(1, Math.Round(1000 * share))));
            Assert.That(kept, Is.Ordered.And.Unique.And.SubsetOf(Rows));
        }
    }

    [Test]
    public void A_smaller_share_is_a_part_of_a_larger_one_and_another_seed_gives_another()
    {
        int[] tenth = RandomShare.Of(Rows, 0.1, new SeededRandom(3)), half = RandomShare.Of(Rows, 0.5, new SeededRandom(3));
        Assert.That(tenth, Is.SubsetOf(half));
        Assert.That(RandomShare.Of(Rows, 0.1, new SeededRandom(4)), Is.Not.EqualTo(tenth));
        Assert.That(half.Average(), Is.EqualTo(499.5).Within(60), "drawn from all over");
    }

    [Test]
    public void Of_nothing_nothing_is_kept() => Assert.That(RandomShare.Of(Array.Empty<int>(), 0.5, new SeededRandom(1)), Is.Empty);
}
