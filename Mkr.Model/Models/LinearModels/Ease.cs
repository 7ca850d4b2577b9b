using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;
using Mkr.Engine;
using Mkr.Engine.LinearAlgebra;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.LinearModels;

/// <summary>
/// Predicts each column of positives from all others by ridge regression, in closed form: "embarrassingly shallow autoencoder".
/// </summary>
/// <remarks>
/// score(u, i) = sum over j in u's training positives, j not i, of B_ji, with B_ji = -P_ji / P_ii and P = (XT X + lambda I)^-1. An item
/// without positives scores 0. Steck, "Embarrassingly Shallow Autoencoders for Sparse Data" (2019). P takes 4 N^2 bytes for N items with a
/// positive, and N^3 operations.
/// </remarks>
internal sealed class Ease : ITrainedModel, IFoldIn, IExplains
{
    private readonly PositiveMatrix _positives;
    private readonly int[] _items;
    private readonly int[] _rowOf;

    // P with zeros on its diagonal, and -1 / P_ii.
    private SymmetricMatrix<float>? _inverse;
    private readonly float[] _scales;

    /// <summary>Solves for the weights.</summary>
    /// <param name="training">The training interactions; only positives count.</param>
    /// <param name="userCount">The number of users.</param>
    /// <param name="itemCount">The number of items.</param>
    /// <param name="options">The hyper-parameters.</param>
    /// <param name="threads">The number of threads; it does not change the result.</param>
    /// <exception cref="ArgumentOutOfRangeException">lambda is not above 0, or there are too many items for a matrix.</exception>
    public Ease(ReadOnlySpan<Interaction> training, int userCount, int itemCount, EaseOptions options, int threads = 1)
        : this(new PositiveMatrix(training, userCount, itemCount), options, threads)
    {
    }

    internal Ease(PositiveMatrix positives, EaseOptions options, int threads)
        : this(positives)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.L2, nameof(options));
        _inverse = ItemGram.Invert<float>(positives, _items, options.L2, threads);
        for (int row = 0; row < _items.Length; row++)
        {
            ref float diagonal = ref _inverse.Row(row)[row];
            _scales[row] = -1 / diagonal;
            diagonal = 0;
        }
    }

    /// <summary>A model whose state is yet to be filled.</summary>
    internal Ease(PositiveMatrix positives)
    {
        _positives = positives;
        _items = [.. Enumerable.Range(0, positives.ItemCount).Where(item => !positives.UsersOf(item).IsEmpty)];
        _rowOf = new int[positives.ItemCount];
        Array.Fill(_rowOf, -1);
        for (int row = 0; row < _items.Length; row++) _rowOf[_items[row]] = row;
        _scales = new float[_items.Length];
    }

    /// <inheritdoc/>
    public string Name => EaseDefinition.TableTitle;

    /// <inheritdoc/>
    public int UserCount => _positives.UserCount;

    /// <inheritdoc/>
    public int ItemCount => _positives.ItemCount;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int i = 0; i < pairs.Length; i++) scores[i] = Score(pairs[i].User, pairs[i].Item);
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++) ScoreHistory(_positives.ItemsOf(users[i]), scores.Slice(i * ItemCount, ItemCount));
    }

    /// <inheritdoc/>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training) => (history, scores) =>
    {
        ScoreHistory(history, scores);
        return true;
    };

    /// <summary>B_ji of each item of the history, as it is added: with the rounding that the score has, too.</summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history)
    {
        var parts = new ContributionList();
        int row = _rowOf[item];
        if (row < 0) return parts;
        ReadOnlySpan<float> weights = Inverse.Row(row);
        float sum = 0;
        foreach (int other in history)
        {
            float before = sum;
            sum += weights[_rowOf[other]];
            parts.Add(Terms.Regression, ((double)sum - before) * _scales[row], other);
        }

        return parts;
    }

    /// <summary>Shows P a row at a time; the history is the training part's.</summary>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        _inverse ??= new SymmetricMatrix<float>(_items.Length);
        visitor.Values<float>("scale", _scales, _scales.Length);
        visitor.Rows("inverse", _items.Length, _items.Length, row => _inverse.Row(row));
    }

    private SymmetricMatrix<float> Inverse => _inverse ?? throw new InvalidOperationException("The model has no state yet.");

    /// <summary>The score of a pair.</summary>
    internal float Score(int user, int item)
    {
        int row = _rowOf[item];
        if (row < 0) return 0;
        ReadOnlySpan<float> weights = Inverse.Row(row);
        float sum = 0;
        foreach (int other in _positives.ItemsOf(user)) sum += weights[_rowOf[other]];
        return sum * _scales[row];
    }

    /// <summary>A history's scores of all items, in either precision; an item without positives adds nothing to them.</summary>
    internal void ScoreHistory<T>(ReadOnlySpan<int> history, Span<T> scores)
        where T : unmanaged, INumberBase<T>
    {
        scores.Clear();
        float[] buffer = ArrayPool<float>.Shared.Rent(_items.Length);
        Span<float> sums = buffer.AsSpan(0, _items.Length);
        sums.Clear();
        foreach (int item in history)
            if (_rowOf[item] >= 0) TensorPrimitives.Add(sums, Inverse.Row(_rowOf[item]), sums);
        for (int row = 0; row < sums.Length; row++) scores[_items[row]] = T.CreateTruncating(sums[row] * _scales[row]);
        ArrayPool<float>.Shared.Return(buffer);
    }
}
