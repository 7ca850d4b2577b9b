using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Mkr.Engine.Kernels;
using Mkr.Engine.LinearAlgebra;

namespace Mkr.Engine.Ops;

/// <summary>
/// Attention of each example over rows of its own, m = 1 .. M, whose scores are a layer's (Bahdanau et al., ICLR 2015; DKN, WWW 2018,
/// equation 11):
/// <code>
/// h_m = relu(k_m W + x)
/// p_m = exp(h_m · v) / sum over n of exp(h_n · v)
/// y   = sum over m of p_m k_m
/// </code>
/// with a query x [H], which is the layer's other half and its bias, rows k_m [d], W [d x H] and v [H]. An example without rows gives 0.
/// </summary>
/// <remarks>
/// Backward, with g = gradY and δ_m = p_m (g · k_m - sum over n of p_n g · k_n): gradV = sum over m of δ_m h_m; gradH_m = δ_m v where h_m
/// is above 0; gradX = sum over m of gradH_m; gradW = sum over m of k_m gradH_mᵀ; gradK_m = p_m g + gradH_m Wᵀ. Threads cannot share the
/// steps, as with <see cref="SoftmaxAttention{T}"/>.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AdditiveAttention<T> : StepOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Variable<T> _query;
    private readonly IRowSource<T> _rows;
    private readonly RowBags _bags;
    private readonly RowWeight<T> _weight;
    private readonly Weight<T> _output;
    private readonly WeightGradient<T> _outputGradient;
    private readonly TileRows<T> _queries;
    private readonly TileRows<T> _outputs;

    // A row for each row of the tile's examples.
    private readonly RowMatrix<T> _keys;
    private readonly RowMatrix<T> _keyGradients;
    private readonly RowMatrix<T> _hidden;
    private readonly RowMatrix<T> _hiddenGradients;
    private readonly AlignedBuffer<T> _weights;
    private readonly AlignedBuffer<T> _products;
    private readonly T[] _outputSums;

    /// <summary>Records the attention.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="query">x.</param>
    /// <param name="rows">The rows that the k_m are of.</param>
    /// <param name="bags">The numbers of each example's rows.</param>
    /// <param name="weight">W.</param>
    /// <param name="output">v, [H x 1].</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public AdditiveAttention(
        Tape<T> tape, Variable<T> query, IRowSource<T> rows, RowBags bags, Weight<T> weight, Weight<T> output)
        : base(tape, "additive attention " + weight.Name, query)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(bags);
        Guard.SameSize(Name, rows.Name, rows.Columns, "weight's rows", weight.Rows);
        Guard.SameSize(Name, query.Name, query.Features, "weight's columns", weight.Columns);
        Guard.SameSize(Name, query.Name, query.Features, output.Name, output.Count);
        (_query, _rows, _bags, _output) = (query, rows, bags, output);
        (_weight, _outputGradient) = (new RowWeight<T>(tape, weight), tape.Weights.Of(output));
        (_queries, _outputs) = (new TileRows<T>(tape.Shape, query.Features), new TileRows<T>(tape.Shape, rows.Columns));
        int room = bags.Rows.Length;
        (_keys, _keyGradients) = (new RowMatrix<T>(room, weight.Rows), new RowMatrix<T>(room, weight.Rows));
        (_hidden, _hiddenGradients) = (new RowMatrix<T>(room, weight.Columns), new RowMatrix<T>(room, weight.Columns));
        room = LaneShape<T>.Pad(room) + LaneShape<T>.Quantum;
        (_weights, _products) = (new AlignedBuffer<T>(room), new AlignedBuffer<T>(room));
        _outputSums = new T[output.Count];
        Output = tape.Variable("attended " + rows.Name, rows.Columns);
        Outputs = [Output];
    }

    /// <summary>y.</summary>
    public Variable<T> Output { get; }

    /// <summary>p of the current tile, after its forward pass: of each example's rows, example after example.</summary>
    public ReadOnlySpan<T> Weights => _weights.Span[.._bags.RowsOf(Output.Shape.Offset, Output.Shape.Lanes).Length];

    internal override bool CanSplit => false;

    private int First => _bags.StartOf(_query.Shape.Offset);

    private ReadOnlySpan<int> TileRows => _bags.RowsOf(_query.Shape.Offset, _query.Shape.Lanes);

    /// <inheritdoc/>
    public override void BeginStep(bool backward)
    {
        if (!backward) return;
        _weight.BeginStep();
        Array.Clear(_outputSums);
    }

    /// <inheritdoc/>
    public override void BackwardStep()
    {
        _weight.EndStep();
        TensorPrimitives.Add(_outputGradient.Values, _outputSums, _outputGradient.Values);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">An example's rows end before they start, or there are too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no row of such a number.</exception>
    public override void Forward()
    {
        _bags.Check(Name, _query.Shape.Offset, _query.Shape.Lanes, _rows.Count);
        _queries.Read(ref _query.Start);
        RowBlock<T> rows = RowBlock<T>.Values(_rows);
        ReadOnlySpan<int> numbers = TileRows;
        for (int m = 0; m < numbers.Length; m++) Elements(ref rows[numbers[m]], _rows.Columns).CopyTo(_keys[m]);
        for (int lane = 0; lane < _query.Shape.Lanes; lane++)
            for (int m = StartOf(lane); m < StartOf(lane + 1); m++) Query(lane).CopyTo(_hidden[m]);
        _weight.Multiply(_keys.First(numbers.Length), _hidden.First(numbers.Length));
        _outputs.ClearPadding();
        for (int lane = 0; lane < _query.Shape.Lanes; lane++)
        {
            // A softmax writes into the scores behind its own: they come afterwards.
            T largest = T.NegativeInfinity;
            for (int m = StartOf(lane); m < StartOf(lane + 1); m++)
            {
                TensorPrimitives.Max(_hidden[m], T.Zero, _hidden[m]);
                T score = TensorPrimitives.Dot<T>(_hidden[m], _output.Values);
                _weights.Span[m] = score;
                largest = T.MaxNative(largest, score);
            }

            AttentionKernel.Attend(
                ref _weights.Span[StartOf(lane)], largest, rows, RowsOf(lane), ref Unsafe.NullRef<T>(), ref _outputs[lane]);
        }

        _outputs.Write(Output, gradient: false, add: false);
    }

    /// <inheritdoc/>
    public override void Backward()
    {
        _outputs.Read(ref Output.GradientStart);
        _queries.Clear();
        for (int lane = 0; lane < _query.Shape.Lanes; lane++) BackwardScores(lane);
        ReadOnlySpan<int> numbers = TileRows;
        _keyGradients.Clear(numbers.Length);
        _weight.Backward(_keys.First(numbers.Length), _hiddenGradients.First(numbers.Length), _keyGradients.First(numbers.Length));
        RowBlock<T> gradients = RowBlock<T>.Gradients(_rows);
        for (int m = 0; m < numbers.Length; m++)
        {
            Span<T> sum = Elements(ref gradients[numbers[m]], _rows.Columns);
            TensorPrimitives.Add(sum, _keyGradients[m], sum);
        }

        // The query's gradient has taken the place of the query.
        _queries.Write(_query, gradient: true, Adds(0));
    }

    private void BackwardScores(int lane)
    {
        int start = StartOf(lane);
        ReadOnlySpan<int> numbers = RowsOf(lane);
        if (numbers.IsEmpty) return;
        ref T deltas = ref AttentionKernel.BackwardValues(
            ref _outputs[lane], RowBlock<T>.Values(_rows), RowBlock<T>.Gradients(_rows), numbers, ref _weights.Span[start],
            ref _products.Start);
        ReadOnlySpan<T> v = _output.Values, delta = Elements(ref deltas, numbers.Length);
        Span<T> query = Query(lane);
        for (int m = 0; m < numbers.Length; m++)
        {
            ReadOnlySpan<T> hidden = _hidden[start + m];
            Span<T> gradient = _hiddenGradients[start + m];
            for (int j = 0; j < gradient.Length; j++)
            {
                _outputSums[j] += delta[m] * hidden[j];
                gradient[j] = hidden[j] > T.Zero ? delta[m] * v[j] : T.Zero;
                query[j] += gradient[j];
            }
        }
    }

    private Span<T> Query(int lane) => Elements(ref _queries[lane], _query.Features);

    /// <summary>Where the rows of an example of the tile start among the tile's.</summary>
    private int StartOf(int lane) => _bags.StartOf(_query.Shape.Offset + lane) - First;

    private ReadOnlySpan<int> RowsOf(int lane) => _bags.RowsOf(_query.Shape.Offset + lane, 1);

    private static Span<T> Elements(ref T first, int count) => MemoryMarshal.CreateSpan(ref first, count);
}
