using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Layers;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Mkr.Tails;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// The knowledge-graph-embedding task, recorded, with the loss of the model's <see cref="Objective"/>. hL is from the sharing
/// units, f_KG the model's <see cref="ScoreFunction"/>, R is the L2 term (MKR, equations 7 and 8). Of MKR's own module, as the released
/// program has it:
/// <code>
/// that = sigmoid(Mᴷ([hL; r]))
/// score(h, r, t) = f_KG(tL, that) = sigmoid(tL · that)
/// R = (|hL|² + |tL|² over the batch's true triples + |W|² once) / 2
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class MkrKgeTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MkrModel<T> _model;
    private readonly List<FalseTriple> _falseTriples = [];
    private readonly List<IBatchColumn> _features = [];
    private readonly RootMeanSquareError<T>? _rmse;

    /// <summary>Records the task for batches of up to <paramref name="maxBatch"/> true triples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="maxBatch">The largest batch.</param>
    /// <param name="reportRmse">Whether each step also reports <see cref="Rmse"/>.</param>
    public MkrKgeTask(MkrModel<T> model, int maxBatch, bool reportRmse = false)
        : this(model, new Tape<T>(maxBatch), reportRmse)
    {
    }

    private MkrKgeTask(MkrModel<T> model, Tape<T> tape, bool reportRmse)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        Tape = tape;
        MkrOptions options = model.Options;
        // The released program adds its L2 term once for each triple of the batch.
        (double scale, Reduction scores, Reduction penalties) = options.Objective == Objective.Released
            ? (1, Reduction.Sum, Reduction.TimesBatch)
            : (options.Lambda1, Reduction.Mean, Reduction.Sum);
        RecordedUnits<T> units = model.RecordUnits(Tape, CrossOutputs.Entity);
        (Items, Heads, Variable<T> head) = (units.Items, units.Entities!, units.Output);
        RelationRows<T> relation = model.Triples.Look(Tape);
        EmbeddedFeatures<T> tails = model.EntityVectors.Record(Tape, ownItems: null);
        (Relations, Tails) = (relation.Numbers, tails.Owners);
        _features.AddRange([.. units.Features, .. relation.Features, .. tails.Columns]);
        // A reader before the concatenation: so the concatenated gradient is the head's, and is not copied.
        _ = new L2Penalty<T>(Tape, head) { Scale = options.L2, Reduction = penalties };
        Variable<T> predicted = model.Triples.Query(relation, head);
        Variable<T> tail = model.Triples.Key(relation, tails.Vector);
        var falseEnds = new List<(Variable<T> Tail, Variable<T> Predicted)>();
        for (int k = 0; k < (options.Objective == Objective.Paper ? options.FalseTriples : 0); k++)
            falseEnds.Add(RecordFalse(relation, predicted));
        var terms = new Terms(scale, scores, options.L2, penalties);
        bool isFused = model.Triples is TailPrediction<T> && options is { Score: ScoreFunction.Sigmoid, ChosenKgeLoss: KgeLoss.Difference };
        (Scores, FalseScores) = isFused
            ? RecordFused(tail, predicted, falseEnds, terms)
            : RecordScores(tail, predicted, falseEnds, terms);
        IEnumerable<Weight<T>> weights =
        [
            .. model.Triples.Weights, .. model.Sharing.Penalised(options.L2Scope, CrossOutputs.Entity),
            .. Items is null ? [] : model.ItemVectors.Weights,
        ];
        _ = new WeightL2Penalty<T>(Tape, weights) { Scale = options.L2, Reduction = penalties };
        if (reportRmse && model.Triples is TailPrediction<T>) _rmse = new RootMeanSquareError<T>(Tape, tail, predicted);
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The scores of the true triples.</summary>
    public Variable<T> Scores { get; }

    /// <summary>The scores of the false triples, in their order.</summary>
    public IReadOnlyList<Variable<T>> FalseScores { get; }

    /// <summary>
    /// The item v, an element of S(h), of each triple of the batch; where the model keeps items with their entities, the same as
    /// <see cref="Heads"/>; null where nothing crosses.
    /// </summary>
    public RowNumbers? Items { get; }

    /// <summary>The head h of each triple.</summary>
    public RowNumbers Heads { get; }

    /// <summary>The relation r of each triple.</summary>
    public RowNumbers Relations { get; }

    /// <summary>The tail t of each triple.</summary>
    public RowNumbers Tails { get; }

    /// <summary>The false triples of each true one; none where the objective has none.</summary>
    public IReadOnlyList<FalseTriple> FalseTriples => _falseTriples;

    /// <summary>Look the features up, once all numbers of the batch are there.</summary>
    public IReadOnlyList<IBatchColumn> Features => _features;

    /// <summary>The last step's RMSE between the tails' vectors and the predicted ones.</summary>
    /// <exception cref="InvalidOperationException">The task was recorded without it.</exception>
    public double Rmse => (_rmse ?? throw new InvalidOperationException("The task was recorded without its RMSE.")).Value;

    /// <summary>Records the task once more, for a thread of its own.</summary>
    internal void Record(Tape<T> replica) => _ = new MkrKgeTask<T>(_model, replica, _rmse is not null);

    /// <summary>The loss of the first <paramref name="batch"/> triples, with its gradients.</summary>
    public double ForwardBackward(int batch) => Tape.ForwardBackward(batch);

    /// <summary>A false triple: its tail's vector, and the tail that is predicted from its head.</summary>
    private (Variable<T> Tail, Variable<T> Predicted) RecordFalse(RelationRows<T> relation, Variable<T> predicted)
    {
        RowNumbers? items = null, heads = null;
        if (_model.Options.FalseSide == FalseSide.Both)
        {
            RecordedUnits<T> units = _model.RecordUnits(Tape, CrossOutputs.Entity);
            (items, heads) = (units.Items, units.Entities);
            _features.AddRange(units.Features);
            predicted = _model.Triples.Query(relation, units.Output);
        }

        EmbeddedFeatures<T> tails = _model.EntityVectors.Record(Tape, ownItems: null);
        _features.AddRange(tails.Columns);
        _falseTriples.Add(new FalseTriple(heads, items, tails.Owners));
        return (_model.Triples.Key(relation, tails.Vector), predicted);
    }

    /// <summary>
    /// Scores and the tail's penalty in one pass: what <see cref="RecordScores"/> gives where the score is sigmoid(t · p).
    /// </summary>
    private (Variable<T> True, Variable<T>[] False) RecordFused(
        Variable<T> tail, Variable<T> predicted, List<(Variable<T> Tail, Variable<T> Predicted)> falseEnds, Terms terms)
    {
        var score = new InnerProductScore<T>(Tape, tail, predicted)
        {
            Scale = terms.Scale,
            Reduction = terms.Scores,
            PenaltyA = terms.L2,
            PenaltyReduction = terms.Penalties,
        };
        InnerProductScore<T>[] falseScores =
        [
            .. falseEnds.Select(end => new InnerProductScore<T>(Tape, end.Tail, end.Predicted)
            {
                Scale = -terms.Scale / falseEnds.Count,
                Reduction = terms.Scores,
            }),
        ];
        return (score.Scores, [.. falseScores.Select(falseScore => falseScore.Scores)]);
    }

    /// <summary>The tail's penalty belongs to MKR's own module, where the tail passes layers; elsewhere it is a row.</summary>
    private (Variable<T> True, Variable<T>[] False) RecordScores(
        Variable<T> tail, Variable<T> predicted, List<(Variable<T> Tail, Variable<T> Predicted)> falseEnds, Terms terms)
    {
        Variable<T> score = _model.Triples.Score(Tape, predicted, tail);
        Variable<T>[] falseScores = [.. falseEnds.Select(end => _model.Triples.Score(Tape, end.Predicted, end.Tail))];
        RecordLoss(score, falseScores, terms);
        if (_model.Triples is TailPrediction<T>) _ = new L2Penalty<T>(Tape, tail) { Scale = terms.L2, Reduction = terms.Penalties };
        return (score, falseScores);
    }

    private void RecordLoss(Variable<T> score, Variable<T>[] falseScores, Terms terms)
    {
        MkrOptions options = _model.Options;
        switch (options.ChosenKgeLoss)
        {
            case KgeLoss.Margin:
                _ = new MarginRanking<T>(Tape, score, falseScores)
                {
                    Scale = terms.Scale,
                    Reduction = terms.Scores,
                    Margin = options.Margin,
                };
                break;
            case KgeLoss.Logistic or KgeLoss.SelfAdversarial:
                _ = new LogisticRanking<T>(Tape, score, falseScores)
                {
                    Scale = terms.Scale,
                    Reduction = terms.Scores,
                    Offset = options.Offset,
                    Temperature = options.ChosenKgeLoss == KgeLoss.SelfAdversarial ? options.Temperature : 0,
                };
                break;
            default:
                _ = new ScoreDifference<T>(Tape, score) { Scale = terms.Scale, Reduction = terms.Scores };
                foreach (Variable<T> falseScore in falseScores)
                    _ = new ScoreDifference<T>(Tape, falseScore) { Scale = -terms.Scale / falseScores.Length, Reduction = terms.Scores };
                break;
        }
    }

    /// <summary>The factors of the loss.</summary>
    /// <param name="Scale">Of the scores.</param>
    /// <param name="Scores">How the scores are reduced.</param>
    /// <param name="L2">Of the penalties.</param>
    /// <param name="Penalties">How the penalties are reduced.</param>
    private readonly record struct Terms(double Scale, Reduction Scores, double L2, Reduction Penalties);
}
