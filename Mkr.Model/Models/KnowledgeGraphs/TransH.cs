using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// TransH (Wang et al., AAAI 2014): s = -|P h + r - P t|², P x = x - (w · x) w with w = n / |n|. query(h) = P h + r, query(t) = P t - r,
/// key(x) = P x.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TransH<T> : TripleFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Table<T> _vectors;
    private readonly Table<T> _normals;

    /// <summary>Adds its tables of zeros: <c>relation_embedding</c> and <c>relation_normal</c> [relations x d].</summary>
    /// <param name="parameters">Receives the tables.</param>
    /// <param name="relations">The number of relations.</param>
    /// <param name="dim">d.</param>
    public TransH(ParameterSet<T> parameters, int relations, int dim)
        : base(Similarity.SquaredL2)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _vectors = parameters.AddTable("relation_embedding", relations, dim);
        _normals = parameters.AddTable("relation_normal", relations, dim);
    }

    /// <summary>C: the weight of the soft constraint that r lies in its hyperplane (its equation 3).</summary>
    public double Orthogonality { get; init; }

    /// <summary>ε: the cosine of r and n that costs nothing.</summary>
    public double Epsilon { get; init; } = 0.1;

    /// <inheritdoc/>
    public override bool KeysAreEntities => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Table<T>> Tables => [_vectors, _normals];

    /// <inheritdoc/>
    public override RelationRows<T> Look(Tape<T> tape) => new(tape, _vectors, normals: _normals);

    /// <inheritdoc/>
    public override Variable<T> Query(RelationRows<T> relation, Variable<T> known, Variable<T>? direction = null) =>
        new Translation<T>(relation.Tape, Key(relation, known), relation.Vector, direction).Output;

    /// <inheritdoc/>
    public override Variable<T> Key(RelationRows<T> relation, Variable<T> entity)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return new HyperplaneProjection<T>(relation.Tape, entity, relation.Normal).Output;
    }

    /// <inheritdoc/>
    public override void RecordTerms(RelationRows<T> relation)
    {
        ArgumentNullException.ThrowIfNull(relation);
        if (Orthogonality == 0) return;
        _ = new HyperplaneOrthogonality<T>(relation.Tape, relation.Vector, relation.Normal)
        {
            Scale = Orthogonality,
            Epsilon = Epsilon,
            Reduction = Reduction.Mean,
        };
    }

    /// <summary>Normals of length 1: the projection divides by their length, so that this only keeps it in bounds.</summary>
    public override IEnumerable<(Table<T> Table, IRowConstraint<T> Constraint)> Constraints() => [(_normals, new UnitRows<T>())];
}
