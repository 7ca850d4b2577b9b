using System.Text.Json.Nodes;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Models.States;
using Mkr.Model.Runs;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Evaluation;

namespace Mkr.Tests.Model.Models.Contract;

/// <summary>What every model of the catalogue owes the program: a new one is tested here from its first line in the catalogue on.</summary>
/// <param name="name">The model's name.</param>
[TestFixtureSource(nameof(Names))]
internal sealed class ModelContractTests(string name)
{
    private readonly ModelDefinition _model = ModelCatalog.Find(name);
    private readonly RecommendationData _data = SmallWorld.Create();
    private readonly RunSettings _settings = TrainedModel.Settings(ModelCatalog.Find(name));

    public static IEnumerable<string> Names => ModelCatalog.All.Select(model => model.Name);

    [Test]
    public void It_trains_and_scores_the_same_both_ways()
    {
        ITrainedModel recommender = TrainedModel.Run(_settings, _data).Training.Recommender;
        Assert.That((recommender.UserCount, recommender.ItemCount), Is.EqualTo((_data.Users.Count, _data.Items.Count)));
        Assert.That(recommender.Name, Is.EqualTo(_model.Title));
        RecommenderContract.Check(recommender);
        Assert.That(TrainedModel.Scores(recommender).Distinct().Count(), Is.GreaterThan(1), "the scores tell items apart");
    }

    [Test]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        (RunSettings settings, RecommendationData data) = TrainedModel.Demo(_model);
        if (_model.Defaults is EpochOptions) settings = settings.With([new("epochs", "2"), new("batchSize", "2048")]);
        float[] expected = TrainedModel.Scores(TrainedModel.Run(settings, data, seed: 5).Training.Recommender);
        foreach (int threads in new[] { 1, 2, 3 })
            Assert.That(
                TrainedModel.Scores(TrainedModel.Run(settings, data, seed: 5, threads).Training.Recommender), Is.EqualTo(expected),
                $"{threads} threads");
    }

    [Test]
    public void A_run_folder_opens_with_the_same_scores_to_the_bit()
    {
        using var folder = new TemporaryFolder();
        ExperimentRun run = TrainedModel.Run(_settings, _data);
        RunFolder.Write(folder.Path, _settings, _data, run, new JsonObject());
        using RunFolder opened = RunFolder.Open(folder.Path);
        Assert.That(opened.Settings.Model, Is.SameAs(_model));
        Assert.That(opened.Settings.ToJson()["epochs"]?.ToString(), Is.EqualTo(_settings.ToJson()["epochs"]?.ToString()));
        Assert.That(TrainedModel.Scores(opened.Recommender), Is.EqualTo(TrainedModel.Scores(run.Training.Recommender)));
    }

    [Test]
    public void A_state_that_was_kept_can_be_put_back_and_later_epochs_change_no_recommender()
    {
        using ITrainable training = TrainedModel.Create(_settings, _data);
        training.RunEpoch(() => Assert.That(training.Progress, Is.InRange(0, 1)));
        Assert.That(training.Progress, Is.EqualTo(1));
        using ITrainedModel first = training.CreateRecommender();
        float[] expected = TrainedModel.Scores(first);
        var state = new StateCopy();
        state.Keep(training);
        training.RunEpoch(() => { });
        Assert.That(TrainedModel.Scores(first), Is.EqualTo(expected), "the recommender of the first epoch");
        state.Restore(training);
        Assert.That(TrainedModel.Scores(training.CreateRecommender()), Is.EqualTo(expected), "the state of the first epoch");
    }

    [Test]
    public void An_epoch_stops_where_the_trainer_says_so()
    {
        using ITrainable training = TrainedModel.Create(_settings, _data);
        Assert.That(() => training.RunEpoch(() => throw new OperationCanceledException()), Throws.InstanceOf<OperationCanceledException>());
    }

    /// <summary>On pairs and on lists. Counting is next to chance there by construction, and the least that a model must reach.</summary>
    [Test]
    public void It_beats_chance_on_the_demo()
    {
        (RunSettings settings, RecommendationData data) = TrainedModel.Demo(_model);
        ExperimentRun run = TrainedModel.Run(settings, data, threads: 2);
        DatasetSplit split = run.Split;
        var topK = new TopKEvaluator(split.Validation, split.Train, data.Users.Count, data.Items.Count, new TopKOptions { Cutoffs = [10] });
        Assert.That(run.Training.Validation.Auc, Is.GreaterThan(0.51));
        TableRecommender chance = TableRecommender.Random(data.Users.Count, data.Items.Count, 1000, new SeededRandom(1));
        Assert.That(Ndcg(run.Training.Recommender), Is.GreaterThan(1.2 * Ndcg(chance)).And.LessThan(0.9));

        double Ndcg(IRecommender recommender) => topK.Evaluate(recommender).At(10).Ranking.NormalizedDiscountedCumulativeGain;
    }
}
