using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;
using Mkr.Model.Training.Batches;

namespace Mkr.Model.Models.Factorization;

/// <summary>The training positives, in random order, each with negatives of its user that are drawn anew in each pass.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RankedPairs<T> : IBatchSource
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Interaction[] _positives;
    private readonly FreshNegatives _sampler;
    private readonly Lookup<T> _users;
    private readonly Lookup<T> _items;
    private readonly Lookup<T> _negatives;
    private readonly SeededRandom _random;

    /// <summary>A source of the positives of <paramref name="train"/>, and of <paramref name="perPositive"/> negatives for each.</summary>
    /// <param name="train">The training part.</param>
    /// <param name="perPositive">How many negatives a positive gets in each pass.</param>
    /// <param name="sampler">Draws them.</param>
    /// <param name="users">Receives the user of each pair.</param>
    /// <param name="items">Receives its positive.</param>
    /// <param name="negatives">Receives its negative.</param>
    /// <param name="random">The source of the draws.</param>
    public RankedPairs(
        ReadOnlySpan<Interaction> train, int perPositive, FreshNegatives sampler, Lookup<T> users, Lookup<T> items, Lookup<T> negatives,
        SeededRandom random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(perPositive, 1);
        _positives = [.. train.ToArray().Where(x => x.IsPositive)];
        Count = checked(_positives.Length * perPositive);
        (_sampler, _random) = (sampler, random);
        (_users, _items, _negatives) = (users, items, negatives);
    }

    /// <inheritdoc/>
    public int Count { get; }

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(random);
        random.Shuffle(_positives.AsSpan());
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        _random.Visit(visitor.Under("negatives"));
        visitor.Elements("order", _positives);
    }

    /// <inheritdoc/>
    public void Fill(int start, int count)
    {
        for (int k = 0; k < count; k++)
        {
            Interaction positive = _positives[(start + k) % _positives.Length];
            _users.Rows[k] = positive.User;
            _items.Rows[k] = positive.Item;
            _negatives.Rows[k] = _sampler.Draw(positive.User, _random);
        }
    }

    /// <summary>Asks for the rows of users and positives; the negatives are not drawn yet.</summary>
    public void Prefetch(int start, int count)
    {
        Span<int> users = stackalloc int[count], items = stackalloc int[count];
        for (int k = 0; k < count; k++)
            (users[k], items[k], _) = _positives[(start + k) % _positives.Length];
        _users.Prefetch(users);
        _items.Prefetch(items);
    }
}
