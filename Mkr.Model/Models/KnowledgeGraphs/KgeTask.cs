using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// The loss of a model of triples, recorded. A true triple (h, r, t) is given by the entity that is known, the one that is missing, and the
/// direction: 1 where the tail is missing, -1 where the head is. A false triple has another entity in the place of the missing one.
/// <code>
/// loss = margin, logistic or self-adversarial loss of s(true) and s(false), or softmax of s(true) over all entities, the batch's mean
///        + l2 / 2 (|h|² + |t|² + |parameters of r|²), summed over the batch's true triples + the function's own terms
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class KgeTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int NumbersOfTile = 2048;
    private const int SmallestTile = 32;

    private readonly KgeModel<T> _model;

    /// <summary>Records the loss for batches of up to <paramref name="maxBatch"/> true triples.</summary>
    /// <param name="model">The model, with its options.</param>
    /// <param name="maxBatch">The largest batch.</param>
    public KgeTask(KgeModel<T> model, int maxBatch)
        : this(model, new Tape<T>(maxBatch, Tile(model)))
    {
    }

    private KgeTask(KgeModel<T> model, Tape<T> tape)
    {
        ArgumentNullException.ThrowIfNull(model);
        (_model, Tape) = (model, tape);
        KgeOptions options = model.Options;
        int falseTriples = options.Loss == TripleLoss.Softmax ? 0 : options.NegativeTriples;
        RelationRows<T> relation = model.Function.Look(tape);
        Sides = [.. Enumerable.Range(0, options.Sides == CorruptedSides.Own ? Math.Max(1, falseTriples) : 1).Select(_ => Side())];
        Relations = relation.Numbers;
        Missing = tape.Lookup(model.Entities);
        False = [.. Enumerable.Range(0, falseTriples).Select(_ => tape.Lookup(model.Entities))];
        var known = new TableRows<T>(tape, Sides[0].Known);
        if (options.Loss == TripleLoss.Softmax) RecordSoftmax(relation, known);
        else RecordRanking(relation, known);
        if (options.L2 > 0)
        {
            _ = new L2Penalty<T>(tape, known.Vector) { Scale = options.L2 };
            relation.Penalize(options.L2);
        }

        model.Function.RecordTerms(relation);
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The relation of each triple of the batch.</summary>
    public Lookup<T> Relations { get; }

    /// <summary>
    /// From which side the triples are seen: one for all, or one for each false triple. The true triple is seen from the first.
    /// </summary>
    public IReadOnlyList<KgeSide<T>> Sides { get; }

    /// <summary>The missing entity of each true triple, as its first side has it.</summary>
    public Lookup<T> Missing { get; }

    /// <summary>The entities that are put in the place of the missing one: of each side its own, or all of the only side.</summary>
    public IReadOnlyList<Lookup<T>> False { get; }

    /// <summary>The scores of the true triples; null with the loss softmax.</summary>
    public Variable<T>? Scores { get; private set; }

    /// <summary>The scores of the false triples.</summary>
    public IReadOnlyList<Variable<T>> FalseScores { get; private set; } = [];

    /// <summary>Records the task once more, for a thread of its own.</summary>
    internal void Record(Tape<T> replica) => _ = new KgeTask<T>(_model, replica);

    /// <summary>
    /// Long vectors in small tiles, of which a dozen variables stay in the second-level cache; one against all wants large ones, since each
    /// reads the whole table.
    /// </summary>
    private static int Tile(KgeModel<T> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return model.Options.Loss == TripleLoss.Softmax
            ? Tape<T>.DefaultTile
            : Math.Clamp(NumbersOfTile / model.Options.Dim, SmallestTile, Tape<T>.DefaultTile);
    }

    private KgeSide<T> Side() => new(Tape.Lookup(_model.Entities), new BatchInput<T>(Tape, "direction"));

    private void RecordSoftmax(RelationRows<T> relation, TableRows<T> known)
    {
        TripleFunction<T> function = _model.Function;
        RowKeys<T>? keys = function.KeysAreEntities ? null : new RowKeys<T>(_model.Entities, relation.Numbers, Key);
        Variable<T> query = function.Query(relation, known.Vector, Sides[0].Direction.Output);
        _ = new SoftmaxOverRows<T>(Tape, query, Missing, function.Similarity, keys) { Reduction = Reduction.Mean };
        if (_model.Options.L2 > 0) _ = new L2Penalty<T>(Tape, new Embedding<T>(Tape, Missing).Output) { Scale = _model.Options.L2 };

        Variable<T> Key(Tape<T> tape, Variable<T> row, out Lookup<T> group)
        {
            RelationRows<T> ofRow = function.Look(tape);
            group = ofRow.Numbers;
            return function.Key(ofRow, row);
        }
    }

    private void RecordRanking(RelationRows<T> relation, TableRows<T> known)
    {
        KgeOptions options = _model.Options;
        var missing = new TableRows<T>(Tape, Missing);
        TableRows<T>[] entities = [.. False.Select(lookup => new TableRows<T>(Tape, lookup))];
        int ofFirstSide = Sides.Count == 1 ? entities.Length : 1;
        IReadOnlyList<Variable<T>> scores = Score(Sides[0], known, [missing, .. entities[..ofFirstSide]]);
        IEnumerable<Variable<T>> others = Sides.Zip(entities).Skip(ofFirstSide)
            .SelectMany(x => Score(x.First, new TableRows<T>(Tape, x.First.Known), [x.Second]));
        (Scores, FalseScores) = (scores[0], [.. scores.Skip(1), .. others]);
        Variable<T>[] falseScores = [.. FalseScores];
        _ = options.Loss == TripleLoss.Margin
            ? (Loss<T>)new MarginRanking<T>(Tape, Scores, falseScores) { Margin = options.Margin, Reduction = Reduction.Mean }
            : new LogisticRanking<T>(Tape, Scores, falseScores)
            {
                Offset = options.Offset,
                Temperature = options.Loss == TripleLoss.SelfAdversarial ? options.Temperature : 0,
                Reduction = Reduction.Mean,
            };
        if (options.L2 > 0) _ = new L2Penalty<T>(Tape, missing.Vector) { Scale = options.L2 };

        IReadOnlyList<Variable<T>> Score(KgeSide<T> side, TableRows<T> known, IReadOnlyList<TableRows<T>> missing) =>
            _model.Function.Scores(relation, known, side.Direction.Output, missing);
    }
}

/// <summary>The side from which triples are seen.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Known">The entity that is known, of each triple of the batch.</param>
/// <param name="Direction">1 where that is the head, -1 where it is the tail.</param>
internal sealed record KgeSide<T>(Lookup<T> Known, BatchInput<T> Direction)
    where T : unmanaged, IFloatingPointIeee754<T>;
