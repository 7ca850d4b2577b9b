using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;

namespace Mkr.Model.Models.Mkr;

/// <summary>
/// The recommendation task, recorded: yhat = sigmoid(f_RS(uL, vL)) (MKR, equations 4 to 6) and its loss, the mean cross-entropy over the batch plus
/// l2 / 2 (|uL|² + |vL|² over the batch + |W|² once).
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class MkrRsTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Lookup<T> _users;
    private readonly Lookup<T> _items;
    private readonly Lookup<T> _entities;
    private readonly BatchInput<T> _labels;
    private readonly SigmoidCrossEntropy<T> _crossEntropy;

    /// <summary>Records the task for batches of up to <paramref name="maxBatch"/> examples.</summary>
    /// <param name="model">The model.</param>
    /// <param name="maxBatch">The largest batch.</param>
    public MkrRsTask(MkrModel<T> model, int maxBatch)
    {
        ArgumentNullException.ThrowIfNull(model);
        Tape = new Tape<T>(maxBatch);
        _users = Tape.Lookup(model.Users);
        (_items, _entities) = model.ItemsWithEntities is { } pair ? Tape.Lookup(pair) : (Tape.Lookup(model.Items), Tape.Lookup(model.Entities));
        Variable<T> user = model.UserMlp.Apply(Tape, new Embedding<T>(Tape, _users).Output);
        Variable<T> item = model.ApplyCross(
            Tape, new Embedding<T>(Tape, _items).Output, new Embedding<T>(Tape, _entities).Output, CrossOutputs.Item);
        Logits = model.Predictor is null
            ? new InnerProduct<T>(Tape, user, item).Output
            : model.Predictor.Apply(Tape, new Concat<T>(Tape, user, item).Output);
        _labels = new BatchInput<T>(Tape, "label");
        _crossEntropy = new SigmoidCrossEntropy<T>(Tape, Logits, _labels.Output);

        double l2 = model.Options.L2;
        IEnumerable<Weight<T>> weights = [.. model.UserMlp.Weights, .. model.CrossVectors, .. model.Predictor?.Weights ?? []];
        _ = new L2Penalty<T>(Tape, user) { Scale = l2 };
        _ = new L2Penalty<T>(Tape, item) { Scale = l2 };
        _ = new WeightL2Penalty<T>(Tape, weights) { Scale = l2 };
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

    /// <summary>The loss of the first <paramref name="batch"/> examples, with its gradients.</summary>
    public double ForwardBackward(int batch)
    {
        SetBatch(batch);
        return Tape.ForwardBackward(batch);
    }

    /// <summary>Prepares the loss for a batch of the given size: the cross-entropy is a mean.</summary>
    public void SetBatch(int batch) => _crossEntropy.Scale = 1.0 / batch;
}
