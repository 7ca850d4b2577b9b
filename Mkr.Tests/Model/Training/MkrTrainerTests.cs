using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Training;

public sealed class MkrTrainerTests
{
    private static readonly TrainingOptions Training = new() { Epochs = 3, BatchSize = 16, RsRate = 5e-3, KgeRate = 5e-3, KgeInterval = 2 };

    [Test]
    public void Same_seed_gives_the_same_bits_on_any_number_of_threads(
        [Values] Schedule schedule, [Values] Objective objective, [Values] RowPolicy rows)
    {
        TrainingOptions training = Training with { Schedule = schedule, Adam = rows };
        var options = new MkrOptions { Dim = 4, LowLayers = 2, Objective = objective };
        float[] once = Weights(Train(options, training, threads: 1));
        Assert.That(Weights(Train(options, training, threads: 1)), Is.EqualTo(once));
        Assert.That(Weights(Train(options, training, threads: 2)), Is.EqualTo(once));
        Assert.That(Weights(Train(options, training, threads: 1, seed: 2)), Is.Not.EqualTo(once));
    }

    [Test]
    public void Deferred_rows_train_like_dense_ones()
    {
        var options = new MkrOptions { Dim = 4, LowLayers = 2 };
        float[] dense = Weights(Train(options, Training with { Adam = RowPolicy.Dense, Epochs = 20 }));
        float[] deferred = Weights(Train(options, Training with { Adam = RowPolicy.Deferred, Epochs = 20 }));
        Assert.That(deferred, Is.EqualTo(dense).Within(2e-4));
        Assert.That(Weights(Train(options, Training with { Adam = RowPolicy.Lazy, Epochs = 20 })), Is.Not.EqualTo(dense).Within(2e-4));
    }

    [Test]
    public void Keeps_the_epoch_with_the_best_validation_auc()
    {
        TrainingResult result = Train(new MkrOptions { Dim = 4 }, Training with { Epochs = 8 });
        Assert.That(result.Epochs, Has.Count.EqualTo(8));
        Assert.That(result.Validation.Auc, Is.EqualTo(result.Epochs.Max(e => e.ValidationAuc)));
        Assert.That(result.Epochs[result.BestEpoch - 1].ValidationAuc, Is.EqualTo(result.Validation.Auc));
        TrainingResult shorter = Train(new MkrOptions { Dim = 4 }, Training with { Epochs = result.BestEpoch });
        Assert.That(Weights(result), Is.EqualTo(Weights(shorter)), "the parameters are those of the best epoch");
    }

    [Test]
    public void A_run_whose_relus_all_die_is_started_again_and_says_so()
    {
        var log = new Log();
        InvalidOperationException? error = Assert.Throws<InvalidOperationException>(
            () => Train(new MkrOptions { Dim = 1 }, Training with { RsRate = 1e20 }, observer: log));
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
            .Select(seed => Train(new MkrOptions { Dim = 1 }, Training with { RsRate = 0.05 }, observer: log, seed: (ulong)seed));
        TrainingResult restarted = results.First(result => result.Restarts.Count > 0);
        Assert.That(log.Restarts, Is.Not.Empty);
        Assert.That(restarted.Epochs, Has.Count.EqualTo(3), "the last attempt is complete");
        Assert.That(restarted.Validation.Auc, Is.Not.EqualTo(0.5));
    }

    [Test]
    public void Algorithm_1_makes_a_kge_step_after_every_t_recommendation_steps()
    {
        (RecommendationData data, DatasetSplit split, MkrModel<float> model) = Setup(new MkrOptions { Dim = 4 });
        int rsSteps = (split.Train.Length + 15) / 16;
        foreach ((Schedule schedule, int kgeSteps) in new[] { (Schedule.Algorithm1, rsSteps / 3), (Schedule.Epochs, 2) })
        {
            TrainingOptions options = Training with { Schedule = schedule, KgeInterval = 3 };
            using var trainer = new AlternatingTrainer<float>(model, data, split.Train, options, new SeededRandom(1));
            int steps = 0;
            trainer.RunEpoch(() => steps++);
            Assert.That(steps, Is.EqualTo(rsSteps + kgeSteps), $"{schedule}: {data.Graph.Triples.Length} triples in batches of 16");
        }
    }

    [Test]
    public void Without_kge_the_other_entities_and_relations_stay()
    {
        (RecommendationData data, DatasetSplit split, MkrModel<float> model) = Setup(new MkrOptions { Dim = 4 });
        float[] relations = new float[model.Relations.Count], after = new float[model.Relations.Count];
        model.Relations.CopyTo(relations);
        using var trainer = new AlternatingTrainer<float>(model, data, split.Train, Training with { UseKge = false }, new SeededRandom(1));
        trainer.RunEpoch();
        model.Relations.CopyTo(after);
        Assert.That(after, Is.EqualTo(relations));
    }

    [Test]
    public void Without_rs_the_users_stay_and_the_kge_task_takes_the_same_steps([Values] Schedule schedule)
    {
        (RecommendationData data, DatasetSplit split, MkrModel<float> model) = Setup(new MkrOptions { Dim = 4 });
        float[] users = Copy(model.Users), relations = Copy(model.Relations);
        int[] steps = new int[2];
        foreach (bool useRs in new[] { false, true })
        {
            using var trainer = new AlternatingTrainer<float>(
                model, data, split.Train, Training with { UseRs = useRs, Schedule = schedule }, new SeededRandom(1));
            trainer.RunEpoch(() => steps[useRs ? 1 : 0]++);
            Assert.That(trainer.RsThroughput.PerSecond, useRs ? Is.Positive : Is.Zero);
            if (useRs) continue;
            Assert.That(Copy(model.Users), Is.EqualTo(users));
            Assert.That(Copy(model.Relations), Is.Not.EqualTo(relations));
        }

        Assert.That(steps[0], Is.EqualTo(steps[1]));
    }

    [Test]
    public void Without_rs_the_last_epoch_is_kept() =>
        Assert.That(Train(new MkrOptions { Dim = 4 }, Training with { UseRs = false }).BestEpoch, Is.EqualTo(3));

    private static TrainingResult Train(
        MkrOptions options, TrainingOptions training, int threads = 1, ulong seed = 1, ITrainingObserver? observer = null)
    {
        RecommendationData data = SmallWorld.Create();
        DatasetSplit split = SplitProtocol.All[0].Split(data, new SeededRandom(9));
        return new MkrTrainer(data, split, options, training, threads).Train(new SeededRandom(seed), observer);
    }

    private static (RecommendationData Data, DatasetSplit Split, MkrModel<float> Model) Setup(MkrOptions options)
    {
        RecommendationData data = SmallWorld.Create();
        DatasetSplit split = SplitProtocol.All[0].Split(data, new SeededRandom(9));
        var model = new MkrModel<float>(
            options, new MkrSizes(data.Users.Count, data.Items.Count, data.Graph.Entities.Count, data.Graph.Relations.Count));
        model.Initialize(new SeededRandom(1));
        return (data, split, model);
    }

    private static float[] Weights(TrainingResult result) => [.. result.Model.Parameters.Parameters.SelectMany(Values)];

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
