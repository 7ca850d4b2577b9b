using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Models.Dkn;

/// <summary>The clicks of each user that are attended to: the training positives, of which some are drawn where there are many.</summary>
internal sealed class DknClicks
{
    private int[] _starts;
    private int[] _items;

    /// <summary>No clicks, to be filled by a visitor.</summary>
    public DknClicks(int users) => (_starts, _items) = (new int[users + 1], []);

    /// <summary>The given clicks of each user; one may be there several times.</summary>
    public DknClicks(IReadOnlyList<int[]> clicks)
        : this(clicks.Count)
    {
        for (int user = 0; user < clicks.Count; user++) _starts[user + 1] = _starts[user] + clicks[user].Length;
        _items = [.. clicks.SelectMany(items => items)];
    }

    /// <summary>Draws up to <paramref name="most"/> clicks of each user, without repetition.</summary>
    public DknClicks(int users, Interaction[] train, int most, SeededRandom random)
        : this(users)
    {
        (UserItems positives, _) = UserItems.ByLabel(users, train);
        var items = new List<int>();
        for (int user = 0; user < users; user++)
        {
            int[] clicks = positives[user].ToArray();
            if (clicks.Length > most) random.Shuffle(clicks.AsSpan());
            items.AddRange(clicks.Take(most).Order());
            _starts[user + 1] = items.Count;
        }

        _items = [.. items];
    }

    /// <summary>The number of users.</summary>
    public int UserCount => _starts.Length - 1;

    /// <summary>The number of clicks of the user that has the most.</summary>
    public int Longest
    {
        get
        {
            int longest = 0;
            for (int user = 0; user < UserCount; user++) longest = Math.Max(longest, _starts[user + 1] - _starts[user]);
            return longest;
        }
    }

    /// <summary>A user's clicks.</summary>
    public ReadOnlySpan<int> this[int user] => _items.AsSpan(_starts[user], _starts[user + 1] - _starts[user]);

    /// <summary>Shows the clicks, or fills them.</summary>
    public void Visit(StateVisitor visitor)
    {
        _starts = visitor.List("click_start", _starts);
        _items = visitor.List("click_item", _items);
    }
}
