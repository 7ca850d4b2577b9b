using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Mkr.Prediction;
using Mkr.Model.Sampling;

namespace Mkr.Tests.Model.Training;

/// <summary>A training step allocates nothing, so that the garbage collector never interrupts an epoch.</summary>
internal sealed class StepAllocationTests
{
    private const int Users = 40;
    private const int Items = 60;
    private const int Entities = 90;
    private const int BatchSize = 300;

    [Test]
    public void Epochs_of_both_tasks_allocate_nothing(
        [Values] Objective objective, [Values] RowPolicy rows, [Values] PredictionFunction predictor, [Values] bool oneToOne,
        [Values(Schedule.Algorithm1, Schedule.Epochs)] Schedule schedule, [Values] Negatives negatives) =>
        Check(objective, rows, predictor, oneToOne, schedule, negatives, BatchSize, threads: 1);

    /// <summary>Also by steps that several threads share, on the thread that calls.</summary>
    [Test]
    public void Shared_steps_allocate_nothing([Values] Objective objective, [Values] RowPolicy rows) =>
        Check(
            objective, rows, PredictionFunction.InnerProduct, oneToOne: true, Schedule.Epochs, Negatives.Given, 5 * BatchSize, threads: 2);

    private static void Check(
        Objective objective, RowPolicy rows, PredictionFunction predictor, bool oneToOne, Schedule schedule, Negatives negatives,
        int batchSize, int threads)
    {
        var random = new SeededRandom(13);
        Interaction[] interactions =
            [.. Enumerable.Range(0, 4 * batchSize / 3)
                .Select(i => new Interaction(random.NextInt32(Users), random.NextInt32(Items), i % 2 == 0))];
        RecommendationData data = Data(interactions, oneToOne, triples: 4 * batchSize / 3, random);
        var options = new MkrOptions
        {
            Dim = 5,
            LowLayers = 2,
            HighLayers = 2,
            Objective = objective,
            FRs = predictor,
            BatchSize = batchSize,
            Adam = rows,
            Schedule = schedule,
            Negatives = negatives,
            NegativesPerPositive = 2,
        };
        var model = new MkrModel<float>(options, new MkrSizes(Users, Items, Entities, 3), oneToOne);
        model.Initialize(random);
        using var training = new MkrTraining<float>(model, data, interactions, random, threads);
        Train(training);
        Assert.That(Enumerable.Range(0, 5).Min(_ => AllocatedBy(training)), Is.Zero);
    }

    /// <summary>
    /// The counter also takes in what is left of the thread's allocation buffer when a collection, for whatever thread, retires it: the
    /// least of several measurements is the training's own.
    /// </summary>
    private static long AllocatedBy(MkrTraining<float> training)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        Train(training);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Whole epochs of both tasks, with batches of two tiles and of one; of shared ones, of two blocks and of one.</summary>
    private static void Train(MkrTraining<float> training)
    {
        for (int epoch = 0; epoch < 40; epoch++)
            training.RunEpoch();
    }

    /// <summary>
    /// Random facts about the items; unless one-to-one, the last two items share an entity and the first has a second one.
    /// </summary>
    private static RecommendationData Data(Interaction[] interactions, bool oneToOne, int triples, SeededRandom random)
    {
        IEnumerable<(int Item, int Entity)> pairs = Enumerable.Range(0, Items).Select(i => (i, i));
        if (!oneToOne) pairs = [.. pairs, (0, Items), (Items - 2, Items - 1)];
        Triple[] facts = [.. Enumerable.Range(0, triples)
            .Select(_ => new Triple(random.NextInt32(Items), random.NextInt32(3), random.NextInt32(Entities)))];
        (UserItems positives, UserItems rated) = UserItems.ByLabel(Users, interactions);
        return new RecommendationData
        {
            Name = "synthetic",
            Users = Names(Users),
            Items = Names(Items),
            UserNames = new string?[Users],
            ItemNames = new string?[Items],
            Positives = positives,
            Rated = rated,
            Graph = new KnowledgeGraph(Names(Entities), Names(3), facts),
            Map = new ItemEntityMap(Items, Entities, [.. pairs]),
            Report = new ReadReport(),
        };

        static Vocabulary Names(int count) => new(Enumerable.Range(0, count).Select(i => $"{i}"));
    }
}
