using System.Numerics;
using Mkr.Engine.Kernels;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Losses;

/// <summary>
/// One against all: the cross-entropy of the right row of a table with the softmax of the similarities of an example's query q to the keys
/// k of all rows, -log(exp(s(q, k_right)) / sum over the rows of exp(s(q, k))), summed over the batch. Backward: the similarities'
/// gradient is factor (softmax - [row is right]), and from there to q, to every row and to what the keys are made by.
/// </summary>
/// <remarks>
/// Each step reads the table as a whole and has a gradient for each of its rows. Threads cannot share its steps. Examples of a tile whose
/// keys are the same go together.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SoftmaxOverRows<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _query;
    private readonly Lookup<T> _right;
    private readonly Table<T> _table;
    private readonly TableGradient<T> _gradient;
    private readonly RowKeys<T>? _keys;
    private readonly SoftmaxScores<T> _scores;

    // The lanes of the tile, and their groups, by which they are sorted.
    private readonly int[] _lanes;
    private readonly int[] _groups;

    /// <summary>Records the loss.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="query">q.</param>
    /// <param name="right">The right row of each example; its table is the one whose rows compete.</param>
    /// <param name="similarity">s.</param>
    /// <param name="keys">The rows' keys; null where they are the rows.</param>
    /// <exception cref="ArgumentException">A key and q differ in length, or the table is one of a pair.</exception>
    public SoftmaxOverRows(Tape<T> tape, Variable<T> query, Lookup<T> right, Similarity similarity, RowKeys<T>? keys = null)
        : base(tape, "softmax over rows", query)
    {
        ArgumentNullException.ThrowIfNull(right);
        (_query, _right, _keys, _table) = (query, right, keys, right.Table);
        Guard.SameSize(Name, query.Name, query.Features, "a key of " + _table.Name, keys?.Features ?? _table.Columns);
        _gradient = tape.Whole(_table);
        _scores = new SoftmaxScores<T>(similarity, _table.Rows, query.Features, tape.Shape.Capacity);
        (_lanes, _groups) = (new int[tape.Shape.Capacity], new int[tape.Shape.Capacity]);
    }

    internal override bool CanSplit => false;

    /// <inheritdoc/>
    public override void Forward()
    {
        SortLanes();
        for (int first = 0, count; first < _query.Shape.Lanes; first += count)
        {
            count = GroupSize(first);
            Load(first, count);
            Sum += _scores.Loss(count);
        }
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        LaneMatrix<T> gradient = _query.Gradient;
        if (!Adds(0))
        {
            for (int j = 0; j < gradient.Features; j++) gradient[j].Clear();
        }

        for (int first = 0, count; first < _query.Shape.Lanes; first += count)
        {
            count = GroupSize(first);
            // A group that is alone is there from the forward pass; of several, each has to be computed again.
            if (count < _query.Shape.Lanes) Load(first, count);
            if (_keys is null)
            {
                _scores.Backward(
                    ref _table.Storage.Start, _table.Storage.Stride, count, T.CreateTruncating(Factor), ref _gradient.Start);
            }
            else
            {
                _scores.Backward(
                    ref _keys.Start, _keys.Features, count, T.CreateTruncating(Factor), ref _keys.GradientStart);
                _keys.Backward(Tape);
            }

            _scores.AddQueryGradient(gradient, _lanes.AsSpan(first, count));
        }

        _query.ClearPadding();
    }

    private void Load(int first, int count)
    {
        ReadOnlySpan<int> lanes = _lanes.AsSpan(first, count);
        _scores.SetQueries(_query.Value, lanes);
        for (int i = 0; i < count; i++) _scores.Right[i] = _right.Rows[_query.Shape.Offset + lanes[i]];
        if (_keys is null) _scores.Compute(ref _table.Storage.Start, _table.Storage.Stride, count);
        else LoadKeys(_keys, _groups[first], count);
    }

    private void LoadKeys(RowKeys<T> keys, int group, int count)
    {
        keys.Compute(group);
        _scores.Compute(ref keys.Start, keys.Features, count);
    }

    private void SortLanes()
    {
        int lanes = _query.Shape.Lanes;
        for (int lane = 0; lane < lanes; lane++)
            (_lanes[lane], _groups[lane]) = (lane, _keys is null ? 0 : _keys.Groups.Rows[_query.Shape.Offset + lane]);
        if (_keys is not null) Array.Sort(_groups, _lanes, 0, lanes);
    }

    private int GroupSize(int first)
    {
        int end = first + 1;
        while (end < _query.Shape.Lanes && _groups[end] == _groups[first]) end++;
        return end - first;
    }
}
