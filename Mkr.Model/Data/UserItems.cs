namespace Mkr.Model.Data;

/// <summary>A set of items for each user, as sorted rows.</summary>
public sealed class UserItems
{
    private readonly CompressedRows _rows;

    private UserItems(CompressedRows rows) => _rows = rows;

    /// <summary>The number of users.</summary>
    public int UserCount => _rows.Count;

    /// <summary>The number of pairs of a user and an item.</summary>
    public int PairCount => _rows.TotalCount;

    /// <summary>The user's items in ascending order.</summary>
    public ReadOnlySpan<int> this[int user] => _rows[user];

    /// <summary>The position of the user's first item when all users' rows are laid end to end.</summary>
    public int Start(int user) => _rows.Start(user);

    /// <summary>Whether the item is in the user's set; O(log of the set's size).</summary>
    public bool Contains(int user, int item)
    {
        // Vectors look through a short row before a search, whose branches nobody can guess, is half done.
        const int Short = 128;
        ReadOnlySpan<int> row = _rows[user];
        return row.Length <= Short ? row.Contains(item) : row.BinarySearch(item) >= 0;
    }

    /// <summary>Each user's items by label. Repeated pairs count once, and a pair with both labels is a positive.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A user's index is not below <paramref name="userCount"/>.</exception>
    public static (UserItems Positives, UserItems Others) ByLabel(int userCount, ReadOnlySpan<Interaction> interactions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(userCount);
        var pairs = new (int User, int ItemAndLabel)[interactions.Length];
        for (int i = 0; i < pairs.Length; i++)
        {
            Interaction row = interactions[i];
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row.User, (uint)userCount, nameof(interactions));
            pairs[i] = (row.User, checked(row.Item * 2) + (row.IsPositive ? 0 : 1));
        }

        return Divide(CompressedRows.Build(userCount, pairs));
    }

    /// <summary>Divides rows of 2 item + (0 for a positive, 1 otherwise), in which an item's positive comes first.</summary>
    private static (UserItems Positives, UserItems Others) Divide(CompressedRows rows)
    {
        int[] positiveStarts = new int[rows.Count + 1], otherStarts = new int[rows.Count + 1];
        int[] positives = new int[rows.TotalCount], others = new int[rows.TotalCount];
        int positiveCount = 0, otherCount = 0;
        for (int user = 0; user < rows.Count; user++)
        {
            int last = -1;
            foreach (int value in rows[user])
            {
                // No branch, since labels are unpredictable: what is not counted is written over.
                int item = value >> 1, other = value & 1;
                positives[positiveCount] = others[otherCount] = item;
                positiveCount += other ^ 1;
                otherCount += item == last ? 0 : other;
                last = item;
            }

            positiveStarts[user + 1] = positiveCount;
            otherStarts[user + 1] = otherCount;
        }

        return (new(new(positiveStarts, positives[..positiveCount])), new(new(otherStarts, others[..otherCount])));
    }

    /// <summary>The sets of some users, in this order.</summary>
    internal UserItems Select(ReadOnlySpan<int> users) => new(_rows.Select(users));
}
