using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// The score s(h, r, t) of a triple, higher where it is more plausible, and the parameters that it has for relations. It is the similarity
/// of a query, made of the entity that is known and the relation, to the key of the entity that is missing:
/// <code>
/// s(h, r, t) = similarity(query(h, 1), key(t)) = similarity(query(t, -1), key(h))
/// </code>
/// so that many candidates, or all, cost one query. Where h and t come from is not its concern: in a model of graphs alone they are rows of
/// a table, in another one the head may be what a network computes.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class TripleFunction<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>A function.</summary>
    /// <param name="similarity">How queries and keys are compared; null where <see cref="Score"/> is another comparison.</param>
    protected TripleFunction(Similarity? similarity) => Given = similarity;

    /// <summary>Whether queries and keys are compared by a <see cref="Engine.Ops.Similarity"/>, or scores order keys as one does.</summary>
    public bool HasSimilarity => Given is not null;

    /// <summary>How queries and keys are compared.</summary>
    /// <exception cref="InvalidOperationException">By no similarity.</exception>
    public Similarity Similarity =>
        Given ?? throw new InvalidOperationException("Queries and keys are compared by the function's own score alone.");

    /// <summary>Whether the key of an entity is the entity's vector itself, whatever the relation.</summary>
    public virtual bool KeysAreEntities => true;

    /// <summary>The tables with the parameters of relations.</summary>
    public abstract IReadOnlyList<Table<T>> Tables { get; }

    private Similarity? Given { get; }

    /// <summary>Records the lookup of the examples' relations.</summary>
    public abstract RelationRows<T> Look(Tape<T> tape);

    /// <summary>Records the query for the entity that is missing.</summary>
    /// <param name="relation">The relations.</param>
    /// <param name="known">The entity that is known.</param>
    /// <param name="direction">
    /// One feature: 1 where the head is known and the tail missing, -1 where it is the other way round; null for 1.
    /// </param>
    public abstract Variable<T> Query(RelationRows<T> relation, Variable<T> known, Variable<T>? direction = null);

    /// <summary>Records the key of an entity.</summary>
    /// <param name="relation">The relations.</param>
    /// <param name="entity">The entity's vector.</param>
    public virtual Variable<T> Key(RelationRows<T> relation, Variable<T> entity) => entity;

    /// <summary>Records the score.</summary>
    /// <returns>One feature.</returns>
    public virtual Variable<T> Score(Tape<T> tape, Variable<T> query, Variable<T> key) => Similarity.Record(tape, query, key);

    /// <summary>
    /// Records the scores of triples that an entity and a relation have in common: by default those of the query to the keys.
    /// </summary>
    /// <param name="relation">The relations.</param>
    /// <param name="known">The entity that they have in common.</param>
    /// <param name="direction">One feature: 1 where that is the head, -1 where it is the tail.</param>
    /// <param name="missing">The other entities, of each triple its own.</param>
    /// <returns>One feature for each of the other entities.</returns>
    public virtual IReadOnlyList<Variable<T>> Scores(
        RelationRows<T> relation, TableRows<T> known, Variable<T> direction, IReadOnlyList<TableRows<T>> missing)
    {
        ArgumentNullException.ThrowIfNull(relation);
        ArgumentNullException.ThrowIfNull(known);
        Variable<T> query = Query(relation, known.Vector, direction);
        return [.. missing.Select(entity => Score(relation.Tape, query, Key(relation, entity.Vector)))];
    }

    /// <summary>The weights that an L2 term holds once a step; biases are not among them. Most functions have tables alone.</summary>
    public virtual IEnumerable<Weight<T>> Weights => [];

    /// <summary>Records what the function adds to the loss of true triples besides their scores; most add nothing.</summary>
    public virtual void RecordTerms(RelationRows<T> relation)
    {
    }

    /// <summary>Draws the first parameters of relations; the tables' names are the purposes of the draws.</summary>
    /// <param name="start">Draws what is drawn alike for all functions.</param>
    /// <param name="random">The source.</param>
    public virtual void Initialize(IInitializer start, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(random);
        foreach (Table<T> table in Tables) start.Fill(table, random.Split(table.Name));
    }

    /// <summary>The constraints of its paper on its own tables, where entities have one.</summary>
    public virtual IEnumerable<(Table<T> Table, IRowConstraint<T> Constraint)> Constraints() => [];

    /// <summary>The tables that may best stay as they are in the first epochs (<see cref="KgeOptions.FrozenEpochs"/>).</summary>
    public virtual IReadOnlyList<Table<T>> Frozen => [];
}
