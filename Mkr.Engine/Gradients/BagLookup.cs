using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// The rows of a table that each example of a batch reads: any number of them, a row perhaps several times. Before running the tape fill
/// <see cref="RowNumbers.Rows"/>, the examples' rows end to end, and <see cref="Ends"/>; where there are weights, those too.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BagLookup<T> : RowLookup<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _ends;
    private readonly T[]? _weights;

    internal BagLookup(TableGradient<T> gradient, Table<T> table, int maxBatch, int capacity, bool isWeighted, int slotOffset)
        : base(gradient, table, isPair: false, table.Rows, capacity, slotOffset)
    {
        _ends = new int[maxBatch];
        _weights = isWeighted ? new T[capacity] : null;
    }

    /// <summary>Where each example's rows end in <see cref="RowNumbers.Rows"/>; they start where those of the example before end.</summary>
    public Span<int> Ends => _ends;

    /// <summary>Whether each row has a weight.</summary>
    public bool IsWeighted => _weights is not null;

    /// <summary>The weight of each row; empty where rows have none.</summary>
    public Span<T> Weights => _weights;

    /// <summary>Where the rows of an example start.</summary>
    internal int StartOf(int example) => example == 0 ? 0 : _ends[example - 1];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A bag ends before it starts, or there are more rows than there is place for.</exception>
    internal override int CountOf(int batch)
    {
        int end = 0;
        foreach (int next in _ends.AsSpan(0, batch))
        {
            if (next < end)
                throw new InvalidOperationException($"Table '{Table.Name}': a bag that starts at {end} cannot end at {next}.");
            end = next;
        }

        return end <= Capacity ? end : throw new InvalidOperationException(
            $"Table '{Table.Name}': the bags of a batch have {end} rows, more than the {Capacity} that the lookup was made for.");
    }
}
