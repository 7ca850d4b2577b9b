using System.Runtime.InteropServices;

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
    public bool Contains(int user, int item) => _rows[user].BinarySearch(item) >= 0;

    /// <summary>Collects each user's items from the interactions that carry this label; repeated pairs count once.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A user's index is not below <paramref name="userCount"/>.</exception>
    public static UserItems From(int userCount, ReadOnlySpan<Interaction> interactions, bool isPositive)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(userCount);
        var pairs = new List<(int, int)>(interactions.Length);
        foreach (Interaction row in interactions)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row.User, (uint)userCount, nameof(interactions));
            if (row.IsPositive == isPositive) pairs.Add((row.User, row.Item));
        }

        return new UserItems(CompressedRows.Build(userCount, CollectionsMarshal.AsSpan(pairs)));
    }

    /// <summary>These sets without the pairs of <paramref name="other"/>, which has the same users.</summary>
    public UserItems Except(UserItems other)
    {
        ArgumentNullException.ThrowIfNull(other);
        var pairs = new List<(int, int)>(PairCount);
        for (int user = 0; user < UserCount; user++)
            foreach (int item in this[user])
                if (!other.Contains(user, item)) pairs.Add((user, item));
        return new UserItems(CompressedRows.Build(UserCount, CollectionsMarshal.AsSpan(pairs)));
    }

    /// <summary>The sets of the first <paramref name="userCount"/> users.</summary>
    internal UserItems Take(int userCount) => new(_rows.Take(userCount));
}
