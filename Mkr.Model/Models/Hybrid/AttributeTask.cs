using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Models.Hybrid.Towers;

namespace Mkr.Model.Models.Hybrid;

/// <summary>
/// The graph task, recorded: an item's vector without its attribute k, a relation and a tail, is to tell that this fact is true, and
/// others are false:
/// <code>
/// z    = x_{i' \ k} · R[k']      (i', k') = (i, k), or one of N false facts
/// loss = mean over the batch of w CE(z)      w = 1 / N for a false one
/// </code>
/// or, by <see cref="HybridOptions.GraphLoss"/>, the cross-entropy of each fact among its N false ones, which weighs those most that are
/// taken for true. R is what a history's attributes are rows of: an item is then close to whoever likes what it is.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class AttributeTask<T> : TowerTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ItemTower<T> _items;

    /// <summary>Records the task for batches of up to <paramref name="maxBatch"/> examples.</summary>
    public AttributeTask(HybridModel<T> model, HybridFacts facts, int maxBatch)
        : this(model, facts, new Tape<T>(maxBatch), new DropoutSeed())
    {
    }

    private AttributeTask(HybridModel<T> model, HybridFacts facts, Tape<T> tape, DropoutSeed seed)
        : base(model, facts, tape, seed)
    {
        HybridOptions options = model.Options;
        _items = new ItemTower<T>(On, model, facts, labels: null, withoutOne: true);
        Attributes = tape.Lookup(model.HistoryAttributes!);
        Variable<T> tails = new Embedding<T>(tape, Attributes).Output;
        Variable<T> logits = new InnerProduct<T>(tape, _items.Vector, tails).Output;
        int group = 1 + options.FalseAttributes;
        _ = options.GraphLoss == GraphLoss.Softmax
            ? new SampledSoftmax<T>(tape, logits, group) { Scale = group, Reduction = Reduction.Mean }
            : (Loss<T>)new SigmoidCrossEntropy<T>(tape, logits, Labels.Output)
            {
                Reduction = Reduction.Mean,
                NegativeWeight = 1.0 / options.FalseAttributes,
            };
    }

    /// <inheritdoc/>
    public override RowNumbers Items => _items.Items;

    /// <summary>The attribute k that is not looked at, with its weight negated.</summary>
    public BagLookup<T> Without => _items.Without!;

    /// <summary>The attribute k' of each example.</summary>
    public Lookup<T> Attributes { get; }

    /// <inheritdoc/>
    internal override void Record(Tape<T> replica) => _ = new AttributeTask<T>(Model, Facts, replica, Seed);
}
