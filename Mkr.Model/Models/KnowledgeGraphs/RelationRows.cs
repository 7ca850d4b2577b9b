using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Layers;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>The parameters of an example's relation, on a tape: one row number an example for all of a function's tables.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RelationRows<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TableRows<T>? _vectors;
    private readonly TableRows<T>? _normals;
    private readonly Lookup<T>? _matrices;
    private readonly Variable<T>? _withFeatures;

    /// <summary>Looks the relations of the examples up in the tables that a function has, at least one.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="vectors">The table of the vectors r.</param>
    /// <param name="normals">The table of the normals n.</param>
    /// <param name="matrices">The table of the matrices M, a row each.</param>
    public RelationRows(Tape<T> tape, Table<T>? vectors = null, Table<T>? normals = null, Table<T>? matrices = null)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tape = tape;
        Lookup<T>? first = null;
        if (vectors is not null) _vectors = new TableRows<T>(tape, Look(vectors));
        if (normals is not null) _normals = new TableRows<T>(tape, Look(normals));
        if (matrices is not null) _matrices = Look(matrices);
        Numbers = first ?? throw new ArgumentException("A relation has parameters.", nameof(vectors));

        Lookup<T> Look(Table<T> table)
        {
            Lookup<T> lookup = first is null ? tape.Lookup(table) : tape.Lookup(table, first);
            first ??= lookup;
            return lookup;
        }
    }

    /// <summary>Looks the relations of the examples up, rows of their ids and features.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="vectors">The vectors r; they have rows of their ids.</param>
    public RelationRows(Tape<T> tape, FeatureVector<T> vectors)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentNullException.ThrowIfNull(vectors);
        Tape = tape;
        Numbers = tape.Lookup(vectors.Ids!);
        EmbeddedFeatures<T> embedded = vectors.Add(tape, Numbers, new Embedding<T>(tape, Numbers).Output, ownItems: null);
        (_withFeatures, Features) = (embedded.Vector, embedded.Columns);
    }

    /// <summary>The tape.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The relation of each example.</summary>
    public Lookup<T> Numbers { get; }

    /// <summary>Look the features of relations up, once <see cref="Numbers"/> are there.</summary>
    public IReadOnlyList<IBatchColumn> Features { get; } = [];

    /// <summary>The rows with the vectors r.</summary>
    public Lookup<T> Vectors => Rows.Lookup;

    /// <summary>r.</summary>
    public Variable<T> Vector => _withFeatures ?? Rows.Vector;

    /// <summary>n.</summary>
    public Variable<T> Normal => _normals?.Vector ?? throw new InvalidOperationException("The function has no normals of relations.");

    /// <summary>The rows with the matrices M.</summary>
    public Lookup<T> Matrices => _matrices ?? throw new InvalidOperationException("The function has no matrices of relations.");

    private TableRows<T> Rows => _vectors ?? throw new InvalidOperationException("The function has no vectors of relations.");

    /// <summary>Records the penalty scale |parameters of r|² / 2, summed over the examples.</summary>
    public void Penalize(double scale)
    {
        if (_vectors is not null) _ = new L2Penalty<T>(Tape, _vectors.Vector) { Scale = scale };
        if (_normals is not null) _ = new L2Penalty<T>(Tape, _normals.Vector) { Scale = scale };
        if (_matrices is not null) _ = new RowL2Penalty<T>(Tape, _matrices) { Scale = scale };
    }
}
