using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// TransE (Bordes et al., NIPS 2013): s = -|h + r - t|, with the sum of the absolute values or the Euclidean length. query(h) = h + r,
/// query(t) = t - r, key(x) = x.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TransE<T> : TripleFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Table<T> _vectors;

    /// <summary>Adds its table of zeros: <c>relation_embedding</c> [relations x d].</summary>
    /// <param name="parameters">Receives the table.</param>
    /// <param name="relations">The number of relations.</param>
    /// <param name="dim">d.</param>
    /// <param name="norm"><see cref="Similarity.L1"/> or <see cref="Similarity.L2"/>.</param>
    public TransE(ParameterSet<T> parameters, int relations, int dim, Similarity norm)
        : base(norm)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        _vectors = parameters.AddTable("relation_embedding", relations, dim);
    }

    /// <summary>Whether relations start with length 1, as its Algorithm 1 has it; they are left alone afterwards.</summary>
    public bool StartsUnit { get; init; }

    /// <inheritdoc/>
    public override IReadOnlyList<Table<T>> Tables => [_vectors];

    /// <inheritdoc/>
    public override RelationRows<T> Look(Tape<T> tape) => new(tape, _vectors);

    /// <inheritdoc/>
    public override Variable<T> Query(RelationRows<T> relation, Variable<T> known, Variable<T>? direction = null)
    {
        ArgumentNullException.ThrowIfNull(relation);
        return new Translation<T>(relation.Tape, known, relation.Vector, direction).Output;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Variable<T>> Scores(
        RelationRows<T> relation, TableRows<T> known, Variable<T> direction, IReadOnlyList<TableRows<T>> missing)
    {
        ArgumentNullException.ThrowIfNull(relation);
        ArgumentNullException.ThrowIfNull(known);
        return new TranslatedRows<T>(
            relation.Tape, Similarity, known.Lookup, relation.Vectors, direction, [.. missing.Select(entity => entity.Lookup)]).Outputs;
    }

    /// <inheritdoc/>
    public override void Initialize(IInitializer start, SeededRandom random)
    {
        base.Initialize(start, random);
        var unit = new UnitRows<T>();
        for (int row = 0; StartsUnit && row < _vectors.Rows; row++) unit.Apply(_vectors.Row(row));
    }
}
