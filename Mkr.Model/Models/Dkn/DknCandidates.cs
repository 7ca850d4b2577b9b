using Mkr.Engine.LinearAlgebra;

namespace Mkr.Model.Models.Dkn;

/// <summary>Candidates side by side, a column each: so that a vector of them is scored at once. The last vector is filled up.</summary>
/// <param name="items">All items.</param>
/// <param name="most">The most candidates.</param>
internal sealed class DknCandidates(DknItems items, int most)
{
    /// <summary>The columns, those that fill the last vector included.</summary>
    public int Width { get; } = RowMatrix<float>.PaddedColumns(most);

    /// <summary>t, [columns x candidates].</summary>
    public RowMatrix<float> Titles { get; } = Columns(items.Titles, most);

    /// <summary>The candidates' half of the attention's layer, [hidden x candidates].</summary>
    public RowMatrix<float>? Attention { get; } = items.Attention is null ? null : Columns(items.Attention.Candidates, most);

    /// <summary>The candidates' half of the prediction's layer, [hidden x candidates].</summary>
    public RowMatrix<float>? Prediction { get; } = items.Prediction is null ? null : Columns(items.Prediction.Candidates, most);

    /// <summary>Makes an item a candidate.</summary>
    public void Set(int column, int item)
    {
        Copy(items.Titles[item], Titles);
        if (Attention is not null) Copy(items.Attention!.Candidates[item], Attention);
        if (Prediction is not null) Copy(items.Prediction!.Candidates[item], Prediction);

        void Copy(ReadOnlySpan<float> row, RowMatrix<float> columns)
        {
            for (int j = 0; j < row.Length; j++) columns[j][column] = row[j];
        }
    }

    private static RowMatrix<float> Columns(RowMatrix<float> rows, int most) => new(rows.Columns, RowMatrix<float>.PaddedColumns(most));
}
