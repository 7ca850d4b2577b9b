using System.Numerics.Tensors;
using Mkr.Model.Data;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models;

/// <summary>
/// Scores by inner products of user and item vectors, as any factorisation model does, and MKR with f_RS an inner product.
/// </summary>
internal sealed class VectorScorer : IPairScorer
{
    // Scores of a user that stay in the L1 cache while the features go by, whose stretches stay in the L2 for a block's other users.
    private const int Stretch = 2048;

    private readonly int _dim;
    private readonly int _itemCount;
    private readonly float[] _users;
    private readonly float[] _items;

    // Feature j of all items is one span: a user's scores are d long multiply-adds instead of N short inner products.
    private readonly float[] _itemFeatures;

    /// <summary>A scorer from vectors of length <paramref name="dim"/>, a row each.</summary>
    public VectorScorer(int dim, float[] users, float[] items)
    {
        _dim = dim;
        _users = users;
        _items = items;
        _itemCount = items.Length / dim;
        _itemFeatures = new float[items.Length];
        for (int item = 0; item < _itemCount; item++)
        {
            for (int j = 0; j < dim; j++)
                _itemFeatures[(j * _itemCount) + item] = items[(item * dim) + j];
        }
    }

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int i = 0; i < pairs.Length; i++)
        {
            ReadOnlySpan<float> user = _users.AsSpan(pairs[i].User * _dim, _dim), item = _items.AsSpan(pairs[i].Item * _dim, _dim);
            float sum = 0;
            for (int j = 0; j < user.Length; j++)
                sum += user[j] * item[j];
            scores[i] = sum;
        }
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int first = 0; first < _itemCount; first += Stretch)
        {
            int count = Math.Min(Stretch, _itemCount - first);
            for (int i = 0; i < users.Length; i++)
                Score(_users.AsSpan(users[i] * _dim, _dim), first, scores.Slice((i * _itemCount) + first, count));
        }
    }

    /// <summary>The scores of all items for the user of a vector.</summary>
    public void ScoreAllItems(ReadOnlySpan<float> user, Span<float> scores)
    {
        for (int first = 0; first < _itemCount; first += Stretch)
            Score(user, first, scores[first..Math.Min(first + Stretch, _itemCount)]);
    }

    private void Score(ReadOnlySpan<float> user, int first, Span<float> scores)
    {
        scores.Clear();
        for (int j = 0; j < user.Length; j++)
            TensorPrimitives.MultiplyAdd(_itemFeatures.AsSpan((j * _itemCount) + first, scores.Length), user[j], scores, scores);
    }

    /// <summary>Scores histories by the vectors of users whom nobody has trained (<see cref="RidgeFoldIn"/>).</summary>
    public HistoryScorer CreateFoldIn(PositiveMatrix training) => new RidgeFoldIn(this, _dim, _users, _items, training).TryScore;
}
