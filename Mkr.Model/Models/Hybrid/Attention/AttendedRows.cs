using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid.Attention;

/// <summary>Lists the rows that a batch attends to, each once, and those of each example.</summary>
/// <param name="sets">The rows of each owner.</param>
/// <param name="owners">The owner of each example.</param>
/// <param name="keys">Receives the rows.</param>
/// <param name="values">Receives them, too.</param>
/// <param name="bags">Receives which of them are each example's.</param>
/// <param name="leftOut">A row that is left out of each example's, such as the positive's own; -1 for none.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class AttendedRows<T>(
    CompressedRows sets, RowNumbers owners, StepLookup<T> keys, StepLookup<T> values, RowBags bags, Func<int, int>? leftOut) : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    // The place of each row in the batch's list, 1 for the first.
    private readonly int[] _places = new int[keys.Table.Rows];

    /// <inheritdoc/>
    public void Fill(int count)
    {
        int listed = 0, end = 0;
        for (int i = 0; i < count; i++)
        {
            int without = leftOut?.Invoke(i) ?? -1;
            foreach (int row in sets[owners.Rows[i]])
            {
                if (row == without) continue;
                if (_places[row] == 0)
                {
                    (keys.Rows[listed], values.Rows[listed]) = (row, row);
                    _places[row] = ++listed;
                }

                bags.Rows[end++] = _places[row] - 1;
            }

            bags.Ends[i] = end;
        }

        keys.Count = values.Count = listed;
        foreach (int row in keys.Rows[..listed]) _places[row] = 0;
    }
}
