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

    /// <summary>The place of the first element among all the tape's weights.</summary>
    internal int Offset { get; set; }
}
