using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Training.Batches;

namespace Mkr.Tests.Model.Training.Batches;

internal sealed class PackedTriplesTests
{
    /// <summary>
    /// The largest identifiers that fit 64 bits, the smallest that do not,
    /// and the largest of all; and a single relation, which takes no bits.
    /// </summary>
    [TestCase(0, 0, 0, true)]
    [TestCase(5, 0, 9, true)]
    [TestCase((1 << 29) - 1, 63, (1 << 29) - 1, true)]
    [TestCase((1 << 29) - 1, 64, (1 << 29) - 1, false)]
    [TestCase(1 << 29, 63, (1 << 29) - 1, false)]
    [TestCase(int.MaxValue, int.MaxValue, int.MaxValue, false)]
    [TestCase(int.MaxValue, 1, int.MaxValue, true)]
    public void Triples_come_out_as_they_went_in(int lastHead, int lastRelation, int lastTail, bool isNarrow)
    {
        Triple[] triples =
        [
            new(lastHead, 0, 0), new(0, lastRelation, 0), new(0, 0, lastTail), new(lastHead, lastRelation, lastTail),
            .. Enumerable.Range(4, 33).Select(i => new Triple(lastHead / i, lastRelation / (i + 1), lastTail / (i + 2))),
        ];
        var packed = new PackedTriples(triples);
        Assert.That(packed.IsNarrow, Is.EqualTo(isNarrow));
        Assert.That(Unpack(packed, 0), Is.EqualTo(triples));
        Assert.That(Unpack(packed, 5), Is.EqualTo(triples[5..]), "from a place on");
        packed.Shuffle(new SeededRandom(1));
        Assert.That(Unpack(packed, 0), Is.EquivalentTo(triples));
    }

    private static Triple[] Unpack(PackedTriples packed, int start)
    {
        int[] heads = new int[packed.Count - start], relations = new int[heads.Length], tails = new int[heads.Length];
        packed.Unpack(start, heads, relations, tails);
        return [.. heads.Select((head, i) => new Triple(head, relations[i], tails[i]))];
    }
}
