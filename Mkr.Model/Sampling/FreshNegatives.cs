using Mkr.Engine.Randomness;
using Mkr.Model.Data;

namespace Mkr.Model.Sampling;

/// <summary>
/// Draws negatives for training, as often as asked: uniformly among the items of the training part that are not among the user's training
/// positives. What the validation and test part hold is not known to it: an item that is a positive there may be drawn. Under a protocol
/// whose negatives all have a training positive, so do these.
/// </summary>
internal sealed class FreshNegatives
{
    private const int MostTries = 64;
    private readonly int[] _candidates;
    private readonly UserItems _positives;

    /// <summary>A sampler for the users of <paramref name="train"/>.</summary>
    /// <exception cref="InvalidOperationException">A user has every item among the training positives: no negative is left.</exception>
    public FreshNegatives(ReadOnlySpan<Interaction> train, int userCount)
    {
        Interaction[] rows = train.ToArray();
        _candidates = [.. rows.Select(x => x.Item).Distinct().Order()];
        _positives = UserItems.ByLabel(userCount, [.. rows.Where(x => x.IsPositive)]).Positives;
        for (int user = 0; user < userCount; user++)
        {
            if (_candidates.Length > 0 && _positives[user].Length == _candidates.Length)
                throw new InvalidOperationException(
                    $"User {user} has all {_candidates.Length} items of the training part: no negative is left. "
                    + "Take the user out of the data, or give negatives=given.");
        }
    }

    /// <summary>The largest index that it draws.</summary>
    public int LargestItem => _candidates.Length == 0 ? 0 : _candidates[^1];

    /// <summary>An item that is not among the user's training positives. Allocates nothing.</summary>
    public int Draw(int user, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        int place = 0;
        for (int i = 0; i < MostTries; i++)
        {
            place = random.NextInt32(_candidates.Length);
            if (!_positives.Contains(user, _candidates[place])) return _candidates[place];
        }

        // The user has nearly everything: take the first item after a random place that he has not.
        while (_positives.Contains(user, _candidates[place])) place = (place + 1) % _candidates.Length;
        return _candidates[place];
    }
}
