using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

internal sealed class DatasetSplitterTests
{
    private static readonly Interaction[] Rows = [.. Enumerable.Range(0, 1004).Select(i => new Interaction(i / 10, i, i % 2 == 0))];

    [Test]
    public void Every_row_is_in_one_part_and_the_shares_are_six_two_two()
    {
        DatasetSplit split = DatasetSplitter.SplitRows(Rows, new SeededRandom(1));
        Assert.That((split.Train.Length, split.Validation.Length, split.Test.Length), Is.EqualTo((604, 200, 200)));
        Interaction[] all = [.. split.Train, .. split.Validation, .. split.Test];
        Assert.That(all, Is.EquivalentTo(Rows));
        Assert.That(all, Is.Not.EqualTo(Rows), "the rows are shuffled");
    }

    [Test]
    public void The_seed_decides()
    {
        string fingerprint = DatasetSplitter.SplitRows(Rows, new SeededRandom(1)).Fingerprint;
        Assert.That(DatasetSplitter.SplitRows(Rows, new SeededRandom(1)).Fingerprint, Is.EqualTo(fingerprint));
        Assert.That(DatasetSplitter.SplitRows(Rows, new SeededRandom(2)).Fingerprint, Is.Not.EqualTo(fingerprint));
    }

    [TestCase(-0.1, 0.2)]
    [TestCase(0.5, 0.5)]
    public void Impossible_shares_are_refused(double validation, double test) =>
        Assert.That(
            () => DatasetSplitter.SplitRows(Rows, new SeededRandom(1), validation, test), Throws.TypeOf<ArgumentOutOfRangeException>());

    /// <summary>Parts below, at and above the number of rows that are hashed at once.</summary>
    [TestCase(255, 256, 257)]
    [TestCase(512, 1, 513)]
    public void Fingerprint_is_of_all_rows(int train, int validation, int test)
    {
        Interaction[][] parts = [Rows[..train], Rows[..validation], Rows[..test]];
        IEnumerable<int> Numbers(Interaction[] part) =>
            part.SelectMany(row => new[] { row.User, row.Item, row.IsPositive ? 1 : 0 }).Prepend(part.Length);
        int[] numbers = [.. parts.SelectMany(Numbers)];
        byte[] bytes = [.. numbers.SelectMany(BitConverter.GetBytes)];
        Assert.That(new DatasetSplit(parts[0], parts[1], parts[2]).Fingerprint,
            Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))));
    }

    /// <summary>The bytes that the documentation names, hashed by themselves.</summary>
    [Test]
    public void Fingerprint_is_the_documented_hash()
    {
        var split = new DatasetSplit([new(1, 2, true)], [], [new(3, 258, false)]);
        byte[] bytes = [1, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 3, 0, 0, 0, 2, 1, 0, 0, 0, 0, 0, 0];
        Assert.That(split.Fingerprint, Is.EqualTo(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes))));
    }
}
