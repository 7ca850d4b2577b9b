using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Mkr.Engine;

/// <summary>
/// Weights as one op uses them: where the partial sums of their gradients go. An op asks for it by <see cref="WeightGradients{T}.Use"/>
/// when it is recorded. Partial sums are a use's own, so that a weight that is used several times gets the same gradient whichever way the
/// tiles are run.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightUse<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly LaneShape<T> _shape;
    private BufferPart<T> _partials;

    internal WeightUse(Weight<T>[] weights, LaneShape<T> shape)
    {
        Weights = weights;
        Count = weights.Sum(weight => weight.Count);
        _shape = shape;
    }

    /// <summary>The weight; of several the first.</summary>
    public Weight<T> Weight => Weights[0];

    /// <summary>
    /// Whether the op must add to the partial sums in the current tile, or store them, as it must in the first: so nothing has to be
    /// cleared.
    /// </summary>
    public bool Adds
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !_shape.IsFirst;
    }

    /// <summary>
    /// The partial sums that the op stores or adds to: <see cref="WeightGradients{T}.Width"/> for each element, weight after weight. What
    /// it never writes stays zero.
    /// </summary>
    public Span<T> Partials => MemoryMarshal.CreateSpan(ref PartialStart, Count * WeightGradients<T>.Width);

    /// <summary>The weights, neighbours in their set.</summary>
    internal Weight<T>[] Weights { get; }

    /// <summary>The elements of all of them.</summary>
    internal int Count { get; }

    /// <summary>The first of <see cref="Partials"/>, for kernels.</summary>
    internal ref T PartialStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _partials.Start;
    }

    /// <summary>The partial sums start at element <paramref name="element"/> of <paramref name="partials"/>.</summary>
    internal void Place(int element, AlignedBuffer<T> partials) =>
        _partials = new BufferPart<T>(partials, element * (nint)WeightGradients<T>.Width);
}
