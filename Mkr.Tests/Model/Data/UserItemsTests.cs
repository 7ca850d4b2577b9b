using Mkr.Model.Data;

namespace Mkr.Tests.Model.Data;

public sealed class UserItemsTests
{
    private static readonly Interaction[] Rows =
        [new(1, 7, true), new(0, 3, true), new(1, 2, true), new(1, 7, true), new(2, 5, false), new(0, 3, false)];

    [Test]
    public void Rows_are_sorted_distinct_and_of_one_label()
    {
        UserItems positives = UserItems.From(4, Rows, isPositive: true);
        Assert.That(Enumerable.Range(0, 4).Select(user => positives[user].ToArray()), Is.EqualTo(new int[][] { [3], [2, 7], [], [] }));
        Assert.That((positives.UserCount, positives.PairCount), Is.EqualTo((4, 3)));
        Assert.That(positives.Contains(1, 7) && !positives.Contains(1, 3) && !positives.Contains(3, 7));
    }

    [Test]
    public void Except_removes_the_other_pairs()
    {
        UserItems rated = UserItems.From(4, Rows, isPositive: false).Except(UserItems.From(4, Rows, isPositive: true));
        Assert.That(Enumerable.Range(0, 4).Select(user => rated[user].ToArray()), Is.EqualTo(new int[][] { [], [], [5], [] }));
    }

    [Test]
    public void A_user_out_of_range_is_refused() =>
        Assert.That(() => UserItems.From(2, Rows, isPositive: true), Throws.TypeOf<ArgumentOutOfRangeException>());
}
