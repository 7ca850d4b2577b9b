using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// RESCAL (Nickel, Tresp and Kriegel, ICML 2011): s = hᵀ M t, with M [d x d] of the relation. query(h) = h M, query(t) = M t, key(x) = x.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class Rescal<T> : TripleFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Table<T> _matrices;

    /// <summary>Adds its table of zeros: <c>relation_matrix</c> [relations x d d].</summary>
    /// <param name="parameters">Receives the table.</param>
    /// <param name="relations">The number of relations.</param>
    /// <param name="dim">d.</param>
    public Rescal(ParameterSet<T> parameters, int relations, int dim)
        : base(Similarity.InnerProduct)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _matrices = parameters.AddTable("relation_matrix", relations, dim * dim);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Table<T>> Tables => [_matrices];

    /// <inheritdoc/>
    public override RelationRows<T> Look(Tape<T> tape) => new(tape, matrices: _matrices);

    /// <inheritdoc/>
    public override Variable<T> Query(RelationRows<T> relation, Variable<T> known, Variable<T>? direction = null)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return new RelationProjection<T>(relation.Tape, known, relation.Matrices, direction).Output;
    }
}
