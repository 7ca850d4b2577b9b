using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// TransR (Lin et al., AAAI 2015): s = -|h M + r - t M|², with M [d x k] and r [k] of the relation. query(h) = h M + r,
/// query(t) = t M - r, key(x) = x M.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TransR<T> : TripleFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double StartNoise = 0.01;

    private readonly Table<T> _vectors;
    private readonly int _relationDim;

    /// <summary>
    /// Adds its tables of zeros: <c>relation_embedding</c> [relations x k] and <c>relation_projection</c> [relations x d k].
    /// </summary>
    /// <param name="parameters">Receives the tables.</param>
    /// <param name="relations">The number of relations.</param>
    /// <param name="dim">d.</param>
    /// <param name="relationDim">k.</param>
    public TransR(ParameterSet<T> parameters, int relations, int dim, int relationDim)
        : base(Similarity.SquaredL2)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _relationDim = relationDim;
        _vectors = parameters.AddTable("relation_embedding", relations, relationDim);
        Projections = parameters.AddTable("relation_projection", relations, dim * relationDim);
    }

    /// <summary>Whether projected entities longer than 1 are cut to length 1: x M / max(1, |x M|).</summary>
    public bool ClampProjected { get; init; }

    /// <summary>M, a row each, row-major.</summary>
    public Table<T> Projections { get; }

    /// <inheritdoc/>
    public override bool KeysAreEntities => false;

    /// <inheritdoc/>
    public override IReadOnlyList<Table<T>> Tables => [_vectors, Projections];

    /// <inheritdoc/>
    public override RelationRows<T> Look(Tape<T> tape) => new(tape, _vectors, matrices: Projections);

    /// <inheritdoc/>
    public override Variable<T> Query(RelationRows<T> relation, Variable<T> known, Variable<T>? direction = null) =>
        new Translation<T>(relation.Tape, Key(relation, known), relation.Vector, direction).Output;

    /// <inheritdoc/>
    public override Variable<T> Key(RelationRows<T> relation, Variable<T> entity)
    {
        ArgumentNullException.ThrowIfNull(relation);
        Variable<T> projected = new RelationProjection<T>(relation.Tape, entity, relation.Matrices).Output;
        return ClampProjected ? new LengthClamp<T>(relation.Tape, projected).Output : projected;
    }

    /// <summary>M starts as the identity, ones where row = column, with a little noise: as TransE on squared distances.</summary>
    public override void Initialize(IInitializer start, SeededRandom random)
    {
        base.Initialize(start, random);
        new Normal(StartNoise).Fill(Projections, random.Split(Projections.Name));
        int diagonal = Math.Min(_relationDim, Projections.Columns / _relationDim);
        for (int relation = 0; relation < Projections.Rows; relation++)
        {
            for (int i = 0; i < diagonal; i++) Projections[relation, (i * _relationDim) + i] += T.One;
        }
    }

    /// <inheritdoc/>
    public override IEnumerable<(Table<T> Table, IRowConstraint<T> Constraint)> Constraints() => [(_vectors, new BallRows<T>())];

    /// <summary>The projections.</summary>
    public override IReadOnlyList<Table<T>> Frozen => [Projections];
}
