using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Model.Data;
using Mkr.Model.Models.Hybrid.Towers;

namespace Mkr.Model.Models.Hybrid.Attention;

/// <summary>
/// What one tower attends to of the other's side, recorded: with a query q and a set of rows m,
/// <code>
/// h = sum over m of softmax_m(q · K[m]) V[m]
/// z = q · h
/// </code>
/// an empty set gives 0.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TowerAttention<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the attention.</summary>
    /// <param name="on">The tape.</param>
    /// <param name="query">q.</param>
    /// <param name="tables">K and V.</param>
    /// <param name="sets">The rows of each owner.</param>
    /// <param name="owners">The owner of each example.</param>
    /// <param name="leftOut">A row that is left out of an example's; -1 for none.</param>
    public TowerAttention(
        TowerTape<T> on, Variable<T> query, AttentionTables<T> tables, CompressedRows sets, RowNumbers owners,
        Func<int, int>? leftOut = null)
    {
        Tape<T> tape = on.Tape;
        int longest = Math.Max(1, Enumerable.Range(0, sets.Count).Max(owner => sets[owner].Length));
        int most = (int)Math.Min((long)tape.MaxBatch * longest, tables.Keys.Rows);
        StepLookup<T> keys = tape.StepLookup(tables.Keys, most), values = tape.StepLookup(tables.Values, most);
        var bags = new RowBags(tape.MaxBatch, checked(tape.MaxBatch * longest));
        on.Add(new AttendedRows<T>(sets, owners, keys, values, bags, leftOut));
        Vector = on.Drop(new SoftmaxAttention<T>(tape, query, keys, values, bags).Output);
        Score = new InnerProduct<T>(tape, query, Vector).Output;
    }

    /// <summary>h.</summary>
    public Variable<T> Vector { get; }

    /// <summary>z.</summary>
    public Variable<T> Score { get; }
}
