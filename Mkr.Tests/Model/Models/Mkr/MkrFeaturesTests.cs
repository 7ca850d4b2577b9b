using System.Text.Json.Nodes;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Mkr.Tails;
using Mkr.Model.Runs;
using Mkr.Model.Settings;
using Mkr.Model.Training.Columns;
using Mkr.Tests.Model.Data;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Models.Mkr;

/// <summary>MKR with raw features of users, items, entities and relations.</summary>
internal sealed class MkrFeaturesTests
{
    private const string All = "word,group,kind,history,attributes";

    private static readonly ModelDefinition Mkr = ModelCatalog.Find("mkr");

    [Test]
    public void A_run_folder_opens_with_the_same_scores_to_the_bit(
        [Values("none", "user", "item", "both")] string withoutId, [Values] bool oneToOne, [Values("mean", "idf")] string mode)
    {
        using var folder = new TemporaryFolder();
        RecommendationData data = SmallWorld.Create(oneToOne);
        RunSettings settings = TrainedModel.Settings(Mkr)
            .With([new("features", All), new("withoutId", withoutId), new("featureMode", mode)]);
        ExperimentRun run = TrainedModel.Run(settings, data);
        RunFolder.Write(folder.Path, settings, data, run, new JsonObject());
        using RunFolder opened = RunFolder.Open(folder.Path);
        Assert.That(opened.Settings.Text("features"), Is.EqualTo(All));
        Assert.That(TrainedModel.Scores(opened.Recommender), Is.EqualTo(TrainedModel.Scores(run.Training.Recommender)));
        RecommenderContract.Check(opened.Recommender);
    }

    [Test]
    public void Threads_change_no_bit()
    {
        (RunSettings settings, RecommendationData data) = TrainedModel.Demo(Mkr);
        settings = settings.With([new("epochs", "2"), new("batchSize", "2048"), new("features", "history,attributes")]);
        float[] expected = TrainedModel.Scores(TrainedModel.Run(settings, data).Training.Recommender);
        foreach (int threads in new[] { 2, 3 })
            Assert.That(TrainedModel.Scores(TrainedModel.Run(settings, data, threads: threads).Training.Recommender), Is.EqualTo(expected));
    }

    [Test]
    public void Epochs_allocate_nothing([Values] RowPolicy rows, [Values] bool oneToOne)
    {
        (MkrModel<float> model, ModelData data) = Create(
            SmallWorld.Create(oneToOne), new MkrOptions { Features = All, FeatureMode = FeatureMode.Idf, Adam = rows, BatchSize = 50 });
        using var training = new MkrTraining<float>(model, data.Data, data.Split.Train, new SeededRandom(1));
        for (int epoch = 0; epoch < 40; epoch++) training.RunEpoch();
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int epoch = 0; epoch < 10; epoch++) training.RunEpoch();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero);
    }

    /// <summary>Each user has one positive: as its own item, it must not describe the user who is trained on it.</summary>
    [Test]
    public void A_positive_does_not_see_itself_in_the_history()
    {
        Interaction[] train = [new(0, 1, true), new(1, 2, true), new(0, 3, false)];
        RecommendationData data = SmallData.From(2, 4, train);
        FeatureField history = FeatureSelection.Find("history", FeatureMode.Mean, data, train).Single();
        var model = new MkrModel<double>(new MkrOptions(), MkrSizes.Of(data), oneToOne: false, [history]);
        var task = new MkrRsTask<double>(model, 3);
        for (int i = 0; i < 3; i++) (task.Users.Rows[i], task.Items.Rows[i]) = (train[i].User, train[i].Item);
        Assert.That(Touched(2), Is.Zero, "positives");
        Assert.That(Touched(3), Is.EqualTo(1), "with the negative, whose user has item 1");

        int Touched(int batch)
        {
            foreach (IBatchColumn column in task.Features) column.Fill(batch);
            task.ForwardBackward(batch);
            return task.Tape.Tables.Single(gradient => gradient.Tables[0].Name == "user_history_embedding").Count;
        }
    }

    [Test]
    public void Without_features_the_parameters_are_what_they_were()
    {
        (MkrModel<float> model, _) = Create(SmallWorld.Create(), new MkrOptions());
        Assert.That(model.Parameters.Parameters.OfType<Table<float>>().Select(table => table.Name), Is.EqualTo(
            new[] { "user_embedding", "item_embedding", "entity_embedding", "relation_embedding" }));
    }

    [Test]
    public void Somebody_without_an_id_needs_a_field() => Assert.That(
        () => Create(SmallWorld.Create(), new MkrOptions { WithoutId = WithoutId.Both, Features = "word" }),
        Throws.TypeOf<SettingException>().With.Message.Contains("who has no row of the id needs a field"));

    [Test]
    public void Only_its_own_graph_side_reads_features_of_relations() => Assert.That(
        () => Create(SmallWorld.Create(), new MkrOptions { KgeModel = KgeKind.TransE, Features = "kind" }),
        Throws.TypeOf<SettingException>().With.Message.Contains("kgeModel=mkr"));

    [TestCase("score", "cosine")]
    [TestCase("tailOutput", "linear")]
    [TestCase("relationLayers", "on")]
    public void Only_its_own_graph_side_reads_how_tails_are_predicted(string key, string value)
    {
        RunSettings settings = TrainedModel.Settings(ModelCatalog.Find("mkr")).With([new("kgeModel", "transe"), new(key, value)]);
        Assert.That(
            () => TrainedModel.Train(settings, SmallWorld.Create(), seed: 1),
            Throws.TypeOf<SettingException>().With.Message.EqualTo(
                key + ": only MKR's own graph side reads it. Leave it out, or give kgeModel=mkr."));
    }

    private static (MkrModel<float> Model, ModelData Data) Create(RecommendationData data, MkrOptions options)
    {
        var split = new ModelData(data, new SplitOptions().Split(data, new SeededRandom(1)));
        var model = new MkrModel<float>(options, MkrSizes.Of(data), data.Map.IsOneToOne, options.FieldsOf(split));
        model.Initialize(new SeededRandom(1));
        return (model, split);
    }
}
