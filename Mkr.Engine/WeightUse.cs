using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>A weight as one op uses it: where its gradient goes. An op asks for it by <see cref="WeightGradients{T}.Use"/> when it is recorded.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightUse<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightGradient<T> _gradient;
    private readonly LaneShape<T> _shape;

    internal WeightUse(WeightGradient<T> gradient, LaneShape<T> shape)
    {
        _gradient = gradient;
        _shape = shape;
        gradient.LastUse = this;
    }

    /// <summary>The weight.</summary>
    public Weight<T> Weight => _gradient.Weight;

    /// <summary>
    /// Whether the op must add to the partial sums in the current tile, or store them. Of a weight's uses the last one, which is the first in the backward pass, stores in a step's
    /// first tile: so nothing has to be cleared.
    /// </summary>
    public bool Adds
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => _gradient.LastUse != this || _shape.Offset > 0;
    }

    /// <summary>The partial sums that the op stores or adds to: <see cref="WeightGradients{T}.Width"/> for each of the weight's elements.</summary>
    public Span<T> Partials => MemoryMarshal.CreateSpan(ref PartialStart, Weight.Count * WeightGradients<T>.Width);

    /// <summary>The first of <see cref="Partials"/>, for kernels.</summary>
    internal ref T PartialStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _gradient.Partials.Start;
    }
}
