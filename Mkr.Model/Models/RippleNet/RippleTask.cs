using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Data;

namespace Mkr.Model.Models.RippleNet;

/// <summary>
/// RippleNet's loss, recorded:
/// <code>
/// mean cross-entropy - kgeWeight / (B M) sum of sigmoid(h R t) + l2 sum of (|h|² + |t|² + |R|²)
/// </code>
/// with the sums over all triples of all ripple sets of the batch, each as often as it occurs. An example without ripple sets has logit 0.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class RippleTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Records the loss for batches of up to <paramref name="maxBatch"/> examples.</summary>
    public RippleTask(RippleModel<T> model, RippleGraph graph, RippleSets sets, ItemEntityMap map, int maxBatch)
    {
        RippleOptions options = model.Options;
        Tape = new Tape<T>(maxBatch);
        int occurrences = checked(maxBatch * options.Hops * options.Memory);
        int triples = Math.Clamp(graph.Count, 1, occurrences), pairs = Math.Clamp(graph.PairHeads.Length, 1, occurrences);
        int entities = Enumerable.Range(0, map.ItemCount).Max(item => map.EntitiesOf(item).Length);
        BagLookup<T> items = Tape.BagLookup(model.Entities, maxBatch * entities);
        StepLookup<T> heads = Tape.StepLookup(model.Entities, pairs), tails = Tape.StepLookup(model.Entities, triples);
        StepLookup<T> matrices = Tape.StepLookup(model.Relations, pairs);
        var products = new RelationProduct<T>(Tape, heads, matrices, triples);
        var fromLeft = options.KgeWeight > 0 ? new RelationProduct<T>(Tape, heads, matrices, triples, isLeft: true) : null;
        Batch = new RippleBatch<T>(
            graph, sets, map, options, items, heads, matrices, tails, fromLeft is null ? [products] : [products, fromLeft], maxBatch);
        Labels = new BatchInput<T>(Tape, "label");
        Variable<T> item = new EmbeddingBag<T>(Tape, items, BagMode.Mean).Output;
        (Variable<T> last, Variable<T> user) = model.RecordHops(Tape, item, products, tails, Batch.Hops);
        CrossEntropy = new InnerProductCrossEntropy<T>(Tape, last, user, Labels.Output)
        {
            Reduction = Reduction.Mean,
            NegativeWeight = options.NegativeWeight,
        };
        if (fromLeft is not null)
        {
            Plausibility = new SigmoidProducts<T>(Tape, fromLeft, tails)
            {
                Scale = -options.KgeWeight / options.Memory,
                Reduction = Reduction.Mean,
            };
        }

        if (options.L2 > 0)
            Penalties = [.. new[] { heads, tails, matrices }.Select(rows => new RowL2Penalty<T>(Tape, rows) { Scale = 2 * options.L2 })];
    }

    /// <summary>The recorded computation.</summary>
    public Tape<T> Tape { get; }

    /// <summary>Fills the batch's ripple sets, once its users and items are there.</summary>
    public RippleBatch<T> Batch { get; }

    /// <summary>The label of each example.</summary>
    public BatchInput<T> Labels { get; }

    /// <summary>The first term; its product is the logit.</summary>
    public InnerProductCrossEntropy<T> CrossEntropy { get; }

    /// <summary>The second term; null without one.</summary>
    public SigmoidProducts<T>? Plausibility { get; }

    /// <summary>The third term, of heads, tails and matrices; empty without one.</summary>
    public IReadOnlyList<RowL2Penalty<T>> Penalties { get; } = [];
}
