using System.Numerics;
using System.Numerics.Tensors;
using Mkr.Engine.Ops;

namespace Mkr.Engine.Kernels;

/// <summary>
/// The softmax of the similarities of some queries to the keys of all rows, and its way back: the computation of
/// <see cref="Losses.SoftmaxOverRows{T}"/>. Queries are lanes, keys rows.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SoftmaxScores<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Similarity _similarity;
    private readonly int _rows;
    private readonly int _features;
    private readonly int _stride;
    private readonly AlignedBuffer<T> _queries;
    private readonly AlignedBuffer<T> _gradient;
    private readonly AlignedBuffer<T> _exponentials;
    private readonly AlignedBuffer<T> _factors;
    private readonly T[] _right;
    private readonly T[] _largest;
    private readonly T[] _sums;

    public SoftmaxScores(Similarity similarity, int rows, int features, int capacity)
    {
        (_similarity, _rows, _features, _stride) = (similarity, rows, features, capacity);
        _queries = new AlignedBuffer<T>((long)features * capacity);
        _gradient = new AlignedBuffer<T>((long)features * capacity);
        _exponentials = new AlignedBuffer<T>((long)rows * capacity);
        // Only the derivative of the distance itself depends on the score.
        _factors = new AlignedBuffer<T>(similarity == Similarity.L2 ? (long)rows * capacity : 0);
        (_right, _largest, _sums, Right) = (new T[capacity], new T[capacity], new T[capacity], new int[capacity]);
    }

    /// <summary>The right row of each query.</summary>
    public int[] Right { get; }

    /// <summary>Takes the queries of the given lanes.</summary>
    public void SetQueries(LaneMatrix<T> queries, ReadOnlySpan<int> lanes)
    {
        _queries.Span.Clear();
        for (int j = 0; j < _features; j++)
        {
            ReadOnlySpan<T> from = queries[j];
            Span<T> to = _queries.Span.Slice(j * _stride, lanes.Length);
            for (int i = 0; i < lanes.Length; i++) to[i] = from[lanes[i]];
        }
    }

    /// <summary>Computes exp(s - largest s), and its sum over the rows.</summary>
    public void Compute(ref T keys, int keyStride, int count)
    {
        SimilaritySizes sizes = Sizes(keyStride, count);
        switch (_similarity)
        {
            case Similarity.InnerProduct: Forward<InnerSimilarity>(ref keys, in sizes); break;
            case Similarity.L1: Forward<L1Similarity>(ref keys, in sizes); break;
            case Similarity.L2: Forward<L2Similarity>(ref keys, in sizes); break;
            default: Forward<SquaredL2Similarity>(ref keys, in sizes); break;
        }

        for (int i = 0; i < count; i++) _right[i] = _exponentials.Span[(Right[i] * sizes.Lanes) + i];
        SoftmaxKernel.Exponentiate(ref _exponentials.Start, _rows, sizes.Lanes, ref _largest[0], ref _sums[0]);
    }

    /// <summary>The sum over the queries of -log softmax at the right row.</summary>
    public double Loss(int count)
    {
        double loss = 0;
        for (int i = 0; i < count; i++)
            loss += double.CreateTruncating(_largest[i] - _right[i]) + Math.Log(double.CreateTruncating(_sums[i]));
        return loss;
    }

    /// <summary>
    /// Adds to the keys' gradient, and computes the queries'. Afterwards the exponentials are gone.
    /// </summary>
    public void Backward(ref T keys, int keyStride, int count, T factor, ref T keyGradient)
    {
        SimilaritySizes sizes = Sizes(keyStride, count);
        for (int i = 0; i < sizes.Lanes; i++) _sums[i] = i < count ? factor / _sums[i] : T.Zero;
        SoftmaxKernel.Scale(ref _exponentials.Start, _rows, sizes.Lanes, ref _sums[0]);
        for (int i = 0; i < count; i++) _exponentials.Span[(Right[i] * sizes.Lanes) + i] -= factor;
        _gradient.Span.Clear();
        switch (_similarity)
        {
            case Similarity.InnerProduct: Backward<InnerSimilarity>(ref keys, in sizes, ref keyGradient); break;
            case Similarity.L1: Backward<L1Similarity>(ref keys, in sizes, ref keyGradient); break;
            case Similarity.L2: Backward<L2Similarity>(ref keys, in sizes, ref keyGradient); break;
            default: Backward<SquaredL2Similarity>(ref keys, in sizes, ref keyGradient); break;
        }
    }

    /// <summary>Adds the queries' gradient to that of the lanes that they were taken from.</summary>
    public void AddQueryGradient(LaneMatrix<T> gradient, ReadOnlySpan<int> lanes)
    {
        for (int j = 0; j < _features; j++)
        {
            ReadOnlySpan<T> from = _gradient.Span.Slice(j * _stride, lanes.Length);
            Span<T> to = gradient[j];
            for (int i = 0; i < lanes.Length; i++) to[lanes[i]] += from[i];
        }
    }

    private SimilaritySizes Sizes(int keyStride, int count) => new(_rows, _features, keyStride, _stride, LaneShape<T>.Pad(count));

    private void Forward<TKind>(ref T keys, in SimilaritySizes sizes)
        where TKind : struct, ISimilarity
    {
        SimilarityMatrixKernel.Forward<T, TKind>(ref keys, ref _queries.Start, in sizes, ref _exponentials.Start);
        if (_factors.Length > 0)
            SoftmaxKernel.Factors<T, TKind>(ref _exponentials.Start, _rows * (nint)sizes.Lanes, ref _factors.Start);
    }

    private void Backward<TKind>(ref T keys, in SimilaritySizes sizes, ref T keyGradient)
        where TKind : struct, ISimilarity
    {
        Span<T> gradient = _exponentials.Span[..(_rows * sizes.Lanes)];
        if (_factors.Length > 0) TensorPrimitives.Multiply(gradient, _factors.Span[..gradient.Length], gradient);
        else if (_similarity == Similarity.SquaredL2) TensorPrimitives.Add<T>(gradient, gradient, gradient);
        SimilarityMatrixBackward.Add<T, TKind>(
            ref keys, ref _queries.Start, in sizes, ref _exponentials.Start, ref keyGradient, ref _gradient.Start);
    }
}
