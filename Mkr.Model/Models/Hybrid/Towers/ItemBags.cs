using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>The attributes of each example's item.</summary>
/// <param name="attributes">Those of all items.</param>
/// <param name="items">The items.</param>
/// <param name="bags">Receives the attributes.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ItemBags<T>(WeightedRows attributes, RowNumbers items, BagLookup<T> bags) : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightedBags<T> _bags = new(attributes, bags);

    /// <inheritdoc/>
    public void Fill(int count)
    {
        _bags.Begin();
        for (int i = 0; i < count; i++) _bags.Add(i, items.Rows[i]);
    }
}
