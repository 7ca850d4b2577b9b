using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Sampling;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Speed;

/// <summary>
/// Times epochs of a model of a graph alone: shuffling, drawing false triples and steps, and what is deferred is made up at the end. All
/// models are timed with the margin loss, one false triple for each true one and batches of 1,024, so that they can be compared.
/// </summary>
internal static class KgeTimer
{
    /// <summary>The examples of a batch.</summary>
    public const int BatchSize = 1024;

    /// <summary>The lengths of entities' vectors that models are timed with.</summary>
    public static IReadOnlyList<int> Dims { get; } = [8, 32];

    /// <summary>The models of a graph alone.</summary>
    public static IReadOnlyList<ModelDefinition> Models { get; } = [.. ModelCatalog.All.Where(model => model.Defaults is KgeOptions)];

    /// <summary>What a model is timed with.</summary>
    /// <param name="options">The model's options.</param>
    /// <param name="dim">d.</param>
    /// <param name="rows">The policy of the optimizer.</param>
    public static KgeOptions Comparable(KgeOptions options, int dim, RowPolicy rows)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options with
        {
            Loss = TripleLoss.Margin,
            NegativeTriples = 1,
            Margin = 1,
            L2 = 0,
            Start = 0.3,
            Rate = 1e-3,
            BatchSize = BatchSize,
            Dim = dim,
            Adam = rows,
        };
    }

    /// <summary>True triples a second, the median over the epochs.</summary>
    /// <param name="graph">The graph, all of whose triples are trained on.</param>
    /// <param name="options">The model and how it is trained.</param>
    /// <param name="time">How long, but <see cref="Rates.LeastRuns"/> epochs at least.</param>
    /// <param name="cancellation">Ends it early.</param>
    public static double Measure(KnowledgeGraph graph, KgeOptions options, TimeSpan time, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        (int entities, int relations) = (graph.Entities.Count, graph.Relations.Count);
        var random = new SeededRandom(1);
        var model = new KgeModel<float>(options, entities, relations);
        model.Initialize(random);
        var task = new KgeTask<float>(model, options.BatchSize);
        var adam = new Adam<float>(task.Tape, model.Parameters, new AdamOptions(options.Rate, options.Adam));
        var corruptor = new TripleCorruptor(graph.Triples, entities, relations, options.Corruption == Corruption.Bernoulli);
        var source = new SidedTriples<float>(graph.Triples, task, corruptor, random.Split("samples"));
        var training = new TrainingTask<float>("triples", task.Tape, adam, source, [], options.BatchSize, random.Split("shuffles"));
        return Rates.Median(Rates.Measure(time, RunEpoch, cancellation));

        long RunEpoch()
        {
            OneTask.RunEpoch(training, cancellation.ThrowIfCancellationRequested, model.CatchUp);
            return source.Count;
        }
    }
}
