namespace Mkr.Model.Data;

/// <summary>
/// The k-core of the positives: the largest sets of users and items such that each user has at least k positives among the items, and
/// each item at least k among the users.
/// </summary>
/// <remarks>
/// Source: Seidman, "Network structure and minimum degree", Social Networks 5 (1983). Whoever has too few is left out, which takes
/// positives from others, until nobody has; the order does not matter.
/// </remarks>
internal sealed class KCore
{
    private KCore(bool[] users, bool[] items, int leftOutUsers, int leftOutItems)
    {
        Users = users;
        Items = items;
        LeftOutUsers = leftOutUsers;
        LeftOutItems = leftOutItems;
    }

    /// <summary>By user, whether he is in the core.</summary>
    public IReadOnlyList<bool> Users { get; }

    /// <summary>By item, whether it is in the core.</summary>
    public IReadOnlyList<bool> Items { get; }

    /// <summary>How many users with a positive are not in the core.</summary>
    public int LeftOutUsers { get; }

    /// <summary>How many items are not in the core.</summary>
    public int LeftOutItems { get; }

    /// <summary>Finds the core; for large k it may be empty.</summary>
    /// <param name="positives">The positives of each user.</param>
    /// <param name="itemCount">The number of items.</param>
    /// <param name="k">The least number of positives, above 0.</param>
    public static KCore Of(UserItems positives, int itemCount, int k)
    {
        ArgumentNullException.ThrowIfNull(positives);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(k);
        int[] counts = new int[itemCount];
        bool[] users = new bool[positives.UserCount], items = new bool[itemCount];
        Array.Fill(users, true);
        Array.Fill(items, true);
        bool isStable = false;
        while (!isStable)
        {
            isStable = true;
            Array.Clear(counts);
            for (int user = 0; user < users.Length; user++)
            {
                if (!users[user]) continue;
                int own = 0;
                foreach (int item in positives[user]) own += items[item] ? 1 : 0;
                if (own < k) users[user] = isStable = false;
                else foreach (int item in positives[user]) counts[item]++;
            }

            for (int item = 0; item < itemCount; item++)
                if (items[item] && counts[item] < k) items[item] = isStable = false;
        }

        int withPositive = Enumerable.Range(0, users.Length).Count(user => positives[user].Length > 0);
        return new KCore(users, items, withPositive - users.Count(isIn => isIn), items.Count(isIn => !isIn));
    }
}
