using System.Buffers;
using System.Numerics.Tensors;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Models.Explanations;
using Mkr.Model.Models.FoldIns;

namespace Mkr.Model.Models.Neighbours;

/// <summary>Recommends what shares users with a user's history: neighbours of items by the cosine of their columns of positives.</summary>
/// <remarks>
/// score(u, i) = sum over j in u's training positives and in the neighbours of i of sim(j, i), see <see cref="CosineNeighbours"/>. An item
/// is no neighbour of itself. An item without positives, or without neighbours in the history, scores 0. Item-based collaborative
/// filtering of Sarwar et al. (2001), for implicit feedback Deshpande and Karypis (2004).
/// </remarks>
internal sealed class ItemKnn : ITrainedModel, IFoldIn, IExplains
{
    private readonly PositiveMatrix _positives;
    private WeightedRows _neighbours;

    // Row j: the items of which j is a neighbour. A history adds its rows up in ascending order, as SumOver does.
    private WeightedRows _neighbourOf;

    /// <summary>Finds the neighbours of each item.</summary>
    /// <param name="training">The training interactions; only positives count.</param>
    /// <param name="userCount">The number of users.</param>
    /// <param name="itemCount">The number of items.</param>
    /// <param name="options">The hyper-parameters.</param>
    /// <param name="threads">The number of threads; it does not change the result.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is less than one neighbour to keep, or the shrinkage is negative.</exception>
    public ItemKnn(ReadOnlySpan<Interaction> training, int userCount, int itemCount, ItemKnnOptions options, int threads = 1)
        : this(new PositiveMatrix(training, userCount, itemCount), options, threads)
    {
    }

    internal ItemKnn(PositiveMatrix positives, ItemKnnOptions options, int threads)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Neighbours, 1, nameof(options));
        ArgumentOutOfRangeException.ThrowIfNegative(options.Shrink, nameof(options));
        _positives = positives;
        _neighbours = CosineNeighbours.Find(positives, options, threads);
        _neighbourOf = _neighbours.Transpose(ItemCount);
    }

    /// <summary>A model whose state is yet to be filled.</summary>
    internal ItemKnn(PositiveMatrix positives)
    {
        _positives = positives;
        _neighbours = WeightedRows.Empty(positives.ItemCount);
        _neighbourOf = _neighbours;
    }

    /// <inheritdoc/>
    public string Name => ItemKnnDefinition.TableTitle;

    /// <inheritdoc/>
    public int UserCount => _positives.UserCount;

    /// <inheritdoc/>
    public int ItemCount => _positives.ItemCount;

    /// <inheritdoc/>
    public void ScorePairs(ReadOnlySpan<Interaction> pairs, Span<float> scores)
    {
        for (int i = 0; i < pairs.Length; i++) scores[i] = (float)Score(pairs[i].User, pairs[i].Item);
    }

    /// <inheritdoc/>
    public void ScoreAllItems(ReadOnlySpan<int> users, Span<float> scores)
    {
        for (int i = 0; i < users.Length; i++) Score(_positives.ItemsOf(users[i]), scores.Slice(i * ItemCount, ItemCount));
    }

    /// <inheritdoc/>
    HistoryScorer IFoldIn.CreateFoldIn(PositiveMatrix training) => Score;

    /// <summary>The similarity of each neighbour in the history.</summary>
    public IReadOnlyList<Contribution> Explain(int user, int item, ReadOnlySpan<int> history)
    {
        var parts = new ContributionList();
        ReadOnlySpan<int> neighbours = _neighbours.Columns(item);
        ReadOnlySpan<double> similarities = _neighbours.Weights(item);
        for (int i = 0; i < neighbours.Length; i++)
            if (history.BinarySearch(neighbours[i]) >= 0) parts.Add(Terms.CommonUsers, similarities[i], neighbours[i]);
        return parts;
    }

    /// <summary>Shows the neighbours; the history is the training part's.</summary>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        _neighbours = _neighbours.Visit("neighbour", visitor);
        _neighbourOf = _neighbours.Transpose(ItemCount);
    }

    /// <summary>The score of a pair.</summary>
    internal double Score(int user, int item) => _neighbours.SumOver(item, _positives.ItemsOf(user));

    /// <summary>Adds a history's scores of all items to zeros.</summary>
    internal void AddScores(ReadOnlySpan<int> history, Span<double> sums)
    {
        foreach (int item in history) _neighbourOf.AddRow(item, 1, sums);
    }

    private bool Score(ReadOnlySpan<int> history, Span<float> scores)
    {
        double[] buffer = ArrayPool<double>.Shared.Rent(ItemCount);
        Span<double> sums = buffer.AsSpan(0, ItemCount);
        sums.Clear();
        AddScores(history, sums);
        TensorPrimitives.ConvertTruncating<double, float>(sums, scores);
        ArrayPool<double>.Shared.Return(buffer);
        return true;
    }
}
