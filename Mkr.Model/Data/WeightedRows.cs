using Mkr.Engine;

namespace Mkr.Model.Data;

/// <summary>A sparse matrix in compressed rows: each row has its columns in ascending order, and a weight for each.</summary>
/// <param name="starts">The position of each row's first column, and at the end the number of all.</param>
/// <param name="columns">The columns of all rows, laid end to end.</param>
/// <param name="weights">Their weights.</param>
internal sealed class WeightedRows(int[] starts, int[] columns, double[] weights)
{
    public int Count => starts.Length - 1;

    /// <summary>The number of columns of the row that has the most.</summary>
    public int Longest
    {
        get
        {
            int longest = 0;
            for (int row = 0; row < Count; row++) longest = Math.Max(longest, starts[row + 1] - starts[row]);
            return longest;
        }
    }

    /// <summary>One more than the largest column.</summary>
    public int ColumnCount => columns.Length == 0 ? 0 : columns.Max() + 1;

    /// <summary>The weights of all rows, laid end to end.</summary>
    public ReadOnlySpan<double> AllWeights => weights;

    /// <summary>The position of the row's first weight in <see cref="AllWeights"/>.</summary>
    public int Start(int row) => starts[row];

    public ReadOnlySpan<int> Columns(int row) => columns.AsSpan(starts[row], starts[row + 1] - starts[row]);

    public ReadOnlySpan<double> Weights(int row) => weights.AsSpan(starts[row], starts[row + 1] - starts[row]);

    /// <summary>Rows without columns.</summary>
    public static WeightedRows Empty(int count) => new(new int[count + 1], [], []);

    /// <summary>Lays rows end to end.</summary>
    public static WeightedRows Build(IReadOnlyList<(int Column, double Weight)[]> rows)
    {
        int[] starts = new int[rows.Count + 1];
        for (int row = 0; row < rows.Count; row++) starts[row + 1] = checked(starts[row] + rows[row].Length);
        int[] columns = new int[starts[^1]];
        double[] weights = new double[starts[^1]];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int i = 0; i < rows[row].Length; i++)
                (columns[starts[row] + i], weights[starts[row] + i]) = rows[row][i];
        }

        return new WeightedRows(starts, columns, weights);
    }

    /// <summary>Shows the rows, and returns those that the visitor has.</summary>
    public WeightedRows Visit(string name, StateVisitor visitor) => new(
        visitor.List(name + "_start", starts), visitor.List(name + "_column", columns), visitor.List(name + "_weight", weights));

    /// <summary>Columns become rows.</summary>
    public WeightedRows Transpose(int columnCount)
    {
        int[] begins = new int[columnCount + 1];
        foreach (int column in columns) begins[column + 1]++;
        for (int column = 0; column < columnCount; column++) begins[column + 1] += begins[column];
        int[] next = [.. begins], rows = new int[columns.Length];
        double[] values = new double[columns.Length];
        for (int row = 0; row < Count; row++)
        {
            for (int i = starts[row]; i < starts[row + 1]; i++)
            {
                int place = next[columns[i]]++;
                (rows[place], values[place]) = (row, weights[i]);
            }
        }

        return new WeightedRows(begins, rows, values);
    }

    /// <summary>For each user the sum of the rows of his items: X W, with X the positives and W these rows.</summary>
    public WeightedRows SumOf(PositiveMatrix positives, int columnCount)
    {
        double[] sums = new double[columnCount];
        int[] ends = new int[positives.UserCount + 1];
        var touched = new SortedSet<int>();
        (var allColumns, var allWeights) = (new List<int>(), new List<double>());
        for (int user = 0; user < positives.UserCount; user++)
        {
            touched.Clear();
            foreach (int item in positives.ItemsOf(user))
            {
                AddRow(item, 1, sums);
                foreach (int column in Columns(item)) touched.Add(column);
            }

            foreach (int column in touched)
            {
                allColumns.Add(column);
                allWeights.Add(sums[column]);
                sums[column] = 0;
            }

            ends[user + 1] = allColumns.Count;
        }

        return new WeightedRows(ends, [.. allColumns], [.. allWeights]);
    }

    /// <summary>sums[c] += scale x the row's weight in column c.</summary>
    public void AddRow(int row, double scale, Span<double> sums)
    {
        ReadOnlySpan<int> own = Columns(row);
        ReadOnlySpan<double> values = Weights(row);
        for (int i = 0; i < own.Length; i++) sums[own[i]] += scale * values[i];
    }

    /// <summary>The sum of the row's weights in the given ascending columns, added in their order.</summary>
    public double SumOver(int row, ReadOnlySpan<int> chosen)
    {
        ReadOnlySpan<int> own = Columns(row);
        ReadOnlySpan<double> values = Weights(row);
        double sum = 0;
        for (int i = 0, j = 0; i < own.Length && j < chosen.Length;)
        {
            int x = own[i], y = chosen[j];
            if (x == y) sum += values[i];
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }

        return sum;
    }
}
