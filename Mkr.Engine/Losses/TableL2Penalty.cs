using System.Numerics;
using Mkr.Engine.Kernels;

namespace Mkr.Engine.Losses;

/// <summary>
/// |table|² / 2, once a step, of all rows of a table, whether the batch reads them or not. Backward: the gradient of each row is scale row.
/// </summary>
/// <remarks>Each step then moves all rows. The penalty on the rows of the batch alone is <see cref="RowL2Penalty{T}"/>.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class TableL2Penalty<T> : Loss<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TableGradient<T> _gradient;

    /// <summary>Records the penalty.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="table">The table.</param>
    /// <exception cref="ArgumentException">The table is looked up as one of a pair.</exception>
    public TableL2Penalty(Tape<T> tape, Table<T> table)
        : base(tape, "table L2 penalty")
    {
        ArgumentNullException.ThrowIfNull(table);
        _gradient = tape.Whole(table);
    }

    internal override bool HasForward => false;

    internal override bool HasBackward => false;

    /// <summary>Does nothing: a table is penalised once a step, not once a tile.</summary>
    public override void Forward()
    {
    }

    /// <summary>Does nothing: a table is penalised once a step, not once a tile.</summary>
    public override void Backward()
    {
    }

    /// <inheritdoc/>
    public override void EndStep(bool backward)
    {
        T scale = backward ? T.CreateTruncating(Factor) : T.Zero;
        // Of a table that is read as a whole, slot i is that of row i.
        Total += L2PenaltyKernel.AddScaled(_gradient.Storage.Values, scale, _gradient.Values) / 2;
    }
}
