using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// Attention of each example over rows of its own, m = 1 .. M (RippleNet, CIKM 2018, equations 4 and 5):
/// <code>
/// p_m = exp(x · k_m) / sum over n of exp(x · k_n)
/// y   = sum over m of p_m v_m
/// </code>
/// with a query x [d], keys k_m [d] and values v_m [e]. An example without rows gives 0; what is to be masked is left out of its rows.
/// Rows of <see cref="CountedBags{T}"/> stand for several that are alike: n_m exp(x · k_m) takes the place of the power.
/// </summary>
/// <remarks>
/// Backward, with g = gradY, a_m = g · v_m and δ_m = p_m (a_m - sum over n of p_n a_n): gradV_m += p_m g, gradK_m += δ_m x,
/// gradX = sum over m of δ_m k_m. Rows are read where they are, and their gradients are added to in place, example after example: so
/// threads cannot share its steps.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class SoftmaxAttention<T> : Op<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _query;
    private readonly IRowSource<T> _keys;
    private readonly IRowSource<T> _values;
    private readonly RowBags _bags;
    private readonly CountedBags<T>? _counted;
    private readonly TileRows<T> _queries;
    private readonly TileRows<T> _outputs;

    // p of the tile's rows, and a of an example's; the kernel works on whole vectors.
    private readonly AlignedBuffer<T> _weights;
    private readonly AlignedBuffer<T> _products;

    /// <summary>Records the attention.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="query">x.</param>
    /// <param name="keys">The rows that the k_m are of.</param>
    /// <param name="values">The rows that the v_m are of, with the same numbers; perhaps the same rows.</param>
    /// <param name="bags">The numbers of each example's rows.</param>
    /// <exception cref="ArgumentException">The query is not as long as a key.</exception>
    public SoftmaxAttention(Tape<T> tape, Variable<T> query, IRowSource<T> keys, IRowSource<T> values, RowBags bags)
        : base(tape, "softmax attention", query)
    {
        ArgumentNullException.ThrowIfNull(keys);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentNullException.ThrowIfNull(bags);
        Guard.SameSize(Name, query.Name, query.Features, keys.Name, keys.Columns);
        (_query, _keys, _values, _bags, _counted) = (query, keys, values, bags, bags as CountedBags<T>);
        (_queries, _outputs) = (new TileRows<T>(tape.Shape, keys.Columns), new TileRows<T>(tape.Shape, values.Columns));
        int room = LaneShape<T>.Pad(bags.Rows.Length) + LaneShape<T>.Quantum;
        (_weights, _products) = (new AlignedBuffer<T>(room), new AlignedBuffer<T>(room));
        Output = tape.Variable("attended " + values.Name, values.Columns);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <summary>p of the current tile, after its forward pass: of each example's rows, example after example.</summary>
    public ReadOnlySpan<T> Weights => _weights.Span[.._bags.RowsOf(Output.Shape.Offset, Output.Shape.Lanes).Length];

    internal override bool CanSplit => false;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">An example's rows end before they start, or there are too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no row of such a number.</exception>
    public override void Forward()
    {
        _queries.Read(ref _query.Start);
        _bags.Check(Name, _query.Shape.Offset, _query.Shape.Lanes, Math.Min(_keys.Count, _values.Count));
        RowBlock<T> keys = RowBlock<T>.Values(_keys), values = RowBlock<T>.Values(_values);
        _outputs.ClearPadding();
        for (int lane = 0; lane < _query.Shape.Lanes; lane++)
        {
            AttentionKernel.Forward(
                ref _queries[lane], keys, values, RowsOf(lane), ref CountsOf(lane), ref WeightsOf(lane), ref _outputs[lane]);
        }

        _outputs.Write(Output, gradient: false, add: false);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        // Queries and weights are still those of the tile: its backward follows its forward.
        _outputs.Read(ref Output.GradientStart);
        for (int lane = 0; lane < _query.Shape.Lanes; lane++)
        {
            ref T weights = ref WeightsOf(lane);
            ReadOnlySpan<int> rows = RowsOf(lane);
            ref T deltas = ref AttentionKernel.BackwardValues(
                ref _outputs[lane], RowBlock<T>.Values(_values), RowBlock<T>.Gradients(_values), rows, ref weights, ref _products.Start);
            // The query's gradient takes the place of the query.
            AttentionKernel.BackwardKeys(
                ref _queries[lane], RowBlock<T>.Values(_keys), RowBlock<T>.Gradients(_keys), rows, ref deltas);
        }

        _queries.ClearPadding();
        _queries.Write(_query, gradient: true, Adds(0));
    }

    private ReadOnlySpan<int> RowsOf(int lane) => _bags.RowsOf(_query.Shape.Offset + lane, 1);

    private ref T CountsOf(int lane)
    {
        if (_counted is null) return ref Unsafe.NullRef<T>();
        return ref Unsafe.Add(ref _counted.CountStart, _bags.StartOf(_query.Shape.Offset + lane));
    }

    private ref T WeightsOf(int lane) =>
        ref Unsafe.Add(ref _weights.Start, _bags.StartOf(_query.Shape.Offset + lane) - _bags.StartOf(_query.Shape.Offset));
}
