using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Sampling;
using Mkr.Model.Settings;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.KnowledgeGraphs;

/// <summary>
/// Learns vectors of entities from all triples of a graph: the features of LibFM and Wide &amp; Deep, the first entity vectors of DKN. It
/// sees no interaction, so that none can leak through it.
/// <code>
/// loss = mean of max(0, 1 - s(true) + s(false)), one false triple with another head or tail for each true one
/// </code>
/// Adam, rate 0.005, 512 triples a step; after a step vectors longer than 1 are cut to length 1 (TransR, Lin et al., AAAI 2015).
/// </summary>
/// <remarks>
/// What was learnt stays in memory as long as its graph does: epochs, trials and comparison rows of one graph learn it once, whichever asks
/// first. A graph without triples has vectors of zeros: a model then has no features, and not random ones.
/// </remarks>
internal static class PretrainedEntities
{
    private const int BatchSize = 512;
    private const double Rate = 0.005;

    private static readonly ConditionalWeakTable<KnowledgeGraph, ConcurrentDictionary<Pretraining, Lazy<EntityVectors>>> Learnt = [];

    /// <summary>The vectors of a graph's entities.</summary>
    /// <param name="graph">The graph, as the model that takes them is given it.</param>
    /// <param name="pretraining">How they are learnt.</param>
    /// <exception cref="SettingException">The model is none of a knowledge graph alone.</exception>
    public static EntityVectors Of(KnowledgeGraph graph, Pretraining pretraining)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(pretraining);
        return Learnt.GetOrCreateValue(graph)
            .GetOrAdd(pretraining, wanted => new Lazy<EntityVectors>(() => Learn(graph, wanted))).Value;
    }

    private static EntityVectors Learn(KnowledgeGraph graph, Pretraining pretraining)
    {
        KgeOptions options = Options(pretraining);
        int entities = graph.Entities.Count;
        float[] vectors = new float[entities * pretraining.Dim];
        Triple[] triples = [.. graph.Triples.ToArray().Distinct()];
        if (triples.Length == 0) return new EntityVectors(pretraining.Dim, vectors);
        var random = new SeededRandom(pretraining.Seed);
        var model = new KgeModel<float>(options, entities, graph.Relations.Count);
        model.Initialize(random.Split("initialisation"));
        var task = new KgeTask<float>(model, options.BatchSize);
        var corruptor = new TripleCorruptor(triples, entities, graph.Relations.Count, isBernoulli: false);
        var source = new SidedTriples<float>(triples, task, corruptor, random.Split("samples"));
        var adam = new Adam<float>(task.Tape, model.Parameters, new AdamOptions(options.Rate, options.Adam));
        model.Constrain(adam);
        var training = new TrainingTask<float>(
            "triples", task.Tape, adam, source, [], options.BatchSize, random.Split("shuffles"));
        for (int epoch = 0; epoch < pretraining.Epochs; epoch++) OneTask.RunEpoch(training, () => { }, model.CatchUp);
        model.Entities.CopyTo(vectors);
        return new EntityVectors(pretraining.Dim, vectors);
    }

    private static KgeOptions Options(Pretraining pretraining) => ModelCatalog.Find(pretraining.Model).Defaults is KgeOptions defaults
        ? defaults with
        {
            Dim = pretraining.Dim,
            Loss = TripleLoss.Margin,
            Margin = 1,
            NegativeTriples = 1,
            Constraint = EntityConstraint.Ball,
            Rate = Rate,
            BatchSize = BatchSize,
        }
        : throw new SettingException(
            $"{pretraining.Model} does not learn vectors of entities from a graph alone. Choose transr or transe, say.");
}
