using System.Numerics;
using System.Runtime.CompilerServices;

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
    private readonly AlignedBuffer<T> _value;
    private readonly AlignedBuffer<T> _gradient;

    internal Variable(string name, int features, LaneShape<T> shape, bool requiresGradient)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        Name = name;
        Features = features;
        _shape = shape;
        long length = (features + FeatureBlock - 1) / FeatureBlock * FeatureBlock * (long)shape.Stride;
        _value = new AlignedBuffer<T>(length);
        _gradient = requiresGradient ? new AlignedBuffer<T>(length) : AlignedBuffer<T>.Empty;
        RequiresGradient = requiresGradient;
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
        get => new(ref _value.Start, Features, _shape);
    }

    /// <summary>The gradient over the current tile.</summary>
    /// <exception cref="InvalidOperationException">The variable has none.</exception>
    public LaneMatrix<T> Gradient
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => RequiresGradient ? new(ref _gradient.Start, Features, _shape) : throw Guard.NoGradient(Name);
    }

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
}
