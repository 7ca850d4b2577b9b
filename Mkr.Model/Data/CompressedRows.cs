namespace Mkr.Model.Data;

/// <summary>Rows of integers in two arrays (compressed sparse rows); each row is sorted and has no value twice.</summary>
/// <param name="starts">The position of each row's first value, and at the end the number of all values.</param>
/// <param name="values">The rows, laid end to end.</param>
internal sealed class CompressedRows(int[] starts, int[] values)
{
    /// <summary>The number of rows.</summary>
    public int Count => starts.Length - 1;

    /// <summary>The number of values in all rows together.</summary>
    public int TotalCount => starts[^1];

    public ReadOnlySpan<int> this[int row] => values.AsSpan(starts[row], starts[row + 1] - starts[row]);

    /// <summary>The position at which <paramref name="row"/> starts when all rows are laid end to end.</summary>
    public int Start(int row) => starts[row];

    /// <summary>
    /// Collects the values of each row. A radix sort, by value and then by row: it takes time in proportion to the pairs, the rows and the
    /// largest value, whatever the order of the pairs.
    /// </summary>
    public static CompressedRows Build(int rowCount, ReadOnlySpan<(int Row, int Value)> pairs)
    {
        int valueCount = 0;
        foreach ((_, int value) in pairs) valueCount = Math.Max(valueCount, value + 1);
        int[] ends = new int[valueCount + 1], starts = new int[rowCount + 1];
        foreach ((int row, int value) in pairs)
        {
            ends[value + 1]++;
            starts[row + 1]++;
        }

        Accumulate(ends);
        int[] rows = new int[pairs.Length];
        foreach ((int row, int value) in pairs) rows[ends[value]++] = row;

        Accumulate(starts);
        int[] next = [.. starts], values = new int[pairs.Length];
        for (int value = 0, i = 0; value < valueCount; value++)
            for (; i < ends[value]; i++) values[next[rows[i]]++] = value;
        return WithoutRepetitions(starts, values);
    }

    /// <summary>Some of the rows, in this order.</summary>
    public CompressedRows Select(ReadOnlySpan<int> rows)
    {
        int[] ends = new int[rows.Length + 1];
        for (int i = 0; i < rows.Length; i++) ends[i + 1] = ends[i] + this[rows[i]].Length;
        int[] selected = new int[ends[^1]];
        for (int i = 0; i < rows.Length; i++) this[rows[i]].CopyTo(selected.AsSpan(ends[i]));
        return new CompressedRows(ends, selected);
    }

    private static void Accumulate(int[] counts)
    {
        for (int i = 1; i < counts.Length; i++) counts[i] += counts[i - 1];
    }

    private static CompressedRows WithoutRepetitions(int[] starts, int[] values)
    {
        int written = 0;
        for (int row = 0, i = 0; row < starts.Length - 1; row++)
        {
            starts[row] = written;
            for (int last = -1; i < starts[row + 1]; last = values[i++])
                if (values[i] != last) values[written++] = values[i];
        }

        starts[^1] = written;
        return new CompressedRows(starts, written == values.Length ? values : values[..written]);
    }
}
