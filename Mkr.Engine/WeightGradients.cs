using System.Numerics;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine;

/// <summary>
/// The gradients of a tape's weights. While tiles run, each element has a short vector of partial sums (kernels never sum across all lanes);
/// at the end of a step each is summed once, in a fixed order.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightGradients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The partial sums of one element: a vector of the width that kernels use.</summary>
    public static int Width => Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count;

    private readonly LaneShape<T> _shape;
    private readonly List<WeightGradient<T>> _gradients = [];
    private AlignedBuffer<T> _partials = new(0);
    private AlignedBuffer<T> _values = new(0);

    internal WeightGradients(LaneShape<T> shape) => _shape = shape;

    /// <summary>The gradients, a weight each, in the order of the weights in their set.</summary>
    public IReadOnlyList<WeightGradient<T>> Gradients => _gradients;

    /// <summary>The reduced gradients of all weights, in that order.</summary>
    public Span<T> Values => _values.Span;

    /// <summary>Notes that an op uses <paramref name="weight"/>: it will write the gradient's partial sums, all of them in every tile.</summary>
    public WeightUse<T> Use(Weight<T> weight) => new(Of(weight), _shape);

    /// <summary>The gradient of <paramref name="weight"/>; zero unless an op uses it.</summary>
    public WeightGradient<T> Of(Weight<T> weight)
    {
        WeightGradient<T>? gradient = _gradients.Find(g => g.Weight == weight);
        if (gradient is null)
            _gradients.Add(gradient = new WeightGradient<T>(this, weight));
        return gradient;
    }

    /// <summary>
    /// Weights that are neighbours in their set are so among the gradients too: joins them to as few runs as there are, so that what is done to each is one call.
    /// </summary>
    internal static (int Weight, int Gradient, int Count)[] Runs(IEnumerable<WeightGradient<T>> gradients)
    {
        var runs = new List<(int Weight, int Gradient, int Count)>();
        foreach (WeightGradient<T> gradient in gradients.OrderBy(g => g.Offset))
        {
            (int start, int first, int count) = runs.Count > 0 ? runs[^1] : default;
            if (runs.Count > 0 && start + count == gradient.Weight.Offset && first + count == gradient.Offset)
                runs[^1] = (start, first, count + gradient.Weight.Count);
            else
                runs.Add((gradient.Weight.Offset, gradient.Offset, gradient.Weight.Count));
        }

        return [.. runs];
    }

    internal void Allocate()
    {
        _gradients.Sort((a, b) => a.Weight.Offset.CompareTo(b.Weight.Offset));
        int count = _gradients.Sum(gradient => gradient.Weight.Count), offset = 0;
        _values = new AlignedBuffer<T>(count);
        _partials = new AlignedBuffer<T>((long)(count + PartialSums.Block) * Width);
        foreach (WeightGradient<T> gradient in _gradients)
        {
            gradient.Place(offset, _partials);
            offset += gradient.Weight.Count;
        }
    }

    internal void Reduce() => PartialSums.Reduce(ref _partials.Start, Values);
}
