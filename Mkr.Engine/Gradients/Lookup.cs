using System.Numerics;

namespace Mkr.Engine;

/// <summary>
/// The row of a table that each example of a batch reads. Fill <see cref="RowNumbers.Rows"/>, one number an example, before running the
/// tape.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Lookup<T> : RowLookup<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Lookup(
        TableGradient<T> gradient, Table<T> table, bool isPair, int limit, int maxBatch, int slotOffset, RowNumbers? sameRows = null)
        : base(gradient, table, isPair, limit, maxBatch, slotOffset, sameRows)
    {
    }

    /// <inheritdoc/>
    internal override int CountOf(int batch) => batch;
}
