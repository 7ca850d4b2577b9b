using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;
using Mkr.Model.Training.Batches;

namespace Mkr.Model.Models.Hybrid;

/// <summary>
/// The training positives, each followed by negatives that are redrawn in each pass. Up to <see cref="Chunk"/> positives of a user stay
/// together, so that what is computed of the user is computed once; the chunks come in random order.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class PairsByUser<T> : IBatchSource
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Chunk = 4;

    private readonly UserItems _positives;
    private readonly int[] _items;
    private readonly (int User, int Start, int Count)[] _chunks;
    private readonly (int User, int Item)[] _pairs;
    private readonly int _group;
    private readonly FreshNegatives _negatives;
    private readonly SeededRandom _random;
    private readonly RowNumbers _users;
    private readonly RowNumbers _rows;
    private readonly BatchInput<T> _labels;

    public PairsByUser(
        UserItems positives, int perPositive, FreshNegatives negatives, RowNumbers users, RowNumbers items, BatchInput<T> labels,
        SeededRandom random)
    {
        (_positives, _negatives, _random, _users, _rows, _labels) = (positives, negatives, random, users, items, labels);
        _group = 1 + perPositive;
        _items = new int[positives.PairCount];
        var chunks = new List<(int, int, int)>();
        for (int user = 0; user < positives.UserCount; user++)
        {
            int start = positives.Start(user), count = positives[user].Length;
            positives[user].CopyTo(_items.AsSpan(start));
            for (int done = 0; done < count; done += Chunk) chunks.Add((user, start + done, Math.Min(Chunk, count - done)));
        }

        _chunks = [.. chunks];
        _pairs = new (int, int)[checked(_items.Length * _group)];
    }

    /// <inheritdoc/>
    public int Count => _pairs.Length;

    /// <inheritdoc/>
    public void Shuffle(SeededRandom random)
    {
        for (int user = 0; user < _positives.UserCount; user++)
            random.Shuffle(_items.AsSpan(_positives.Start(user), _positives[user].Length));
        random.Shuffle(_chunks.AsSpan());
        int next = 0;
        foreach ((int user, int start, int count) in _chunks)
        {
            for (int i = start; i < start + count; i++)
            {
                _pairs[next++] = (user, _items[i]);
                for (int k = 1; k < _group; k++) _pairs[next++] = (user, _negatives.Draw(user, _random));
            }
        }
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        _random.Visit(visitor.Under("negatives"));
        visitor.Elements("items", _items);
        visitor.Elements("chunks", _chunks);
        visitor.Elements("pairs", _pairs);
    }

    /// <inheritdoc/>
    public void Fill(int start, int count)
    {
        for (int i = 0; i < count; i++)
        {
            (_users.Rows[i], _rows.Rows[i]) = _pairs[start + i];
            _labels.Values[i] = (start + i) % _group == 0 ? T.One : T.Zero;
        }
    }

    /// <summary>Batches are large.</summary>
    public void Prefetch(int start, int count)
    {
    }
}
