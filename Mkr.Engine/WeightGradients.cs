using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Mkr.Engine;

/// <summary>
/// The gradients of a tape's weights. While tiles run, each element has a short vector of partial sums (kernels never sum across all lanes);
/// at the end of a step each is summed once, in a fixed order.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightGradients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The partial sums of one element: 128 bits of them, to which every vector can be folded.</summary>
    public static readonly int Width = Vector128<T>.Count;

    private readonly List<WeightGradient<T>> _gradients = [];
    private AlignedBuffer<T> _partials = new(0);
    private AlignedBuffer<T> _values = new(0);

    /// <summary>The gradients, a weight each, in the order of the weights in their set.</summary>
    public IReadOnlyList<WeightGradient<T>> Gradients => _gradients;

    /// <summary>The reduced gradients of all weights, in that order.</summary>
    public Span<T> Values => _values.Span;

    internal Span<T> Partials => _partials.Span;

    /// <summary>The gradient of <paramref name="weight"/>; an op asks for it when it is recorded.</summary>
    public WeightGradient<T> Of(Weight<T> weight)
    {
        WeightGradient<T>? gradient = _gradients.Find(g => g.Weight == weight);
        if (gradient is null)
            _gradients.Add(gradient = new WeightGradient<T>(this, weight));
        return gradient;
    }

    internal void Allocate()
    {
        _gradients.Sort((a, b) => a.Weight.Offset.CompareTo(b.Weight.Offset));
        int offset = 0;
        foreach (WeightGradient<T> gradient in _gradients)
        {
            gradient.Offset = offset;
            offset += gradient.Weight.Count;
        }

        _values = new AlignedBuffer<T>(offset);
        _partials = new AlignedBuffer<T>((long)offset * Width);
    }

    internal void Clear() => _partials.Span.Clear();

    internal void Reduce()
    {
        Span<T> values = Values;
        ref T partials = ref MemoryMarshal.GetReference(Partials);
        for (int i = 0; i < values.Length; i++)
            values[i] = Vector128.Sum(Vector128.LoadUnsafe(in partials, (nuint)(i * Width)));
    }
}
