using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

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

    /// <summary>The partial sums that kernels add to: <see cref="WeightGradients{T}.Width"/> for each of the weight's elements.</summary>
    public Span<T> Partials => MemoryMarshal.CreateSpan(ref PartialStart, Weight.Count * WeightGradients<T>.Width);

    /// <summary>The first of <see cref="Partials"/>, for kernels.</summary>
    internal ref T PartialStart
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref _owner.PartialStart, Offset * (nint)WeightGradients<T>.Width);
    }

    internal int Offset { get; set; }
}
