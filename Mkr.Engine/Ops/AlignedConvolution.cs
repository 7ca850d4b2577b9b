using System.Numerics;
using System.Runtime.CompilerServices;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Ops;

/// <summary>
/// The vectors of texts whose positions have several channels, such as a word and the entity that it names (KCNN of DKN, WWW 2018):
/// <code>
/// x_p = [channel 1; channel 2; ...] at position p = 1 .. L
/// for each window of z words: y_z[f] = max over p = 1 .. L - z + 1 of relu(b_z[f] + sum over o in 0 .. z - 1 of x_{p + o} · F_z[o, :, f])
/// y = [y_z for all z]
/// </code>
/// Texts are not the examples of the tape: those read the rows of the texts that they are about. Each text is computed once a step, before
/// the first tile, however many examples read it. Before running the tape fill the channels, and set <see cref="Count"/>.
/// </summary>
/// <remarks>
/// A filter is linear, so x_{p + o} · F_z[o] is the sum of what it makes of the channels' rows, and that depends on nothing but the row:
/// the filters are multiplied by each different word and entity of the step once, and a text only adds up. Backward, with g = gradY[f]
/// where y[f] is above 0, and p the first position that gives y[f]: gradX[p + o] += g F_z[o, :, f]; gradF_z[o, :, f] = sum over texts of
/// g x[p + o]; gradB = sum over texts of g. Threads cannot share the steps.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AlignedConvolution<T> : StepOp<T>, IRowSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TextChannel<T>[] _channels;
    private readonly ChannelProducts<T>[] _products;
    private readonly Weight<T> _bias;
    private readonly WeightGradient<T> _biasGradient;
    private readonly AlignedWindows _shape;
    private readonly int _capacity;

    // A row for each row of each channel, channel after channel.
    private readonly AlignedBuffer<T> _values;
    private readonly AlignedBuffer<T> _gradients;

    // A row for each text: what the kernel writes, whose padding it uses, and what is read.
    private readonly AlignedBuffer<T> _maxima;
    private readonly AlignedBuffer<T> _positions;
    private readonly AlignedBuffer<T> _texts;
    private readonly AlignedBuffer<T> _textGradients;
    private readonly int[] _textStarts;

    // Where the products of each text's positions start.
    private readonly int[] _starts;
    private int _count;

    /// <summary>Records the convolution.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="channels">The channels.</param>
    /// <param name="length">L.</param>
    /// <param name="windows">z of each window.</param>
    /// <param name="bias">b, [windows x F].</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public AlignedConvolution(
        Tape<T> tape, IReadOnlyList<TextChannel<T>> channels, int length, IReadOnlyList<int> windows, Weight<T> bias)
        : base(tape, "aligned convolution " + bias.Name)
    {
        ArgumentNullException.ThrowIfNull(channels);
        ArgumentNullException.ThrowIfNull(windows);
        Guard.SameSize(Name, "the windows", windows.Count, bias.Name, bias.Rows);
        if (windows.Any(window => window < 1 || window > length))
            throw new ArgumentException($"{Name}: a window has 1 to {length} words, the texts' length.", nameof(windows));
        int columns = windows.Sum() * bias.Columns;
        foreach (TextChannel<T> channel in channels) Check(channel, columns);
        (_channels, _bias, _biasGradient) = ([.. channels], bias, tape.Weights.Of(bias));
        _products = [.. channels.Select(channel => new ChannelProducts<T>(tape, channel))];
        _shape = new AlignedWindows(
            length, channels.Count, bias.Columns, [.. windows], ProductKernel.Stride<T>(columns), ProductKernel.Stride<T>(bias.Count));
        _capacity = channels.Min(channel => channel.Positions.Rows.Length) / length;
        long rows = channels.Sum(channel => (long)channel.Rows.Capacity);
        (_values, _gradients) = (new(rows * _shape.ProductStride), new(rows * _shape.ProductStride));
        (_maxima, _positions) = (new((long)_capacity * _shape.TextStride), new((long)_capacity * _shape.TextStride));
        (_texts, _textGradients) = (new((long)_capacity * Stride), new((long)_capacity * Stride));
        _textStarts = [.. Enumerable.Range(0, _capacity).Select(text => text * Stride)];
        _starts = new int[_capacity * _shape.RowsOfText];
    }

    /// <summary>The texts of the step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no place for so many.</exception>
    public int Count
    {
        get => _count;
        set => _count = value >= 0 && value <= _capacity ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"{Name}: there is place for 0 to {_capacity} texts.");
    }

    /// <inheritdoc/>
    public int Columns => _bias.Count;

    /// <summary>y of a text of the last step.</summary>
    public ReadOnlySpan<T> this[int text] => _texts.Span.Slice(text * Stride, Columns);

    /// <inheritdoc/>
    int IRowSource<T>.Stride => Stride;

    /// <inheritdoc/>
    ref T IRowSource<T>.Start => ref _texts.Start;

    /// <inheritdoc/>
    ref T IRowSource<T>.GradientStart => ref _textGradients.Start;

    /// <inheritdoc/>
    int[] IRowSource<T>.Offsets => _textStarts;

    /// <inheritdoc/>
    int[] IRowSource<T>.Slots => _textStarts;

    internal override bool HasForward => false;

    internal override bool HasBackward => false;

    internal override bool CanSplit => false;

    private int Stride => (Columns + 3) / 4 * 4;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A position has a number that no row of its channel has.</exception>
    public override void BeginStep(bool backward)
    {
        FindProducts();
        Multiply();
        ReadOnlySpan<int> starts = _starts.AsSpan(0, Count * _shape.RowsOfText);
        AlignedWindowKernel.Forward(ref _values.Start, starts, ref _bias.Start, _shape, ref _maxima.Start, ref _positions.Start);
        for (int text = 0; text < Count; text++)
            _maxima.Span.Slice(text * _shape.TextStride, Columns).CopyTo(_texts.Span[(text * Stride)..]);
        if (backward) _textGradients.Span[..(Count * Stride)].Clear();
    }

    /// <summary>Does nothing: a text is computed once a step, not once a tile.</summary>
    public override void Forward()
    {
    }

    /// <summary>Does nothing: who reads a text adds to its gradient.</summary>
    public override void Backward()
    {
    }

    /// <inheritdoc/>
    public override void BackwardStep()
    {
        int rows = 0;
        foreach (ChannelProducts<T> products in _products) rows += products.Count;
        _gradients.Span[..(rows * _shape.ProductStride)].Clear();
        Span<T> bias = _biasGradient.Values;
        for (int text = 0; text < Count; text++)
        {
            AlignedWindowKernel.Backward(
                _textGradients.Span.Slice(text * Stride, Columns), _starts.AsSpan(text * _shape.RowsOfText, _shape.RowsOfText), _shape,
                ref Unsafe.Add(ref _positions.Start, text * _shape.TextStride), ref _gradients.Start, bias);
        }

        for (int i = 0, first = 0; i < _products.Length; first += _products[i++].Count)
            _products[i].Backward(Products(_gradients, first, _products[i].Count));
    }

    private void Multiply()
    {
        int first = 0;
        foreach (ChannelProducts<T> products in _products)
        {
            _values.Span.Slice(first * _shape.ProductStride, products.Count * _shape.ProductStride).Clear();
            products.Multiply(Products(_values, first, products.Count));
            first += products.Count;
        }
    }

    private StridedMatrix<T> Products(AlignedBuffer<T> values, int first, int count) => new(
        ref Unsafe.Add(ref values.Start, first * (nint)_shape.ProductStride), count, _channels[0].Filters.Columns, _shape.ProductStride);

    /// <summary>Where the products of each text's positions start.</summary>
    private void FindProducts()
    {
        int first = 0;
        for (int i = 0; i < _channels.Length; i++)
        {
            int count = _channels[i].Rows.Count, at = i;
            foreach (int row in _channels[i].Positions.Rows[..(Count * _shape.Length)])
            {
                if ((uint)row >= (uint)count)
                {
                    throw new ArgumentOutOfRangeException(
                        nameof(TextChannel<>.Positions), row, $"{Name}: the step has rows 0 to {count - 1} of '{_channels[i].Rows.Name}'.");
                }

                _starts[at] = (first + row) * _shape.ProductStride;
                at += _shape.Channels;
            }

            first += count;
        }
    }

    private void Check(TextChannel<T> channel, int columns)
    {
        Guard.SameSize(Name, "the windows' words times the filters", columns, channel.Filters.Name, channel.Filters.Columns);
        int seen = channel.Transform?.Columns ?? channel.Rows.Columns;
        Guard.SameSize(Name, "what the filters see", seen, channel.Filters.Name, channel.Filters.Rows);
        if (channel.Transform is null) return;
        Guard.SameSize(Name, channel.Rows.Name, channel.Rows.Columns, channel.Transform.Name, channel.Transform.Rows);
        Guard.SameSize(Name, channel.Transform.Name, seen, "its bias", channel.TransformBias?.Count ?? 0);
    }
}
