using System.Numerics;
using System.Runtime.CompilerServices;

namespace Mkr.Engine;

/// <summary>A parameter that every example reads: a dense layer's matrix or bias, a cross&amp;compress vector.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Weight<T> : Parameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Weight(ParameterSet<T> owner, int offset, string name, int rows, int columns)
        : base(name, rows, columns)
    {
        Owner = owner;
        Offset = offset;
    }

    /// <summary>The elements, row by row. Valid until the next weight is added to the set.</summary>
    public Span<T> Values => Owner.WeightValues.Slice(Offset, Count);

    /// <summary>The first element, for kernels.</summary>
    internal ref T Start
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Memory.Start;
    }

    /// <inheritdoc/>
    public override ref T this[int row, int column] => ref Values[(row * Columns) + column];

    /// <summary>Where the elements are; the set moves them when it grows.</summary>
    internal BufferPart<T> Memory { get; set; }

    /// <summary>The set that it belongs to.</summary>
    internal ParameterSet<T> Owner { get; }

    /// <summary>The place of the first element in <see cref="ParameterSet{T}.WeightValues"/>.</summary>
    internal int Offset { get; }

    /// <inheritdoc/>
    public override void CopyTo(Span<T> destination)
    {
        CheckLength(destination.Length);
        Values.CopyTo(destination);
    }

    /// <inheritdoc/>
    public override void CopyFrom(ReadOnlySpan<T> source)
    {
        CheckLength(source.Length);
        source.CopyTo(Values);
    }
}
