using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// HolE (Nickel, Rosasco and Poggio, AAAI 2016): s = r · (h * t), the circular correlation (h * t)_j = sum of h_i t_(i+j) over i, indices
/// modulo d. query(h) is the circular convolution of r and h, query(t) the correlation of r and t, key(x) = x.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class HolE<T> : TripleFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Table<T> _vectors;

    /// <summary>Adds its table of zeros: <c>relation_embedding</c> [relations x d].</summary>
    /// <param name="parameters">Receives the table.</param>
    /// <param name="relations">The number of relations.</param>
    /// <param name="dim">d.</param>
    public HolE(ParameterSet<T> parameters, int relations, int dim)
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
        return new CircularCorrelation<T>(relation.Tape, known, relation.Vector, direction).Output;
    }
}
