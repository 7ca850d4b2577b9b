using Mkr.Engine.Randomness;
using Mkr.Model.Data.Preparation;

namespace Mkr.Tests.Model.Data.Preparation;

internal sealed class RepeatCounterTests
{
    /// <summary>Few keys stay in memory, many go to files, of which nothing is left.</summary>
    [TestCase(1_000, 300)]
    [TestCase(1_500_000, 700_000)]
    public void Counts_as_a_set_does(int count, int different)
    {
        using var folder = new TemporaryFolder();
        var random = new SeededRandom(1);
        var seen = new HashSet<ulong>();
        int repeats = 0;
        using (var counter = new RepeatCounter<ulong>(folder.Path))
        {
            for (int i = 0; i < count; i++)
            {
                ulong key = (ulong)random.NextInt32(different) << 20;
                counter.Add(key);
                if (!seen.Add(key)) repeats++;
            }

            Assert.That(Directory.EnumerateFiles(folder.Path).Any(), Is.EqualTo(count > 1_000_000));
            Assert.That(counter.Count(), Is.EqualTo(repeats));
        }

        Assert.That(Directory.EnumerateFiles(folder.Path), Is.Empty);
    }

    [Test]
    public void Wide_keys_differ_in_either_half()
    {
        using var folder = new TemporaryFolder();
        using var counter = new RepeatCounter<UInt128>(folder.Path);
        foreach ((ulong upper, ulong lower) in new[] { (1UL, 2UL), (2UL, 1UL), (1UL, 3UL), (1UL, 2UL) })
            counter.Add(new UInt128(upper, lower));
        Assert.That(counter.Count(), Is.EqualTo(1));
    }
}
