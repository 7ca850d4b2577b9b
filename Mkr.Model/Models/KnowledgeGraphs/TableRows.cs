using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// The row of a table that each example names. It is gathered where an op first asks for its <see cref="Vector"/>: some read rows where
/// they are.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="tape">The tape.</param>
/// <param name="lookup">The rows' numbers.</param>
internal sealed class TableRows<T>(Tape<T> tape, Lookup<T> lookup)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private Variable<T>? _vector;

    /// <summary>The rows' numbers.</summary>
    public Lookup<T> Lookup => lookup;

    /// <summary>The rows, gathered.</summary>
    public Variable<T> Vector => _vector ??= new Embedding<T>(tape, lookup).Output;
}
