using Mkr.Model.Data;

namespace Mkr.Model.Evaluation;

/// <summary>The items of each user in compressed rows: ascending, without duplicates.</summary>
internal sealed class UserItemRows
{
    private readonly int[] _starts; // row u is _items[_starts[u].._starts[u + 1]]
    private readonly int[] _items;

    /// <summary>Collects the items of the interactions that <paramref name="keep"/> accepts.</summary>
    /// <exception cref="ArgumentException">An interaction is of an unknown user or item.</exception>
    public UserItemRows(ReadOnlySpan<Interaction> interactions, int userCount, int itemCount, Predicate<Interaction> keep)
    {
        var pairs = new List<ulong>(interactions.Length);
        foreach (Interaction x in interactions)
        {
            if ((uint)x.User >= (uint)userCount || (uint)x.Item >= (uint)itemCount)
                throw new ArgumentException($"{x} is outside of {userCount} users and {itemCount} items.", nameof(interactions));
            if (keep(x)) pairs.Add(((ulong)x.User << 32) | (uint)x.Item);
        }

        pairs.Sort();
        _starts = new int[userCount + 1];
        _items = new int[pairs.Count];
        int count = 0;
        for (int i = 0; i < pairs.Count; i++)
        {
            if (i > 0 && pairs[i] == pairs[i - 1]) continue;
            _items[count++] = (int)(uint)pairs[i];
            _starts[(int)(pairs[i] >> 32) + 1] = count;
        }

        for (int user = 1; user <= userCount; user++) // a user without items starts where the one before ends
            _starts[user] = Math.Max(_starts[user], _starts[user - 1]);
    }

    /// <summary>The items of a user.</summary>
    public ReadOnlySpan<int> this[int user] => _items.AsSpan(_starts[user], _starts[user + 1] - _starts[user]);

    /// <summary>Whether a user has an item.</summary>
    public bool Contains(int user, int item) => this[user].BinarySearch(item) >= 0;
}
