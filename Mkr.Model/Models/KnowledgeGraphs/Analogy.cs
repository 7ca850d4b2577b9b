using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// ANALOGY (Liu, Wu and Yang, ICML 2017), as the sum of DistMult and ComplEx: s = sum of h r t over d/2 scalars + Re sum of h r conj(t)
/// over d/4 complex numbers. query(h) = h r, query(t) = t conj(r), key(x) = x. Vectors are laid out as
/// <see cref="ComplexProduct{T}"/> has them.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Analogy<T> : TripleFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Table<T> _vectors;

    /// <summary>Adds its table of zeros: <c>relation_embedding</c> [relations x d].</summary>
    /// <param name="parameters">Receives the table.</param>
    /// <param name="relations">The number of relations.</param>
    /// <param name="dim">d, which 4 divides.</param>
    public Analogy(ParameterSet<T> parameters, int relations, int dim)
        : base(Similarity.InnerProduct)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _vectors = parameters.AddTable("relation_embedding", relations, dim);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Table<T>> Tables => [_vectors];

    /// <inheritdoc/>
    public override RelationRows<T> Look(Tape<T> tape) => new(tape, _vectors);

    /// <inheritdoc/>
    public override Variable<T> Query(RelationRows<T> relation, Variable<T> known, Variable<T>? direction = null)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return new ComplexProduct<T>(relation.Tape, known, relation.Vector, direction).Output;
    }
}
