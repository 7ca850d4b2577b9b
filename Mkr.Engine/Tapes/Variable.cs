using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>A value of the computation and the gradient of the loss with respect to it, both feature-major [features x lanes].</summary>
/// <remarks>Created by <see cref="Tape{T}.Variable"/>; written by the one op that has it as its output.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Variable<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // Gathering rows writes whole blocks of four features, the last of which may be padding.
    private const int FeatureBlock = 4;

    private readonly LaneShape<T> _shape;
    private BufferPart<T> _value;
    private BufferPart<T> _gradient;
    private bool _isPart;

    internal Variable(string name, int features, LaneShape<T> shape, bool requiresGradient)
        : this(name, features, shape, New(features, shape), requiresGradient ? New(features, shape) : new(AlignedBuffer<T>.Empty))
    {
        RequiresGradient = requiresGradient;
        GradientFeatures = requiresGradient ? features : 0;
    }

    private Variable(string name, int features, LaneShape<T> shape, BufferPart<T> value, BufferPart<T> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        Name = name;
        Features = features;
        _shape = shape;
        _value = value;
        _gradient = gradient;
        RequiresGradient = true;
        GradientFeatures = features;
    }

    /// <summary>The name, for messages.</summary>
    public string Name { get; }

    /// <summary>The number of features.</summary>
    public int Features { get; }

    /// <summary>Whether the loss is differentiated with respect to it.</summary>
    public bool RequiresGradient { get; }

    /// <summary>The lanes of the current tile.</summary>
    public LaneShape<T> Shape => _shape;

    /// <summary>The value over the current tile.</summary>
    public LaneMatrix<T> Value
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(ref Start, Features, _shape);
    }

    /// <summary>The gradient over the current tile.</summary>
    /// <exception cref="InvalidOperationException">The variable has none.</exception>
    public LaneMatrix<T> Gradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RequiresGradient ? new(ref GradientStart, Features, _shape) : throw Guard.NoGradient(Name);
    }

    /// <summary>Zeroes the gradient in the lanes of the padding, which belong to no example.</summary>
    /// <remarks>
    /// An op whose gradients are multiples of its output's need not ask for it: they are zero there. A loss must, and so must an op that
    /// adds to a gradient what does not depend on its output's.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The variable has no gradient.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ClearPadding()
    {
        if (_shape.Lanes < _shape.PaddedLanes) ClearPadding(Gradient, _shape.Lanes);
    }

    /// <summary>The first features, whose gradient is read; those behind them are fixed numbers that somebody put there.</summary>
    internal int GradientFeatures { get; set; }

    /// <summary>The first element of the value, for kernels.</summary>
    internal ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _value.Start;
    }

    /// <summary>The first element of the gradient, for kernels; of a variable without one, of nothing.</summary>
    internal ref T GradientStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _gradient.Start;
    }

    /// <summary>From now on the value, of one feature, is what <paramref name="buffer"/> has from <paramref name="offset"/> on.</summary>
    internal void View(AlignedBuffer<T> buffer, nint offset) => _value = new BufferPart<T>(buffer, offset);

    /// <summary>The first <paramref name="length"/> elements of the gradient in memory.</summary>
    internal Span<T> GradientSpan(int length) => MemoryMarshal.CreateSpan(ref GradientStart, length);

    /// <summary>
    /// Two variables of as many features each, the second right behind the first in memory, padding features included: to kernels they are
    /// one.
    /// </summary>
    internal static (Variable<T> First, Variable<T> Second) Pair(string first, string second, int features, LaneShape<T> shape)
    {
        long length = Length(features, shape);
        BufferPart<T> value = new(new(2 * length)), gradient = new(new(2 * length));
        return (
            new(first, features, shape, value, gradient) { _isPart = true },
            new(second, features, shape, value.From((nint)length), gradient.From((nint)length)) { _isPart = true });
    }

    /// <summary>
    /// From now on this variable is part of <paramref name="whole"/>, from its feature <paramref name="feature"/> on: what is written to
    /// the one is in the other.
    /// </summary>
    /// <param name="whole">The other variable.</param>
    /// <param name="feature">A feature of it, a multiple of four.</param>
    /// <param name="withGradient">Whether the gradient is part of the other's as well, or stays its own.</param>
    /// <returns>
    /// False, and nothing has changed, where that cannot be: it is part of another already, or its padding would lie among the other's
    /// features.
    /// </returns>
    internal bool TryBecomePart(Variable<T> whole, int feature, bool withGradient)
    {
        if (_isPart || Features % FeatureBlock != 0) return false;
        _isPart = true;
        _value = whole._value.From(feature * (nint)_shape.Stride);
        if (withGradient) _gradient = whole._gradient.From(feature * (nint)_shape.Stride);
        return true;
    }

    private static void ClearPadding(LaneMatrix<T> gradient, int lanes)
    {
        for (int feature = 0; feature < gradient.Features; feature++)
            gradient[feature][lanes..].Clear();
    }

    private static BufferPart<T> New(int features, LaneShape<T> shape) => new(new(Length(features, shape)));

    private static long Length(int features, LaneShape<T> shape) =>
        (features + FeatureBlock - 1) / FeatureBlock * FeatureBlock * (long)shape.Stride;
}
