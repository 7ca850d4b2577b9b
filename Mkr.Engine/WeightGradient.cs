using System.Numerics;

namespace Mkr.Engine;

/// <summary>The gradient of one weight on one tape.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class WeightGradient<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightGradients<T> _owner;

    internal WeightGradient(WeightGradients<T> owner, Weight<T> weight)
    {
        _owner = owner;
        Weight = weight;
    }

    /// <summary>The weight.</summary>
    public Weight<T> Weight { get; }

    /// <summary>The gradient, complete after a step; one element for each of the weight's.</summary>
    public Span<T> Values => _owner.Values.Slice(Offset, Weight.Count);

    /// <summary>The use that was recorded last.</summary>
    internal WeightUse<T>? LastUse { get; set; }

    /// <summary>The partial sums: <see cref="WeightGradients{T}.Width"/> for each of the weight's elements.</summary>
    internal BufferPart<T> Partials { get; private set; }

    /// <summary>The place of the first element among all the tape's weights.</summary>
    internal int Offset { get; private set; }

    internal void Place(int offset, AlignedBuffer<T> partials)
    {
        Offset = offset;
        Partials = new BufferPart<T>(partials, offset * (nint)WeightGradients<T>.Width);
    }
}
