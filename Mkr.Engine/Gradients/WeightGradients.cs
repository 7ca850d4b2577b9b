using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine;

/// <summary>
/// The gradients of a tape's weights. While tiles run, each element has a short vector of partial sums (kernels never sum across all
/// lanes); at the end of a step each is summed once, in a fixed order.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightGradients<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The partial sums of one element: a vector of the width that kernels use.</summary>
    public static int Width =>
        Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count;

    private readonly LaneShape<T> _shape;
    private readonly List<WeightGradient<T>> _gradients = [];
    private readonly List<WeightUse<T>> _uses = [];
    private AlignedBuffer<T> _partials = new(0);
    private AlignedBuffer<T> _values = new(0);
    private AlignedBuffer<T> _sums = new(0);
    private AlignedBuffer<T> _more = new(0);

    // Of weights that are used more than once, the uses after the first: what comes behind the partial sums of all weights.
    private (int Element, int Gradient, int Count)[] _moreUses = [];

    internal WeightGradients(LaneShape<T> shape) => _shape = shape;

    /// <summary>The gradients, a weight each, in the order of the weights in their set.</summary>
    public IReadOnlyList<WeightGradient<T>> Gradients => _gradients;

    /// <summary>The reduced gradients of all weights, in that order.</summary>
    public Span<T> Values => _values.Span;

    /// <summary>
    /// Notes that an op uses <paramref name="weights"/>: it will write the gradients' partial sums, the same ones in every tile.
    /// </summary>
    /// <exception cref="ArgumentException">There are several, and they are not neighbours in their set.</exception>
    public WeightUse<T> Use(params Weight<T>[] weights)
    {
        for (int i = 1; i < weights.Length; i++)
        {
            if (weights[i].Owner != weights[0].Owner || weights[i].Offset != weights[i - 1].Offset + weights[i - 1].Count)
                throw new ArgumentException(
                    $"Weight '{weights[i].Name}' must have been added to its set right after '{weights[i - 1].Name}'.", nameof(weights));
        }

        foreach (Weight<T> weight in weights)
            Of(weight);
        _uses.Add(new WeightUse<T>(weights, _shape));
        return _uses[^1];
    }

    /// <summary>The gradient of <paramref name="weight"/>; zero unless an op uses it.</summary>
    public WeightGradient<T> Of(Weight<T> weight)
    {
        WeightGradient<T>? gradient = _gradients.Find(g => g.Weight == weight);
        if (gradient is null)
            _gradients.Add(gradient = new WeightGradient<T>(this, weight));
        return gradient;
    }

    /// <summary>
    /// Weights that are neighbours in their set are so among the gradients too: joins them to as few runs as there are, so that what is
    /// done to each is one call.
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
        int count = 0;
        foreach (WeightGradient<T> gradient in _gradients)
        {
            gradient.Offset = count;
            count += gradient.Weight.Count;
        }

        _values = new AlignedBuffer<T>(count);
        _sums = new AlignedBuffer<T>(count);
        _more = new AlignedBuffer<T>(count);
        PlaceUses();
    }

    /// <summary>
    /// The gradients become the sums of the partial sums, or, unless these are the step's first, the sums are added to them.
    /// </summary>
    internal void Reduce(bool isFirst)
    {
        Span<T> sums = isFirst ? Values : _sums.Span;
        PartialSums.Reduce(ref _partials.Start, sums);
        foreach ((int element, int gradient, int count) in _moreUses)
        {
            Span<T> more = _more.Span[..count], first = sums.Slice(gradient, count);
            PartialSums.Reduce(ref Unsafe.Add(ref _partials.Start, element * (nint)Width), more);
            TensorPrimitives.Add(first, more, first);
        }

        if (!isFirst) TensorPrimitives.Add(Values, sums, Values);
    }

    /// <summary>
    /// The first use of each weight has its partial sums where the weight has its gradient, so that all are summed in one go; those of
    /// further uses come behind.
    /// </summary>
    private void PlaceUses()
    {
        var used = new HashSet<Weight<T>>();
        var more = new List<(WeightUse<T> Use, int Element)>();
        int end = Values.Length;
        foreach (WeightUse<T> use in _uses)
        {
            bool isFirst = !use.Weights.Any(used.Contains);
            used.UnionWith(use.Weights);
            if (isFirst) continue;
            more.Add((use, end));
            end += use.Count;
        }

        _partials = new AlignedBuffer<T>((long)(end + PartialSums.Block) * Width);
        foreach (WeightUse<T> use in _uses)
            use.Place(Of(use.Weight).Offset, _partials);
        foreach ((WeightUse<T> use, int element) in more)
            use.Place(element, _partials);
        _moreUses = [.. more.Select(m => (m.Element, Of(m.Use.Weight).Offset, m.Use.Count))];
    }
}
