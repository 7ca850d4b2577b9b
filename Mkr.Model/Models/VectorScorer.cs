using System.Numerics;
using System.Runtime.InteropServices;
using Mkr.Model.Data;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models;

/// <summary>
/// Scores by inner products of user and item vectors, as any factorisation model does, and MKR with f_RS an inner product.
/// </summary>
/// <remarks>
/// The items' vectors lie in panels of so many items as two vectors hold, feature by feature. The sums of a panel stay in registers while
/// its features go by: for four users at once, which read them together. Each score is summed in the order of the features, product by
/// product, so that it is the same to the bit whoever is scored with it.
/// </remarks>
internal sealed class VectorScorer : IPairScorer
{
    private static readonly int Width = 2 * Vector<float>.Count;

    private readonly int _dim;
    private readonly int _itemCount;
    private readonly float[] _users;
    private readonly float[] _items;

    // [panels x d x Width]; what is behind the last item is 0.
    private readonly float[] _panels;

    /// <summary>A scorer from vectors of length <paramref name="dim"/>, a row each.</summary>
    public VectorScorer(int dim, float[] users, float[] items)
    {
        _dim = dim;
        _users = users;
        _items = items;
        _itemCount = items.Length / dim;
        _panels = new float[checked((_itemCount + Width - 1) / Width * dim * Width)];
        for (int item = 0; item < _itemCount; item++)
        {
            int place = (item / Width * dim * Width) + (item % Width);
            for (int j = 0; j < dim; j++) _panels[place + (j * Width)] = items[(item * dim) + j];
        }
    }

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int i = 0; i < pairs.Length; i++)
        {
            ReadOnlySpan<float> user = User(pairs[i].User), item = _items.AsSpan(pairs[i].Item * _dim, _dim);
            float sum = 0;
            for (int j = 0; j < user.Length; j++)
                sum += user[j] * item[j];
            scores[i] = sum;
        }
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int first = 0; first < _itemCount; first += Width)
        {
            int i = 0;
            for (; i <= users.Length - 4; i += 4) ScoreFour(users.Slice(i, 4), first, scores[((i * _itemCount) + first)..]);
            for (; i < users.Length; i++) ScoreOne(User(users[i]), first, scores[((i * _itemCount) + first)..]);
        }
    }

    /// <summary>The scores of all items for the user of a vector.</summary>
    public void ScoreAllItems(ReadOnlySpan<float> user, Span<float> scores)
    {
        for (int first = 0; first < _itemCount; first += Width) ScoreOne(user, first, scores[first..]);
    }

    /// <summary>Scores histories by the vectors of users whom nobody has trained (<see cref="RidgeFoldIn"/>).</summary>
    public HistoryScorer CreateFoldIn(PositiveMatrix training) => new RidgeFoldIn(this, _dim, _users, _items, training).TryScore;

    private void ScoreFour(ReadOnlySpan<int> users, int first, Span<float> scores)
    {
        ReadOnlySpan<Vector<float>> panel = Panel(first);
        ReadOnlySpan<float> a = User(users[0]), b = User(users[1]), c = User(users[2]), d = User(users[3]);
        Vector<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        for (int j = 0; j < a.Length; j++)
        {
            Vector<float> x = panel[2 * j], y = panel[(2 * j) + 1];
            a0 += x * a[j];
            a1 += y * a[j];
            b0 += x * b[j];
            b1 += y * b[j];
            c0 += x * c[j];
            c1 += y * c[j];
            d0 += x * d[j];
            d1 += y * d[j];
        }

        Store(a0, a1, first, scores);
        Store(b0, b1, first, scores[_itemCount..]);
        Store(c0, c1, first, scores[(2 * _itemCount)..]);
        Store(d0, d1, first, scores[(3 * _itemCount)..]);
    }

    private void ScoreOne(ReadOnlySpan<float> user, int first, Span<float> scores)
    {
        ReadOnlySpan<Vector<float>> panel = Panel(first);
        Vector<float> sum0 = default, sum1 = default;
        for (int j = 0; j < user.Length; j++)
        {
            sum0 += panel[2 * j] * user[j];
            sum1 += panel[(2 * j) + 1] * user[j];
        }

        Store(sum0, sum1, first, scores);
    }

    /// <summary>Writes the scores of a panel's items; of the last panel, of those that there are.</summary>
    private void Store(Vector<float> sum0, Vector<float> sum1, int first, Span<float> scores)
    {
        if (first + Width <= _itemCount)
        {
            sum0.CopyTo(scores);
            sum1.CopyTo(scores[Vector<float>.Count..]);
            return;
        }

        for (int i = 0; i < _itemCount - first; i++) scores[i] = i < Vector<float>.Count ? sum0[i] : sum1[i - Vector<float>.Count];
    }

    private ReadOnlySpan<float> User(int user) => _users.AsSpan(user * _dim, _dim);

    private ReadOnlySpan<Vector<float>> Panel(int first) =>
        MemoryMarshal.Cast<float, Vector<float>>(_panels.AsSpan(first * _dim, _dim * Width));
}
