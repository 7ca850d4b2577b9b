using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Sampling;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Models.Mkr;

internal sealed class MkrTrainingTests
{
    private static readonly MkrOptions Small =
        new() { Dim = 4, Epochs = 3, BatchSize = 16, RsRate = 5e-3, KgeRate = 5e-3, KgeInterval = 2 };

    private static readonly RecommendationData Data = SmallWorld.Create();
    private static readonly DatasetSplit Split = SplitProtocol.Find("paper").Split(Data, new SeededRandom(9));

    [Test]
    public void Same_seed_gives_the_same_bits_on_any_number_of_threads(
        [Values(Schedule.Algorithm1, Schedule.Epochs)] Schedule schedule, [Values] Objective objective, [Values] RowPolicy rows,
        [Values] Negatives negatives)
    {
        MkrOptions options = Small with { LowLayers = 2, Objective = objective, Schedule = schedule, Adam = rows, Negatives = negatives };
        float[] once = Weights(Train(options, threads: 1));
        Assert.That(Weights(Train(options, threads: 1)), Is.EqualTo(once));
        Assert.That(Weights(Train(options, threads: 2)), Is.EqualTo(once));
        Assert.That(Weights(Train(options, threads: 1, seed: 2)), Is.Not.EqualTo(once));
    }

    [Test]
    public void Deferred_rows_train_like_dense_ones()
    {
        MkrOptions options = Small with { LowLayers = 2, Epochs = 20 };
        float[] dense = Weights(Train(options with { Adam = RowPolicy.Dense }));
        float[] deferred = Weights(Train(options with { Adam = RowPolicy.Deferred }));
        Assert.That(deferred, Is.EqualTo(dense).Within(2e-4));
        Assert.That(Weights(Train(options with { Adam = RowPolicy.Lazy })), Is.Not.EqualTo(dense).Within(2e-4));
    }

    [Test]
    public void Keeps_the_epoch_with_the_best_validation_auc()
    {
        TrainingResult result = Train(Small with { Epochs = 8 });
        Assert.That(result.Epochs, Has.Count.EqualTo(8));
        Assert.That(result.Validation.Auc, Is.EqualTo(result.Epochs.Max(e => e.Metric(SelectionMetric.Auc))));
        Assert.That(result.Best.Metric(SelectionMetric.Auc), Is.EqualTo(result.Validation.Auc));
        TrainingResult shorter = Train(Small with { Epochs = result.BestEpoch });
        Assert.That(Weights(result), Is.EqualTo(Weights(shorter)), "the parameters are those of the best epoch");
    }

    [Test]
    public void A_run_whose_relus_all_die_is_started_again_and_says_so()
    {
        var log = new Log();
        InvalidOperationException? error = Assert.Throws<InvalidOperationException>(
            () => Train(Small with { Dim = 1, RsRate = 1e20 }, observer: log));
        Assert.That(error!.Message, Does.Contain("All 10 attempts collapsed").And.Contain("smaller learning rates"));
        Assert.That(log.Restarts, Has.Count.EqualTo(9));
        Assert.That(log.Restarts[0], Does.Contain("epoch 1"));
    }

    [Test]
    public void A_restart_can_succeed()
    {
        var log = new Log();
        // One dimension, whose single ReLU is dead for all users from the start in about half of the initialisations.
        IEnumerable<TrainingResult> results = Enumerable.Range(0, 12)
            .Select(seed => Train(Small with { Dim = 1, RsRate = 0.05 }, observer: log, seed: (ulong)seed));
        TrainingResult restarted = results.First(result => result.Restarts.Count > 0);
        Assert.That(log.Restarts, Is.Not.Empty);
        Assert.That(restarted.Epochs, Has.Count.EqualTo(3), "the last attempt is complete");
        Assert.That(restarted.Validation.Auc, Is.Not.EqualTo(0.5));
    }

    [Test]
    public void Algorithm_1_makes_a_kge_step_after_every_t_recommendation_steps()
    {
        int rsSteps = (Split.Train.Length + 15) / 16;
        foreach ((Schedule schedule, int kgeSteps) in new[] { (Schedule.Algorithm1, rsSteps / 3), (Schedule.Epochs, 2) })
        {
            using MkrTraining<float> training = Create(CreateModel(Small with { Schedule = schedule, KgeInterval = 3 }));
            int steps = 0;
            training.RunEpoch(() => steps++);
            Assert.That(steps, Is.EqualTo(rsSteps + kgeSteps), $"{schedule}: {Data.Graph.Triples.Length} triples in batches of 16");
        }
    }

    [Test]
    public void Without_triples_the_other_entities_and_relations_stay()
    {
        MkrModel<float> model = CreateModel(Small);
        float[] relations = Copy(model.Triples.Tables[0]);
        RecommendationData none = new SplitOptions { Graph = GraphUse.None }.Reduce(Data, new SeededRandom(1));
        using var training = new MkrTraining<float>(model, none, Split.Train, new SeededRandom(1));
        training.RunEpoch();
        Assert.That(Copy(model.Triples.Tables[0]), Is.EqualTo(relations));
    }

    [Test]
    public void Without_rs_the_users_stay_and_the_kge_task_takes_the_same_steps(
        [Values(Schedule.Algorithm1, Schedule.Epochs)] Schedule schedule)
    {
        int[] steps = new int[2];
        foreach (bool useRs in new[] { false, true })
        {
            MkrModel<float> model = CreateModel(Small with { UseRs = useRs, Schedule = schedule });
            float[] users = Copy(model.Users), relations = Copy(model.Triples.Tables[0]);
            using MkrTraining<float> training = Create(model);
            training.RunEpoch(() => steps[useRs ? 1 : 0]++);
            Assert.That(training.Recommendation.Throughput.PerSecond, useRs ? Is.Positive : Is.Zero);
            if (useRs) continue;
            Assert.That(Copy(model.Users), Is.EqualTo(users));
            Assert.That(Copy(model.Triples.Tables[0]), Is.Not.EqualTo(relations));
        }

        Assert.That(steps[0], Is.EqualTo(steps[1]));
    }

    [Test]
    public void Without_rs_the_last_epoch_is_kept() =>
        Assert.That(Train(Small with { UseRs = false }).BestEpoch, Is.EqualTo(3));

    [Test]
    public void A_kge_task_that_takes_no_step_is_told() => Assert.That(
        Train(Small with { BatchSize = 1000 }).Warnings, Has.One.StartsWith("the KGE task took no step: an epoch has 1 of"));

    private static TrainingResult Train(MkrOptions options, int threads = 1, ulong seed = 1, ITrainingObserver? observer = null) =>
        new EpochTrainer(ModelCatalog.Find("mkr"), options, new ModelData(Data, Split), threads).Train(new SeededRandom(seed), observer);

    private static MkrTraining<float> Create(MkrModel<float> model) => new(model, Data, Split.Train, new SeededRandom(1));

    private static MkrModel<float> CreateModel(MkrOptions options)
    {
        var model = new MkrModel<float>(options, MkrSizes.Of(Data));
        model.Initialize(new SeededRandom(1));
        return model;
    }

    private static float[] Weights(TrainingResult result) =>
        [.. ((MkrRecommender)result.Recommender).Model.Parameters.Parameters.SelectMany(Values)];

    private static float[] Copy(Table<float> table)
    {
        float[] values = new float[table.Count];
        table.CopyTo(values);
        return values;
    }

    private static float[] Values(Parameter<float> parameter)
    {
        float[] values = new float[parameter.Count];
        parameter.CopyTo(values);
        return values;
    }

    private sealed class Log : ITrainingObserver
    {
        public List<string> Restarts { get; } = [];

        public void OnProgress(int epoch, double fraction, double samplesPerSecond) =>
            Assert.That(fraction, Is.InRange(0, 1));

        public void OnEpoch(EpochReport report)
        {
        }

        public void OnRestart(int attempt, string reason) => Restarts.Add(reason);
    }
}
