using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Threads;
using Mkr.Model.Layers;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// The recommendation task, recorded: yhat = sigmoid(f_RS(uL, vL)) (MKR, equations 4 to 6) and its loss, the mean cross-entropy over the batch plus
/// l2 / 2 (|uL|² + |vL|² over the batch + |W|² once).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MkrRsTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MkrModel<T> _model;
    private readonly Lookup<T> _users;
    private readonly Lookup<T> _items;
    private readonly Lookup<T> _entities;
    private readonly BatchInput<T> _labels;
    private readonly Loss<T> _crossEntropy;

    /// <summary>Records the task for batches of up to <paramref name="maxBatch"/> examples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="maxBatch">The largest batch.</param>
    public MkrRsTask(MkrModel<T> model, int maxBatch)
        : this(model, new Tape<T>(maxBatch))
    {
    }

    private MkrRsTask(MkrModel<T> model, Tape<T> tape)
    {
        ArgumentNullException.ThrowIfNull(model);
        _model = model;
        Tape = tape;
        _users = Tape.Lookup(model.Users);
        (_items, _entities, Variable<T> v, Variable<T> e) = model.EmbedItems(Tape);
        Variable<T> user = model.UserMlp.Apply(Tape, new Embedding<T>(Tape, _users).Output);
        Variable<T> item = model.ApplyCross(Tape, v, e, CrossOutputs.Item);
        _labels = new BatchInput<T>(Tape, "label");
        double l2 = model.Options.L2;
        (Logits, _crossEntropy) = model.Predictor is null ? InnerProduct(user, item, l2) : Mlp(model.Predictor, user, item, l2);
        _ = new WeightL2Penalty<T>(Tape, [.. model.UserMlp.Weights, .. model.CrossVectors, .. model.Predictor?.Weights ?? []]) { Scale = l2 };
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>f_RS(uL, vL).</summary>
    public Variable<T> Logits { get; }

    /// <summary>The user of each example of the batch.</summary>
    public Span<int> Users => _users.Rows;

    /// <summary>The item v of each example.</summary>
    public Span<int> Items => _items.Rows;

    /// <summary>The entity e, an element of S(v), of each example; where the model keeps items with their entities, the same memory as <see cref="Items"/>.</summary>
    public Span<int> Entities => _entities.Rows;

    /// <summary>The label y of each example, 0 or 1.</summary>
    public Span<T> Labels => _labels.Values;

    /// <summary>Asks for the memory that a step with these examples will need.</summary>
    public void Prefetch(ReadOnlySpan<int> users, ReadOnlySpan<int> items)
    {
        _users.Prefetch(users);
        _items.Prefetch(items);
    }

    /// <summary>Lets the threads of <paramref name="team"/> share steps, where the tape's <see cref="Tape{T}.IsSplit"/> says so.</summary>
    public void SplitOver(WorkerTeam team) => Tape.SplitOver(team, replica => _ = new MkrRsTask<T>(_model, replica));

    /// <summary>The loss of the first <paramref name="batch"/> examples, with its gradients.</summary>
    public double ForwardBackward(int batch)
    {
        SetBatch(batch);
        return Tape.ForwardBackward(batch);
    }

    /// <summary>Prepares the loss for a batch of the given size: the cross-entropy is a mean.</summary>
    public void SetBatch(int batch) => _crossEntropy.Scale = 1.0 / batch;

    private (Variable<T> Logits, Loss<T> CrossEntropy) InnerProduct(Variable<T> user, Variable<T> item, double l2)
    {
        var loss = new InnerProductCrossEntropy<T>(Tape, user, item, _labels.Output) { PenaltyA = l2, PenaltyB = l2 };
        return (loss.Product, loss);
    }

    private (Variable<T> Logits, Loss<T> CrossEntropy) Mlp(Mlp<T> predictor, Variable<T> user, Variable<T> item, double l2)
    {
        Variable<T> logits = predictor.Apply(Tape, new Concat<T>(Tape, user, item).Output);
        var loss = new SigmoidCrossEntropy<T>(Tape, logits, _labels.Output);
        _ = new L2Penalty<T>(Tape, user) { Scale = l2 };
        _ = new L2Penalty<T>(Tape, item) { Scale = l2 };
        return (logits, loss);
    }
}
