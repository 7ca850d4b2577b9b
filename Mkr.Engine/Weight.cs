using System.Numerics;

namespace Mkr.Engine;

/// <summary>A parameter that every example reads: a dense layer's matrix or bias, a cross&amp;compress vector.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Weight<T> : Parameter<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ParameterSet<T> _owner;

    internal Weight(ParameterSet<T> owner, int offset, string name, int rows, int columns)
        : base(name, rows, columns)
    {
        _owner = owner;
        Offset = offset;
    }

    /// <summary>The elements, row by row. Valid until the next weight is added to the set.</summary>
    public Span<T> Values => _owner.WeightValues.Slice(Offset, Count);

    /// <inheritdoc/>
    public override ref T this[int row, int column] => ref Values[(row * Columns) + column];

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
