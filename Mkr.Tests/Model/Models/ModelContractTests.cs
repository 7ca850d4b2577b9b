using System.Text.Json.Nodes;
using Mkr.Model.Data;
using Mkr.Model.Data.Formats;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Runs;
using Mkr.Model.Settings;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Models;

/// <summary>What every registered model owes: this class is its contract test, without a line for any.</summary>
[TestFixtureSource(typeof(ModelCatalog), nameof(ModelCatalog.All))]
public sealed class ModelContractTests(ModelDefinition model)
{
    [Test]
    public void Scores_are_numbers_that_do_not_depend_on_how_they_are_asked_for()
    {
        TrainingResult result = SmallModels.Train(SmallModels.Settings(model));
        RecommenderContract.Check(result.Recommender);
        Assert.That(result.Recommender.Name, Is.EqualTo(model.Title));
        Assert.That((result.Recommender.UserCount, result.Recommender.ItemCount), Is.EqualTo((30, SmallWorld.Items)));
    }

    [Test]
    public void The_same_seed_gives_the_same_bits_on_any_number_of_threads()
    {
        RunSettings settings = SmallModels.Settings(model);
        byte[] one = SmallModels.Bytes(SmallModels.Train(settings).Recommender);
        Assert.That(SmallModels.Bytes(SmallModels.Train(settings, threads: 2).Recommender), Is.EqualTo(one));
        if (model.Defaults is EpochOptions)
            Assert.That(SmallModels.Bytes(SmallModels.Train(settings, seed: 2).Recommender), Is.Not.EqualTo(one));
    }

    [Test]
    public void A_run_folder_opens_with_the_same_scores()
    {
        using var folder = new TemporaryFolder();
        RunSettings settings = SmallModels.Settings(model).With([new("protocol", "paper")]);
        RecommendationData data = SmallModels.Data;
        ExperimentRun run = new Experiment(data, settings) { Comparisons = [] }.Run(seed: 3);
        string path = Path.Combine(folder.Path, "run");
        using (NewFolder place = NewFolder.Claim(path)) place.Write(p => RunFolder.Write(p, settings, data, run, []));
        using RunFolder opened = RunFolder.Open(path);
        Assert.That(opened.Settings.ToJson().ToJsonString(), Is.EqualTo(settings.ToJson().ToJsonString()));
        int[] users = [.. Enumerable.Range(0, data.Users.Count)];
        float[] expected = new float[users.Length * data.Items.Count], actual = new float[expected.Length];
        run.Training.Recommender.ScoreAllItems(users, expected);
        opened.Recommender.ScoreAllItems(users, actual);
        Assert.That(actual, Is.EqualTo(expected));
        Assert.That(SmallModels.Bytes(opened.Recommender), Is.EqualTo(SmallModels.Bytes(run.Training.Recommender)));
    }

    /// <summary>On the invented world counting is worth next to nothing, and the others much.</summary>
    [Test]
    public void Is_better_than_chance_on_the_demo()
    {
        RecommendationData data = RawDataReader.Read(Path.Combine(RealData.RepositoryRoot, "datasets", "demo"), RawFormat.Demo);
        ExperimentRun run = new Experiment(data, Preset.Find("demo").Settings(model), threads: 2) { Comparisons = [] }.Run(seed: 1);
        Assert.That(run.Rows[0].Test.Auc, Is.GreaterThan(model.Name == "popularity" ? 0.5 : 0.6));
    }

    [Test]
    public void Cancelling_ends_the_training()
    {
        RunSettings settings = SmallModels.Settings(model);
        var trainer = new EpochTrainer(model, settings.Options, new ModelData(SmallModels.Data, SmallModels.Split));
        Assert.That(
            () => trainer.Train(new(1), cancellation: new CancellationToken(canceled: true)),
            Throws.InstanceOf<OperationCanceledException>());
    }
}
