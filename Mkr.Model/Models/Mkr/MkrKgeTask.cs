using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Threads;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// The knowledge-graph-embedding task, recorded, with the loss of the model's <see cref="Objective"/>. hL is from the cross&amp;compress
/// units, R is the L2 term (MKR, equations 7 and 8):
/// <code>
/// that = sigmoid(Mᴷ([hL; r]))
/// score(h, r, t) = sigmoid(tL · that)
/// R = (|hL|² + |tL|² over the batch's true triples + |W|² once) / 2
/// </code>
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MkrKgeTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MkrModel<T> _model;
    private readonly InnerProductScore<T> _true;
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
        (Items, Heads, Variable<T> v, Variable<T> h) = model.EmbedItems(Tape);
        Relations = Tape.Lookup(model.Relations);
        Tails = Tape.Lookup(model.Entities);
        Variable<T> head = model.ApplyCross(Tape, v, h, CrossOutputs.Entity);
        // A reader before the concatenation: so the concatenated gradient is the head's, and is not copied.
        _ = new L2Penalty<T>(Tape, head) { Scale = options.L2, Reduction = penalties };
        Variable<T> relation = new Embedding<T>(Tape, Relations).Output;
        Variable<T> predicted = new Sigmoid<T>(Tape, model.TailPredictor.Apply(Tape, new Concat<T>(Tape, head, relation).Output)).Output;
        Variable<T> tail = model.TailMlp.Apply(Tape, new Embedding<T>(Tape, Tails).Output);
        _true = new InnerProductScore<T>(Tape, tail, predicted)
        {
            Scale = scale,
            Reduction = scores,
            PenaltyA = options.L2,
            PenaltyReduction = penalties,
        };
        if (options.Objective == Objective.Paper)
        {
            FalseTails = Tape.Lookup(model.Entities);
            Variable<T> falseTail = model.TailMlp.Apply(Tape, new Embedding<T>(Tape, FalseTails).Output);
            _ = new InnerProductScore<T>(Tape, falseTail, predicted) { Scale = -scale, Reduction = scores };
        }

        IEnumerable<Weight<T>> weights = [.. model.TailMlp.Weights, .. model.CrossVectors, .. model.TailPredictor.Weights];
        _ = new WeightL2Penalty<T>(Tape, weights) { Scale = options.L2, Reduction = penalties };
        if (reportRmse) _rmse = new RootMeanSquareError<T>(Tape, tail, predicted);
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>The scores of the true triples.</summary>
    public Variable<T> Scores => _true.Scores;

    /// <summary>
    /// The item v, an element of S(h), of each triple of the batch; where the model keeps items with their entities, the same as
    /// <see cref="Heads"/>.
    /// </summary>
    public Lookup<T> Items { get; }

    /// <summary>The head h of each triple.</summary>
    public Lookup<T> Heads { get; }

    /// <summary>The relation r of each triple.</summary>
    public Lookup<T> Relations { get; }

    /// <summary>The tail t of each triple.</summary>
    public Lookup<T> Tails { get; }

    /// <summary>The tail t' of each false triple (h, r, t'); null where the objective has none.</summary>
    public Lookup<T>? FalseTails { get; }

    /// <summary>The last step's RMSE between the tails' vectors and the predicted ones.</summary>
    /// <exception cref="InvalidOperationException">The task was recorded without it.</exception>
    public double Rmse => (_rmse ?? throw new InvalidOperationException("The task was recorded without its RMSE.")).Value;

    /// <summary>Records the task once more, for a thread of its own.</summary>
    internal void Record(Tape<T> replica) => _ = new MkrKgeTask<T>(_model, replica, _rmse is not null);

    /// <summary>The loss of the first <paramref name="batch"/> triples, with its gradients.</summary>
    public double ForwardBackward(int batch) => Tape.ForwardBackward(batch);
}
