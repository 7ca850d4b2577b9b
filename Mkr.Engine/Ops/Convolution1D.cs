using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// A convolution of a text with filters of w words, a ReLU, and the maximum over the text's positions (Kim, "Convolutional Neural Networks
/// for Sentence Classification", EMNLP 2014; DKN, WWW 2018):
/// <code>
/// y[f] = max over p = 0 .. max(n, w) - w of relu(b[f] + sum over o in 0 .. w - 1 and c of x[p + o, c] W[o columns + c, f])
/// </code>
/// x are the rows of a table of the text's n words, in their order; words beyond the last are 0. Without words y is 0. W is
/// [w columns x F], b is [F]; y has F features.
/// </summary>
/// <remarks>
/// Backward, with g = gradY[f] where y[f] is above 0, and p the first position that gives y[f]: gradX[p + o] += g W[o, :, f];
/// gradW[o, :, f] = sum over examples of g x[p + o]; gradB = sum over examples of g. gradY is overwritten by g: this op is the only one
/// that reads it.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Convolution1D<T> : LookupOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly BagLookup<T> _words;
    private readonly WeightUse<T> _filters;
    private readonly WeightUse<T> _bias;
    private readonly WindowShape _shape;

    // A row for each example of the batch. Threads that share a step share it: the gradients of words are added up after the step.
    private readonly AlignedBuffer<T> _positions;

    // A row for each example of a tile: what a text gives, and then its gradient.
    private readonly AlignedBuffer<T> _texts;
    private readonly int[] _starts;

    // The filters as rows, or their gradients.
    private readonly AlignedBuffer<T> _rows;

    /// <summary>Records the convolution.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="words">The numbers of the words of each text, from the same tape. Several ops may read the same ones.</param>
    /// <param name="filters">W.</param>
    /// <param name="bias">b.</param>
    /// <exception cref="ArgumentException">The shapes do not agree, or words have weights, or examples share texts.</exception>
    public Convolution1D(Tape<T> tape, BagLookup<T> words, Weight<T> filters, Weight<T> bias)
        : base(tape, "convolution " + filters.Name, words, filters.Columns)
    {
        int columns = words.Table.Columns;
        if (words.IsWeighted || words.IsShared)
            throw new ArgumentException($"{Name}: the words of a text have no weights, and each example a text.", nameof(words));
        if (filters.Rows % columns != 0)
        {
            throw new ArgumentException(
                $"{Name}: {filters.Rows} rows are no whole number of words, whose vectors have {columns} elements.", nameof(filters));
        }

        Guard.SameSize(Name, "weight's columns", filters.Columns, bias.Name, bias.Count);
        (_words, _filters, _bias) = (words, tape.Weights.Use(filters), tape.Weights.Use(bias));
        _shape = new WindowShape(filters.Rows / columns, columns, words.RowStride, filters.Columns);
        int lanes = tape.Shape.Capacity;
        _positions = tape.Leaders<Convolution1D<T>>()?._positions ?? new AlignedBuffer<T>((long)tape.MaxBatch * _shape.Stride);
        _texts = new AlignedBuffer<T>((long)lanes * _shape.Stride);
        _starts = [.. Enumerable.Range(0, lanes).Select(lane => lane * _shape.Stride)];
        _rows = new AlignedBuffer<T>(_shape.FilterRows);
    }

    /// <summary>y.</summary>
    public Variable<T> Output => Rows;

    /// <inheritdoc/>
    public override void Forward()
    {
        LaneShape<T> tile = Rows.Shape;
        WindowKernel.Forward(ref _words.Start, TextsOf(tile.Offset, tile.Lanes, _words.Offsets), ref _filters.Weight.Start,
            ref _bias.Weight.Start, _shape, ref _texts.Start, ref PositionsOf(tile.Offset));
        // The lanes of the padding have no words.
        _texts.Span[(tile.Lanes * _shape.Stride)..(tile.PaddedLanes * _shape.Stride)].Clear();
        RowTranspose.Gather(ref _texts.Start, _starts.AsSpan(0, tile.PaddedLanes), ref Rows.Start, Rows.Features, tile);
    }

    /// <inheritdoc/>
    protected internal override void BackwardRows()
    {
        LaneShape<T> tile = Rows.Shape;
        DenseWeightsKernel.BackwardBias<T, ReluFunction>(
            ref Rows.Start, ref Rows.GradientStart, Rows.Features, ref _bias.PartialStart, _bias.Adds, tile);
        ReadGradients(ref Rows.GradientStart, tile.Lanes);
        _rows.Span.Clear();
        WindowBackward.Add(ref _words.Start, TextsOf(tile.Offset, tile.Lanes, _words.Offsets), ref _rows.Start, _shape, ref _texts.Start,
            ref PositionsOf(tile.Offset), toWords: false);
        WindowBackward.PutPartials(ref _rows.Start, _shape, ref _filters.PartialStart, _filters.Adds);
    }

    /// <inheritdoc/>
    internal override void ScatterAdd(ref T gradients, int offset, int lanes)
    {
        ReadGradients(ref gradients, lanes);
        _rows.Span.Clear();
        WindowBackward.ToRows(ref _filters.Weight.Start, _shape, ref _rows.Start);
        WindowBackward.Add(ref _words.GradientStart, TextsOf(offset, lanes, _words.Slots), ref _rows.Start, _shape, ref _texts.Start,
            ref PositionsOf(offset), toWords: true);
    }

    /// <summary>Turns gradients, feature by feature, into a row for each text.</summary>
    private void ReadGradients(ref T gradients, int lanes)
    {
        _texts.Span[..(lanes * _shape.Stride)].Clear();
        RowTranspose.ScatterAdd(ref gradients, Rows.Features, Rows.Shape, _starts.AsSpan(0, lanes), ref _texts.Start);
    }

    private ref T PositionsOf(int example) => ref Unsafe.Add(ref _positions.Start, example * (nint)_shape.Stride);

    private BagRows<T> TextsOf(int example, int count, int[] offsets) =>
        new(offsets, _words.Weights, _words.StartOf(example), _words.Ends.Slice(example, count), _words.RowStride);
}
