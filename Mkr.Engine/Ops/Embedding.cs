using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>
/// Looks up a table's rows: y = table[row of the example]. Backward adds each example's gradient to its row's, duplicates added up.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Embedding<T> : LookupOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the lookup.</summary>
    /// <exception cref="ArgumentException">It is of a pair of tables.</exception>
    public Embedding(Tape<T> tape, Lookup<T> lookup)
        : base(tape, "embedding " + lookup.Table.Name, lookup)
    {
    }

    /// <summary>The rows, feature-major.</summary>
    public Variable<T> Output => Rows;
}
