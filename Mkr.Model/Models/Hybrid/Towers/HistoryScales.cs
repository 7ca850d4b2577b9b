using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid.Towers;

/// <summary>What the sum over a user's history is divided by: (c + 1)^alpha, with c items, of which a positive example's is none.</summary>
/// <param name="facts">Has the histories.</param>
/// <param name="alpha">alpha.</param>
/// <param name="users">The users.</param>
/// <param name="labels">The labels; null where the pairs are not of the training part.</param>
/// <param name="scales">Receives the inverse.</param>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class HistoryScales<T>(HybridFacts facts, double alpha, RowNumbers users, BatchInput<T>? labels, BatchInput<T> scales)
    : IBatchColumn
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public void Fill(int count)
    {
        for (int i = 0; i < count; i++)
        {
            int c = facts.Positives.ItemsOf(users.Rows[i]).Length - (labels is not null && labels.Values[i] != T.Zero ? 1 : 0);
            scales.Values[i] = T.CreateTruncating(Math.Pow(c + 1, -alpha));
        }
    }
}
