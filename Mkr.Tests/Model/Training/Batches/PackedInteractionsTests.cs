using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Training.Batches;

namespace Mkr.Tests.Model.Training.Batches;

internal sealed class PackedInteractionsTests
{
    /// <summary>The largest identifiers that fit 32 bits, the smallest that do not, and the largest of all.</summary>
    [TestCase(0, 0, true)]
    [TestCase((1 << 15) - 1, (1 << 16) - 1, true)]
    [TestCase(1 << 15, (1 << 16) - 1, false)]
    [TestCase((1 << 15) - 1, 1 << 16, false)]
    [TestCase(int.MaxValue, int.MaxValue, false)]
    public void Interactions_come_out_as_they_went_in(int lastUser, int lastItem, bool isNarrow)
    {
        Interaction[] interactions =
        [
            new(lastUser, 0, true), new(0, lastItem, false), new(lastUser, lastItem, true),
            .. Enumerable.Range(3, 17).Select(i => new Interaction(lastUser / i, lastItem / i, i % 3 == 0)),
        ];
        var packed = new PackedInteractions(interactions);
        Assert.That(packed.IsNarrow, Is.EqualTo(isNarrow));
        Assert.That(Unpack(packed), Is.EqualTo(interactions));
        packed.Shuffle(new SeededRandom(1));
        Assert.That(Unpack(packed), Is.EquivalentTo(interactions));
    }

    private static Interaction[] Unpack(PackedInteractions packed)
    {
        int[] users = new int[packed.Count], items = new int[packed.Count];
        float[] labels = new float[packed.Count];
        packed.Unpack<float>(0, users, items, labels);
        return [.. users.Select((user, i) => new Interaction(user, items[i], labels[i] == 1))];
    }
}
