using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// Rows of a table that a step reads, in a list of their own and not one an example: those that the examples have in common, each listed
/// once. Before running the tape fill <see cref="RowNumbers.Rows"/> and <see cref="Count"/>, and <see cref="Occurrences"/> where a loss
/// asks for them.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class StepLookup<T> : RowLookup<T>, IRowSource<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _occurrences;
    private int _count;

    internal StepLookup(TableGradient<T> gradient, Table<T> table, int capacity, int slotOffset)
        : base(gradient, table, isPair: false, table.Rows, capacity, slotOffset) => _occurrences = new int[capacity];

    /// <summary>How many rows the step reads.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no place for so many.</exception>
    public int Count
    {
        get => _count;
        set => _count = value >= 0 && value <= Capacity ? value : throw new ArgumentOutOfRangeException(
            nameof(value), value, $"Table '{Table.Name}': the lookup was made for 0 to {Capacity} rows.");
    }

    /// <summary>How often each of the rows occurs in the step.</summary>
    public Span<int> Occurrences => _occurrences;

    /// <inheritdoc/>
    public string Name => Table.Name;

    /// <inheritdoc/>
    public int Columns => Table.Columns;

    /// <inheritdoc/>
    int IRowSource<T>.Stride => RowStride;

    /// <inheritdoc/>
    ref T IRowSource<T>.Start => ref Start;

    /// <inheritdoc/>
    ref T IRowSource<T>.GradientStart => ref GradientStart;

    /// <inheritdoc/>
    int[] IRowSource<T>.Offsets => Offsets;

    /// <inheritdoc/>
    int[] IRowSource<T>.Slots => Slots;

    /// <inheritdoc/>
    internal override int CountOf(int batch) => Count;
}
