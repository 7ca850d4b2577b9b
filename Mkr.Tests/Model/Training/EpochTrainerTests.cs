using Mkr.Model.Data;
using Mkr.Model.Models;
using Mkr.Model.Settings;
using Mkr.Model.Training;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Training;

internal sealed class EpochTrainerTests
{
    private static readonly RecommendationData Data = SmallWorld.Create();

    /// <summary>Whichever task's rate is too large: the numbers of the whole model are looked at.</summary>
    [TestCase("objective=released", "kgeRate=1e20")]
    [TestCase("rs=off", "kgeRate=1e30")]
    [TestCase("batchSize=1048576", "rsRate=1e12")]
    [TestCase("rsRate=1e30", "adam=lazy")]
    public void Divergence_is_named(params string[] given) => Assert.That(
        () => Train(given),
        Throws.InvalidOperationException.With.Message.StartsWith("All 10 attempts collapsed (the loss diverged in epoch "));

    [Test]
    public void Few_steps_and_an_unfinished_training_are_told()
    {
        IReadOnlyList<string> warnings = Train("epochs=2", "batchSize=1024", "kgeInterval=1", "rsRate=0.01").Warnings;
        Assert.That(warnings, Has.Some.StartsWith("an epoch is of ").And.Some.Contains("Give a smaller batchSize (now 1024)"));
        TrainingResult[] results = [.. Enumerable.Range(2, 20).Select(epochs => Train($"epochs={epochs}", "batchSize=4"))];
        Assert.That(results.Select(IsLast), Has.Some.True.And.Some.False, "both cases are there");
        Assert.That(
            results.Select(result => result.Warnings.Any(w => w.EndsWith("the training had not converged. Give more epochs."))),
            Is.EqualTo(results.Select(IsLast)));

        static bool IsLast(TrainingResult result) => result.BestEpoch == result.Epochs.Count;
    }

    [Test]
    public void A_graph_that_was_not_learnt_is_told() => Assert.That(
        Train("batchSize=1024", "kgeInterval=3").Warnings, Has.Some.StartsWith("the KGE task took no step"));

    [Test]
    public void Patience_ends_it_early()
    {
        TrainingResult result = Train("epochs=200", "patience=2", "rsRate=0.03");
        Assert.That(result.Epochs, Has.Count.EqualTo(result.BestEpoch + 2));
        Assert.That(result.Warnings.Where(warning => warning.Contains("converged")), Is.Empty);
    }

    private static TrainingResult Train(params string[] given) => TrainedModel.Train(
        TrainedModel.Settings(ModelCatalog.Find("mkr")).With(
            given.Select(pair => pair.Split('=')).Select(pair => KeyValuePair.Create(pair[0], pair[1]))),
        Data, seed: 1);
}
