using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>
/// How much an item's own row counts: n / (n + kappa), with n the item's training positives, of which a positive example is none.
/// </summary>
/// <param name="facts">Has the training positives.</param>
/// <param name="kappa">kappa.</param>
/// <param name="items">The items.</param>
/// <param name="labels">The labels; null where the pairs are not of the training part.</param>
/// <param name="scales">Receives the factors.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class ItemPriors<T>(HybridFacts facts, double kappa, RowNumbers items, BatchInput<T>? labels, BatchInput<T> scales)
    : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Fill(int count)
    {
        for (int i = 0; i < count; i++)
        {
            int n = facts.Positives.UsersOf(items.Rows[i]).Length - (labels is not null && labels.Values[i] != T.Zero ? 1 : 0);
            scales.Values[i] = n == 0 ? T.Zero : T.CreateTruncating(n / (n + kappa));
        }
    }
}
