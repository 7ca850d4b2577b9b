using System.Runtime.InteropServices;
using Mkr.Model.Models;

namespace Mkr.Model.Data;

/// <summary>
/// X of users x items, 1 for a positive and 0 otherwise, as sorted rows both ways: what closed-form models are made from.
/// </summary>
internal sealed class PositiveMatrix
{
    private readonly UserItems _itemsOfUsers;
    private readonly CompressedRows _usersOfItems;

    /// <summary>The positives among the interactions; a repeated pair counts once.</summary>
    public PositiveMatrix(ReadOnlySpan<Interaction> interactions, int userCount, int itemCount)
    {
        (_itemsOfUsers, _) = UserItems.ByLabel(userCount, interactions);
        var pairs = new List<(int Item, int User)>(_itemsOfUsers.PairCount);
        for (int user = 0; user < userCount; user++)
            foreach (int item in _itemsOfUsers[user]) pairs.Add((item, user));
        _usersOfItems = CompressedRows.Build(itemCount, CollectionsMarshal.AsSpan(pairs));
    }

    /// <summary>The training positives.</summary>
    public static PositiveMatrix Of(ModelData data) => new(data.Split.Train, data.Data.Users.Count, data.Data.Items.Count);

    public int UserCount => _itemsOfUsers.UserCount;

    public int ItemCount => _usersOfItems.Count;

    /// <summary>The user's items in ascending order: a row of X.</summary>
    public ReadOnlySpan<int> ItemsOf(int user) => _itemsOfUsers[user];

    /// <summary>The item's users in ascending order: a column of X.</summary>
    public ReadOnlySpan<int> UsersOf(int item) => _usersOfItems[item];

    /// <summary>
    /// Adds a row of XT X: the number of users who share <paramref name="item"/> with each item, itself included.
    /// </summary>
    public void AddCommonUsers(int item, Span<int> counts)
    {
        foreach (int user in UsersOf(item))
            foreach (int other in ItemsOf(user)) counts[other]++;
    }
}
