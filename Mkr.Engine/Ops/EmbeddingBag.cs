using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// Looks up any number of a table's rows for each example, and adds them up:
/// <code>
/// sum:   y = sum over k of w_k table[k]      w_k = 1 without weights
/// mean:  y = (1 / n) sum over k of table[k]      n rows, repetitions counted
/// no rows: y = 0
/// </code>
/// Backward adds w_k g, or g / n, to the gradient of each row, once for each time that it is in the bag.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class EmbeddingBag<T> : LookupOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BagLookup<T> _bags;
    private readonly bool _isMean;

    // The sums of a tile's bags, a row each, and where the rows start: from there they become lanes, and back.
    private readonly AlignedBuffer<T> _sums;
    private readonly int[] _starts;

    /// <summary>Records the lookup.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="bags">The rows' numbers, from the same tape.</param>
    /// <param name="mode">What is made of them.</param>
    /// <exception cref="ArgumentException">A mean is asked for of rows with weights.</exception>
    public EmbeddingBag(Tape<T> tape, BagLookup<T> bags, BagMode mode = BagMode.Sum)
        : base(tape, "embedding bag " + bags.Table.Name, bags, bags.Table.Columns)
    {
        if (mode == BagMode.Mean && bags.IsWeighted)
            throw new ArgumentException($"{Name}: a weighted mean is a sum whose weights are divided by their sum.", nameof(mode));
        _bags = bags;
        _isMean = mode == BagMode.Mean;
        int lanes = Rows.Shape.Capacity;
        _sums = new AlignedBuffer<T>((long)lanes * bags.RowStride);
        _starts = [.. Enumerable.Range(0, lanes).Select(lane => lane * bags.RowStride)];
    }

    /// <summary>What each bag makes, feature-major.</summary>
    public Variable<T> Output => Rows;

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneShape<T> shape = Rows.Shape;
        BagRows<T> rows = RowsOf(shape.Offset, shape.Lanes);
        BagKernel.Sum(ref _bags.Start, rows, ref _sums.Start);
        if (_isMean) BagKernel.Divide(rows, ref _sums.Start);
        // The lanes of the padding have no bags: they read what is behind the tile's, or, where bags are shared, perhaps one of those.
        _sums.Span[(rows.Ends.Length * _bags.RowStride)..(shape.PaddedLanes * _bags.RowStride)].Clear();
        RowTranspose.Gather(ref _sums.Start, _starts.AsSpan(0, shape.PaddedLanes), ref Rows.Start, Rows.Features, shape);
    }

    /// <inheritdoc/>
    internal override void ScatterAdd(ref T gradients, int offset, int lanes)
    {
        BagRows<T> rows = RowsOf(offset, lanes);
        _sums.Span[..(rows.Ends.Length * _bags.RowStride)].Clear();
        RowTranspose.ScatterAdd(ref gradients, Rows.Features, Rows.Shape, _starts.AsSpan(0, lanes), ref _sums.Start);
        if (_isMean) BagKernel.Divide(rows, ref _sums.Start);
        BagKernel.ScatterAdd(ref _sums.Start, rows with { Offsets = _bags.Slots }, ref _bags.GradientStart);
    }

    /// <summary>The bags of a tile's examples, of which those that share one have the same start.</summary>
    private BagRows<T> RowsOf(int example, int count)
    {
        int first = _bags.BagOf(example), bags = _bags.BagOf(example + count - 1) - first + 1;
        if (_bags.IsShared)
        {
            for (int lane = 0; lane < count; lane++) _starts[lane] = (_bags.BagOf(example + lane) - first) * _bags.RowStride;
        }

        return new(_bags.Offsets, _bags.Weights, _bags.StartOf(first), _bags.Ends.Slice(first, bags), _bags.RowStride);
    }
}
