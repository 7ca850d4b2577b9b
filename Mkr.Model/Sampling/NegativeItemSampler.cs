using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Sampling;

/// <summary>Draws negative items for users: distinct ones, from the items that the user did not rate at all.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
internal sealed class NegativeItemSampler
{
    /// <summary>After so many rejected tries the candidates that are left are listed instead.</summary>
    private const int MostTries = 64;

    private readonly RecommendationData _data;

    // _stamps[item] == _stamp marks an item as taken for the current user; a new user needs no clearing.
    private readonly int[] _stamps;
    private int _stamp;

    /// <summary>Creates a sampler for the users and items of <paramref name="data"/>.</summary>
    public NegativeItemSampler(RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _data = data;
        _stamps = new int[data.Items.Count];
        AllItems = [.. Enumerable.Range(0, data.Items.Count)];
    }

    /// <summary>The candidates for uniform negatives: every item once.</summary>
    public IReadOnlyList<int> AllItems { get; }

    /// <summary>
    /// All positives, and for each user as many uniform negatives as it has positives, user by user: the paper's rows before the split.
    /// </summary>
    /// <param name="random">The source of randomness.</param>
    /// <param name="missing">How many negatives fewer there are than positives, because users had no items left.</param>
    public Interaction[] Sample(SeededRandom random, out int missing)
    {
        ArgumentNullException.ThrowIfNull(random);
        UserItems positives = _data.Positives;
        var rows = new Interaction[positives.PairCount * 2];
        int[] negatives = new int[_data.Items.Count];
        int count = 0;
        for (int user = 0; user < positives.UserCount; user++)
        {
            foreach (int item in positives[user])
                rows[count++] = new Interaction(user, item, IsPositive: true);
            StartUser(user);
            int drawn = Draw(AllItems, negatives.AsSpan(0, positives[user].Length), random);
            foreach (int item in negatives.AsSpan(0, drawn))
                rows[count++] = new Interaction(user, item, IsPositive: false);
        }

        missing = rows.Length - count;
        return missing == 0 ? rows : rows[..count];
    }

    /// <summary>Makes <paramref name="user"/> the one to draw for: everything that it rated is taken, everything else free.</summary>
    public void StartUser(int user)
    {
        _stamp++;
        foreach (int item in _data.Positives[user]) _stamps[item] = _stamp;
        foreach (int item in _data.Rated[user]) _stamps[item] = _stamp;
    }

    /// <summary>
    /// Fills <paramref name="negatives"/> with distinct items that are free for the current user, and takes them, so that the next call
    /// draws others.
    /// </summary>
    /// <param name="candidates">The items to draw from; one that occurs k times is k times as likely.</param>
    /// <param name="negatives">Receives the items in random order.</param>
    /// <param name="random">The source of randomness.</param>
    /// <returns>How many it drew: fewer than asked for only where no free candidate is left.</returns>
    public int Draw(IReadOnlyList<int> candidates, Span<int> negatives, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        ArgumentNullException.ThrowIfNull(random);
        for (int count = 0; count < negatives.Length; count++)
        {
            if (!TryDraw(candidates, random, out negatives[count]))
                return count + DrawFromRest(candidates, negatives[count..], random);
        }

        return negatives.Length;
    }

    private bool TryDraw(IReadOnlyList<int> candidates, SeededRandom random, out int item)
    {
        item = -1;
        for (int i = 0; i < MostTries && candidates.Count > 0; i++)
        {
            item = candidates[random.NextInt32(candidates.Count)];
            if (Take(item)) return true;
        }

        return false;
    }

    /// <summary>Draws from a list of the free candidates alone: the same distribution, for users to whom few are left.</summary>
    private int DrawFromRest(IReadOnlyList<int> candidates, Span<int> negatives, SeededRandom random)
    {
        List<int> rest = [.. candidates.Where(item => _stamps[item] != _stamp)];
        int count = 0;
        while (count < negatives.Length && rest.Count > 0)
        {
            int choice = random.NextInt32(rest.Count);
            int item = rest[choice];
            rest[choice] = rest[^1];
            rest.RemoveAt(rest.Count - 1);
            if (Take(item)) negatives[count++] = item;
        }

        return count;
    }

    /// <returns>Whether the item was free.</returns>
    private bool Take(int item)
    {
        if (_stamps[item] == _stamp) return false;
        _stamps[item] = _stamp;
        return true;
    }
}
