using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

internal sealed class UserItemsTests
{
    private static readonly Interaction[] Rows =
        [new(1, 7, true), new(0, 3, true), new(1, 2, true), new(1, 7, true), new(2, 5, false), new(0, 3, false)];

    [Test]
    public void Rows_are_sorted_distinct_and_divided_by_label()
    {
        (UserItems positives, UserItems others) = UserItems.ByLabel(4, Rows);
        Assert.That(Lists(positives), Is.EqualTo(new int[][] { [3], [2, 7], [], [] }));
        Assert.That(Lists(others), Is.EqualTo(new int[][] { [], [], [5], [] }), "a pair with both labels is a positive");
        Assert.That((positives.UserCount, positives.PairCount), Is.EqualTo((4, 3)));
        Assert.That(positives.Contains(1, 7) && !positives.Contains(1, 3) && !positives.Contains(3, 7));
        Assert.That((positives.Start(1), positives.Start(2)), Is.EqualTo((1, 3)));
    }

    [Test]
    public void Any_interactions_are_divided_as_sets_would_be()
    {
        var random = new SeededRandom(5);
        for (int test = 0; test < 50; test++)
        {
            Interaction[] rows = [.. Enumerable.Range(0, random.NextInt32(200))
                .Select(_ => new Interaction(random.NextInt32(9), random.NextInt32(1 + (test * 3)), random.NextInt32(2) == 0))];
            (UserItems positives, UserItems others) = UserItems.ByLabel(9, rows);
            int[][] expected = Items(rows.Where(row => row.IsPositive));
            Assert.That(Lists(positives), Is.EqualTo(expected));
            Assert.That(Lists(others), Is.EqualTo(Items(rows).Select((items, user) => items.Except(expected[user]))));
        }

        static int[][] Items(IEnumerable<Interaction> rows) =>
        [
            .. Enumerable.Range(0, 9)
                .Select(user => rows.Where(row => row.User == user).Select(row => row.Item).Distinct().Order().ToArray()),
        ];
    }

    [Test]
    public void A_user_out_of_range_is_refused() =>
        Assert.That(() => UserItems.ByLabel(2, Rows), Throws.TypeOf<ArgumentOutOfRangeException>());

    private static IEnumerable<int[]> Lists(UserItems items) => Enumerable.Range(0, items.UserCount).Select(user => items[user].ToArray());
}
