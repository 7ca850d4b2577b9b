using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

internal sealed class KCoreTests
{
    private const int Users = 40, Items = 30;

    [Test]
    public void Is_what_remains_when_one_at_a_time_is_taken_away([Values(1, 2, 4, 6, 9)] int k, [Values(1ul, 2ul, 3ul)] ulong seed)
    {
        var random = new SeededRandom(seed);
        int Skewed(int count) => random.NextInt32(random.NextInt32(count) + 1);
        Interaction[] rows = [.. Enumerable.Range(0, 260).Select(_ => new Interaction(Skewed(Users), Skewed(Items), IsPositive: true))];
        (UserItems positives, _) = UserItems.ByLabel(Users, rows);
        var core = KCore.Of(positives, Items, k);
        HashSet<(int User, int Item)> left = Peel([.. rows.Select(row => (row.User, row.Item))], k);
        Assert.That(Where(core.Users), Is.EqualTo(left.Select(pair => pair.User).Distinct().Order()));
        Assert.That(Where(core.Items), Is.EqualTo(left.Select(pair => pair.Item).Distinct().Order()));
        Assert.That(core.LeftOutUsers, Is.EqualTo(rows.Select(row => row.User).Except(left.Select(pair => pair.User)).Count()));
        Assert.That(core.LeftOutItems, Is.EqualTo(Items - left.Select(pair => pair.Item).Distinct().Count()));
    }

    [Test]
    public void A_chain_comes_apart_and_a_ring_holds()
    {
        (UserItems chain, _) = UserItems.ByLabel(3, [new(0, 0, true), new(0, 1, true), new(1, 1, true), new(1, 2, true), new(2, 2, true)]);
        Assert.That(Where(KCore.Of(chain, 3, 2).Users), Is.Empty, "the chain comes apart from its ends");
        (UserItems ring, _) = UserItems.ByLabel(
            4,
            [new(0, 0, true), new(0, 1, true), new(1, 1, true), new(1, 2, true), new(2, 2, true), new(2, 0, true), new(3, 0, true),
                new(3, 3, true)]);
        Assert.That(Where(KCore.Of(ring, 4, 2).Users), Is.EqualTo(new[] { 0, 1, 2 }), "user 3 goes only when item 3, his alone, has gone");
        Assert.That(() => KCore.Of(ring, 3, 0), Throws.TypeOf<ArgumentOutOfRangeException>());
    }

    private static IEnumerable<int> Where(IReadOnlyList<bool> isIn) => Enumerable.Range(0, isIn.Count).Where(i => isIn[i]);

    private static HashSet<(int User, int Item)> Peel(HashSet<(int User, int Item)> pairs, int k)
    {
        while (true)
        {
            IGrouping<int, (int, int)>? few = pairs.GroupBy(pair => pair.User).Concat(pairs.GroupBy(pair => -1 - pair.Item))
                .FirstOrDefault(group => group.Count() < k);
            if (few is null) return pairs;
            pairs.ExceptWith([.. few]);
        }
    }
}
