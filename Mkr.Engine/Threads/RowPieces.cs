namespace Mkr.Engine.Threads;

/// <summary>Rows of several tables, cut into pieces that threads can work on at once.</summary>
internal sealed class RowPieces(int tables)
{
    // A multiple of all that kernels take at once.
    private const int Size = 512;

    private readonly int[] _rows = new int[tables];

    /// <summary>The pieces of all tables.</summary>
    public int Count { get; private set; }

    /// <summary>No rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>Table <paramref name="table"/> has <paramref name="rows"/> rows.</summary>
    public void Set(int table, int rows)
    {
        _rows[table] = rows;
        Count += Pieces(rows);
    }

    /// <summary>What piece <paramref name="piece"/> is.</summary>
    public (int Table, int First, int Count) this[int piece]
    {
        get
        {
            int table = 0;
            for (; piece >= Pieces(_rows[table]); table++)
                piece -= Pieces(_rows[table]);
            int first = piece * Size;
            return (table, first, Math.Min(Size, _rows[table] - first));
        }
    }

    private static int Pieces(int rows) => (rows + Size - 1) / Size;
}
