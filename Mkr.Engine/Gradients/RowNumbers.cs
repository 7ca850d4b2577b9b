namespace Mkr.Engine;

/// <summary>
/// Numbers of rows, which whoever fills a batch writes and others read. By itself it belongs to no table: as the examples' users, say,
/// where a user has no row of his own.
/// </summary>
public class RowNumbers
{
    private readonly int[] _rows;

    /// <summary>Room for <paramref name="capacity"/> numbers.</summary>
    public RowNumbers(int capacity) => _rows = new int[capacity];

    /// <summary>The numbers of <paramref name="others"/>: the same memory.</summary>
    private protected RowNumbers(RowNumbers others) => _rows = others._rows;

    /// <summary>The numbers of the batch, example after example. What lies behind them is not read.</summary>
    public Span<int> Rows => _rows;

    /// <summary>
    /// Asks for the memory that a step with these rows will need, so that it is there when the step comes. Nothing is read: any numbers
    /// will do.
    /// </summary>
    public virtual void Prefetch(ReadOnlySpan<int> rows)
    {
    }
}
