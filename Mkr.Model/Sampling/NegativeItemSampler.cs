using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Sampling;

/// <summary>Draws negative items for users: distinct, and uniform over the items that the user did not rate at all.</summary>
/// <remarks>Not safe for use by several threads.</remarks>
public sealed class NegativeItemSampler
{
    private readonly RecommendationData _data;

    // _stamps[item] == _stamp marks an item as taken for the current user; a new user needs no clearing.
    private readonly int[] _stamps;
    private readonly int[] _pool;
    private int _stamp;

    /// <summary>Creates a sampler for the users and items of <paramref name="data"/>.</summary>
    public NegativeItemSampler(RecommendationData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        _data = data;
        _stamps = new int[data.Items.Count];
        _pool = new int[data.Items.Count];
    }

    /// <summary>
    /// All positives, and for each user as many negatives as it has positives, user by user: the paper's rows before the split.
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
            int drawn = Draw(user, negatives.AsSpan(0, positives[user].Length), random);
            foreach (int item in negatives.AsSpan(0, drawn))
                rows[count++] = new Interaction(user, item, IsPositive: false);
        }

        missing = rows.Length - count;
        return missing == 0 ? rows : rows[..count];
    }

    /// <summary>Fills <paramref name="negatives"/> with distinct negatives of the user, in random order.</summary>
    /// <returns>How many it drew: fewer than asked for only where the user has no more.</returns>
    public int Draw(int user, Span<int> negatives, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        _stamp++;
        foreach (int item in _data.Positives[user]) _stamps[item] = _stamp;
        foreach (int item in _data.Rated[user]) _stamps[item] = _stamp;
        int available = _stamps.Length - _data.Positives[user].Length - _data.Rated[user].Length;
        int count = Math.Min(negatives.Length, available);

        // Rejection needs about items / (available - count) tries a draw in the end: beyond a few, listing what is left is cheaper.
        if (_stamps.Length <= 4L * (available - count)) DrawByRejection(negatives[..count], random);
        else DrawFromPool(negatives[..count], random);
        return count;
    }

    private void DrawByRejection(Span<int> negatives, SeededRandom random)
    {
        foreach (ref int negative in negatives)
        {
            do negative = random.NextInt32(_stamps.Length);
            while (_stamps[negative] == _stamp);
            _stamps[negative] = _stamp;
        }
    }

    private void DrawFromPool(Span<int> negatives, SeededRandom random)
    {
        int size = 0;
        for (int item = 0; item < _stamps.Length; item++)
            if (_stamps[item] != _stamp) _pool[size++] = item;
        foreach (ref int negative in negatives)
        {
            int choice = random.NextInt32(size);
            negative = _pool[choice];
            _pool[choice] = _pool[--size];
        }
    }
}
