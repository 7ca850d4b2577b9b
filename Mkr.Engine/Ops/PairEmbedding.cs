using System.Numerics;

namespace Mkr.Engine.Ops;

/// <summary>
/// Looks up the rows of a pair's two tables: y = first[row of the example], z = second[row of the example]. They lie side by side, as the
/// variables do: to the kernels they are one row. Backward adds each example's gradients to its row's, duplicates added up.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class PairEmbedding<T> : LookupOp<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the lookup.</summary>
    /// <exception cref="ArgumentException">It is not of a pair.</exception>
    public PairEmbedding(Tape<T> tape, Lookup<T> lookup)
        : base(tape, "pair embedding " + lookup.Table.Name, lookup, out Variable<T> first, out Variable<T> second) =>
        (First, Second) = (first, second);

    /// <summary>The first table's rows, feature-major.</summary>
    public Variable<T> First { get; }

    /// <summary>The second table's rows, feature-major.</summary>
    public Variable<T> Second { get; }
}
