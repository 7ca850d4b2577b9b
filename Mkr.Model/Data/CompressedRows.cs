namespace Mkr.Model.Data;

/// <summary>Rows of integers in two arrays (compressed sparse rows); each row is sorted and has no value twice.</summary>
internal sealed class CompressedRows
{
    private readonly int[] _starts;
    private readonly int[] _values;

    private CompressedRows(int[] starts, int[] values)
    {
        _starts = starts;
        _values = values;
    }

    /// <summary>The number of rows.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The number of values in all rows together.</summary>
    public int TotalCount => _starts[^1];

    public ReadOnlySpan<int> this[int row] => _values.AsSpan(_starts[row], _starts[row + 1] - _starts[row]);

    /// <summary>The position at which <paramref name="row"/> starts when all rows are laid end to end.</summary>
    public int Start(int row) => _starts[row];

    /// <summary>Collects the values of each row: a counting sort by row, then each row sorted and freed of repetitions.</summary>
    public static CompressedRows Build(int rowCount, ReadOnlySpan<(int Row, int Value)> pairs)
    {
        int[] next = new int[rowCount + 1];
        foreach ((int row, _) in pairs) next[row + 1]++;
        for (int i = 0; i < rowCount; i++) next[i + 1] += next[i];
        int[] starts = next.ToArray();
        int[] values = new int[pairs.Length];
        foreach ((int row, int value) in pairs) values[next[row]++] = value;

        int written = 0;
        for (int row = 0; row < rowCount; row++)
        {
            Span<int> sorted = values.AsSpan(starts[row], starts[row + 1] - starts[row]);
            sorted.Sort();
            starts[row] = written;
            for (int i = 0; i < sorted.Length; i++)
                if (i == 0 || sorted[i] != sorted[i - 1]) values[written++] = sorted[i];
        }

        starts[rowCount] = written;
        return new CompressedRows(starts, written == values.Length ? values : values[..written]);
    }

    /// <summary>The first <paramref name="count"/> rows.</summary>
    public CompressedRows Take(int count) => new(_starts[..(count + 1)], _values[.._starts[count]]);
}
