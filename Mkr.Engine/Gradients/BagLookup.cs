using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// The rows of a table that each example of a batch reads: any number of them, a row perhaps several times. Before running the tape fill
/// <see cref="RowNumbers.Rows"/>, the bags' rows end to end, and <see cref="Ends"/>; where there are weights, those too.
/// </summary>
/// <remarks>
/// Each example has a bag, or neighbouring examples share one, as those of a user share his history: then fill <see cref="Bags"/> too. A
/// shared bag is added up once a tile for all its examples there.
/// </remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class BagLookup<T> : RowLookup<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int[] _ends;
    private readonly int[]? _bags;
    private readonly T[]? _weights;

    internal BagLookup(
        TableGradient<T> gradient, Table<T> table, int maxBatch, int capacity, bool isWeighted, bool isShared, int slotOffset)
        : base(gradient, table, isPair: false, table.Rows, capacity, slotOffset)
    {
        _ends = new int[maxBatch];
        _bags = isShared ? new int[maxBatch] : null;
        _weights = isWeighted ? new T[capacity] : null;
    }

    /// <summary>Where each bag's rows end in <see cref="RowNumbers.Rows"/>; they start where those of the bag before end.</summary>
    public Span<int> Ends => _ends;

    /// <summary>Whether examples share bags; if not, bag i is example i's.</summary>
    public bool IsShared => _bags is not null;

    /// <summary>
    /// The bag of each example: 0 for the first, and for each other that of the example before it, or the next; empty where none is shared.
    /// </summary>
    public Span<int> Bags => _bags;

    /// <summary>Whether each row has a weight.</summary>
    public bool IsWeighted => _weights is not null;

    /// <summary>The weight of each row; empty where rows have none.</summary>
    public Span<T> Weights => _weights;

    /// <summary>Where the rows of a bag start.</summary>
    internal int StartOf(int bag) => bag == 0 ? 0 : _ends[bag - 1];

    /// <summary>The bag of an example.</summary>
    internal int BagOf(int example) => _bags is null ? example : _bags[example];

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">
    /// A bag ends before it starts, there are more rows than there is place for, or the bags of examples are not one after the other.
    /// </exception>
    internal override int CountOf(int batch)
    {
        if (_bags is not null) CheckBags(_bags.AsSpan(0, batch));
        int end = 0;
        foreach (int next in _ends.AsSpan(0, BagOf(batch - 1) + 1))
        {
            if (next < end)
                throw new InvalidOperationException($"Table '{Table.Name}': a bag that starts at {end} cannot end at {next}.");
            end = next;
        }

        return end <= Capacity ? end : throw new InvalidOperationException(
            $"Table '{Table.Name}': the bags of a batch have {end} rows, more than the {Capacity} that the lookup was made for.");
    }

    private void CheckBags(ReadOnlySpan<int> bags)
    {
        if (bags[0] != 0)
            throw new InvalidOperationException($"Table '{Table.Name}': the first example has bag {bags[0]}; bags are counted from 0.");
        for (int i = 1; i < bags.Length; i++)
        {
            int before = bags[i - 1];
            if (bags[i] != before && bags[i] != before + 1)
            {
                throw new InvalidOperationException(
                    $"Table '{Table.Name}': example {i} has bag {bags[i]}, but may have {before}, as the one before it, or {before + 1}.");
            }
        }
    }
}
