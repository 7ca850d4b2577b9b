using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>
/// What a positive adds to its user's own description, to be taken off it: a pair must be described as if it had not been seen.
/// </summary>
/// <param name="rows">What an item adds to the description of a user who has it.</param>
/// <param name="items">The items.</param>
/// <param name="labels">The labels.</param>
/// <param name="bags">Receives the rows of positives, with their weights negated.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class OwnRows<T>(WeightedRows rows, RowNumbers items, BatchInput<T> labels, BagLookup<T> bags) : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightedBags<T> _bags = new(rows, bags);

    /// <inheritdoc/>
    public void Fill(int count)
    {
        _bags.Begin();
        for (int i = 0; i < count; i++)
        {
            if (labels.Values[i] != T.Zero) _bags.Subtract(i, items.Rows[i]);
            else _bags.AddEmpty(i);
        }
    }
}
