using System.Numerics;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>What each example's user is described by: neighbouring examples of the same user share a bag.</summary>
/// <param name="rows">The descriptions of all users.</param>
/// <param name="users">The users.</param>
/// <param name="bags">Receives the descriptions.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class UserBags<T>(WeightedRows rows, RowNumbers users, BagLookup<T> bags) : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly WeightedBags<T> _bags = new(rows, bags);

    /// <inheritdoc/>
    public void Fill(int count)
    {
        _bags.Begin();
        ReadOnlySpan<int> of = users.Rows[..count];
        for (int i = 0, bag = -1; i < count; i++)
        {
            if (i == 0 || of[i] != of[i - 1]) _bags.Add(++bag, of[i]);
            bags.Bags[i] = bag;
        }
    }
}
