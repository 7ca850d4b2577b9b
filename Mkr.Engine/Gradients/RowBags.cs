using System.Numerics.Tensors;

namespace Mkr.Engine;

/// <summary>
/// Which rows of an <see cref="IRowSource{T}"/> each example reads: any number of them, in an order, a row perhaps several times. Before
/// running the tape fill <see cref="RowNumbers.Rows"/>, the bags end to end, and <see cref="Ends"/>.
/// </summary>
public class RowBags : RowNumbers
{
    private readonly int[] _ends;

    /// <summary>Room for bags.</summary>
    /// <param name="maxBatch">The largest batch.</param>
    /// <param name="capacity">The most rows that all examples of a batch have together.</param>
    public RowBags(int maxBatch, int capacity)
        : base(capacity)
    {
        _ends = new int[maxBatch];
    }

    /// <summary>Where each example's rows end in <see cref="RowNumbers.Rows"/>; they start where those of the one before end.</summary>
    public Span<int> Ends => _ends;

    /// <summary>Where the rows of an example start.</summary>
    internal int StartOf(int example) => example == 0 ? 0 : _ends[example - 1];

    /// <summary>The rows of <paramref name="count"/> examples, end to end.</summary>
    internal ReadOnlySpan<int> RowsOf(int example, int count) => Rows[StartOf(example).._ends[example + count - 1]];

    /// <summary>Checks the rows of <paramref name="count"/> examples.</summary>
    /// <param name="name">Who asks, for messages.</param>
    /// <param name="example">The first example.</param>
    /// <param name="count">How many.</param>
    /// <param name="rows">The rows that there are.</param>
    /// <exception cref="InvalidOperationException">An example's rows end before they start, or there are too many.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no row of such a number.</exception>
    internal void Check(string name, int example, int count, int rows)
    {
        int start = StartOf(example), end = start;
        foreach (int next in Ends.Slice(example, count))
        {
            if (next < end) throw new InvalidOperationException($"{name}: rows that start at {end} cannot end at {next}.");
            end = next;
        }

        if (end > Rows.Length)
            throw new InvalidOperationException($"{name}: the batch has {end} rows, more than the {Rows.Length} that there is place for.");
        if (end == start) return;
        (int least, int most) = (TensorPrimitives.Min(Rows[start..end]), TensorPrimitives.Max(Rows[start..end]));
        if (least >= 0 && most < rows) return;
        throw new ArgumentOutOfRangeException(nameof(rows), least < 0 ? least : most, $"{name}: there are rows 0 to {rows - 1}.");
    }
}
