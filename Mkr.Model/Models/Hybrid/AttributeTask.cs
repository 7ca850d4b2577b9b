using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Models.Hybrid.Towers;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid;

/// <summary>
/// The graph task, recorded: an item's vector without its attribute k is to tell k, a relation and a tail, from false ones:
/// <code>
/// z    = x_{i \ k} · R[k']      k' = k, or one of N false attributes
/// loss = mean over the batch of w CE(z)      w = 1 / N for a false one
/// </code>
/// R is what a history's attributes are rows of: an item is then close to whoever likes what it is.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class AttributeTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HybridModel<T> _model;
    private readonly HybridFacts _facts;
    private readonly ItemTower<T> _items;
    private readonly TowerTape<T> _on;

    /// <summary>Records the task for batches of up to <paramref name="maxBatch"/> examples.</summary>
    public AttributeTask(HybridModel<T> model, HybridFacts facts, int maxBatch)
        : this(model, facts, new Tape<T>(maxBatch), new DropoutSeed())
    {
    }

    private AttributeTask(HybridModel<T> model, HybridFacts facts, Tape<T> tape, DropoutSeed seed)
    {
        (_model, _facts, Seed) = (model, facts, seed);
        _on = new TowerTape<T>(tape, seed, model.Options.Dropout);
        Labels = new BatchInput<T>(tape, "label");
        _items = new ItemTower<T>(_on, model, facts, labels: null, withoutOne: true);
        Attributes = tape.Lookup(model.HistoryAttributes!);
        Variable<T> tails = new Embedding<T>(tape, Attributes).Output;
        Variable<T> logits = new InnerProduct<T>(tape, _items.Vector, tails).Output;
        _ = new SigmoidCrossEntropy<T>(tape, logits, Labels.Output)
        {
            Reduction = Reduction.Mean,
            NegativeWeight = 1.0 / model.Options.FalseAttributes,
        };
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape => _on.Tape;

    /// <summary>The item of each example.</summary>
    public RowNumbers Items => _items.Items;

    /// <summary>The attribute k that is not looked at, with its weight negated.</summary>
    public BagLookup<T> Without => _items.Without!;

    /// <summary>The attribute k' of each example.</summary>
    public Lookup<T> Attributes { get; }

    /// <summary>Whether it is the item's.</summary>
    public BatchInput<T> Labels { get; }

    /// <summary>What the dropout is random by.</summary>
    public DropoutSeed Seed { get; }

    /// <summary>Complete a batch.</summary>
    public IReadOnlyList<IBatchColumn> Columns => _on.Columns;

    /// <summary>Records the task once more, for a thread of its own.</summary>
    internal void Record(Tape<T> replica) => _ = new AttributeTask<T>(_model, _facts, replica, Seed);
}
