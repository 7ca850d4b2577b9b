using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Randomness;

internal sealed class SeededRandomTests
{
    /// <summary>The first outputs of xoshiro256** after SplitMix64(0), computed by an independent implementation.</summary>
    [Test]
    public void Sequence_is_xoshiro256_star_star()
    {
        var random = new SeededRandom(0);
        ulong[] actual = [random.NextUInt64(), random.NextUInt64(), random.NextUInt64()];
        Assert.That(actual, Is.EqualTo(new[] { 0x99EC5F36CB75F2B4UL, 0xBF6E1F784956452AUL, 0x1A5F849D4933E6E0UL }));
    }

    [Test]
    public void Split_does_not_depend_on_what_was_drawn()
    {
        var fresh = new SeededRandom(7);
        var used = new SeededRandom(7);
        for (int i = 0; i < 10; i++) used.NextUInt64();
        Assert.That(used.Split("batches").NextUInt64(), Is.EqualTo(fresh.Split("batches").NextUInt64()));
        Assert.That(fresh.Split("batches").NextUInt64(), Is.Not.EqualTo(fresh.Split("weights").NextUInt64()));
    }

    [Test]
    public void Bounded_integers_are_uniform()
    {
        var random = new SeededRandom(1);
        int[] counts = new int[10];
        for (int i = 0; i < 100_000; i++) counts[random.NextInt32(10)]++;
        double chiSquared = counts.Sum(c => Math.Pow(c - 10_000, 2) / 10_000);
        Assert.That(chiSquared, Is.LessThan(27.88), "99.9 % quantile of chi squared with 9 degrees of freedom");
    }

    [Test]
    public void Gaussian_has_mean_zero_and_variance_one()
    {
        var random = new SeededRandom(2);
        double[] x = Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian()).ToArray();
        Assert.That(x.Average(), Is.EqualTo(0).Within(0.015));
        Assert.That(x.Sum(v => v * v) / x.Length, Is.EqualTo(1).Within(0.02));
    }

    /// <summary>Lengths on both sides of the limits from which on values are dealt out to parts first.</summary>
    [Test]
    public void Shuffle_permutes([Values(100, 101, 300_000, 1_200_000)] int count, [Values] bool inPairs)
    {
        int[] values = [.. Enumerable.Range(0, count)];
        Shuffle(new SeededRandom(3), values, inPairs);
        Assert.That(values.Order().SequenceEqual(Enumerable.Range(0, count)));
        Assert.That(values, Is.Not.Ordered);
    }

    /// <summary>All 24 orders of four values, 240,000 times: each 10,000 times with a standard deviation of 98.</summary>
    [Test]
    public void Every_order_is_equally_likely([Values] bool inPairs)
    {
        var random = new SeededRandom(4);
        var counts = new Dictionary<string, int>();
        for (int i = 0; i < 240_000; i++)
        {
            int[] values = [0, 1, 2, 3];
            Shuffle(random, values, inPairs);
            string order = string.Concat(values);
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }

        Assert.That(counts, Has.Count.EqualTo(24));
        Assert.That(counts.Values, Has.All.EqualTo(10_000).Within(500));
    }

    private static void Shuffle(SeededRandom random, int[] values, bool inPairs)
    {
        if (inPairs) random.ShuffleInPairs(values.AsSpan());
        else random.Shuffle(values.AsSpan());
    }
}
