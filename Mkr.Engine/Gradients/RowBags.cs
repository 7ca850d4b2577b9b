namespace Mkr.Engine;

/// <summary>
/// Which rows of an <see cref="IRowSource{T}"/> each example reads: any number of them, in an order, a row perhaps several times. Before
/// running the tape fill <see cref="RowNumbers.Rows"/>, the bags end to end, and <see cref="Ends"/>.
/// </summary>
public sealed class RowBags : RowNumbers
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
}
