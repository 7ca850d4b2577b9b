using System.Text.Json.Nodes;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Models.Mkr.Sharing;
using Mkr.Model.Runs;
using Mkr.Model.Settings;
using Mkr.Tests.Model.Data;
using Mkr.Tests.Model.Models.Contract;

namespace Mkr.Tests.Model.Models.Mkr;

/// <summary>MKR that reads a text of items.</summary>
internal sealed class MkrTextTests
{
    private static readonly ModelDefinition Mkr = ModelCatalog.Find("mkr");

    [Test]
    public void A_run_folder_opens_with_the_same_scores_to_the_bit([Values("none", "item")] string withoutId, [Values] bool oneToOne)
    {
        using var folder = new TemporaryFolder();
        RecommendationData data = SmallWorld.Create(oneToOne);
        RunSettings settings = TrainedModel.Settings(Mkr)
            .With([new("text", "word"), new("features", "group"), new("withoutId", withoutId)]);
        ExperimentRun run = TrainedModel.Run(settings, data);
        RunFolder.Write(folder.Path, settings, data, run, new JsonObject());
        using RunFolder opened = RunFolder.Open(folder.Path);
        Assert.That(TrainedModel.Scores(opened.Recommender), Is.EqualTo(TrainedModel.Scores(run.Training.Recommender)));
        RecommenderContract.Check(opened.Recommender);
    }

    [Test]
    public void Epochs_allocate_nothing([Values] RowPolicy rows, [Values] bool oneToOne)
    {
        RecommendationData data = SmallWorld.Create(oneToOne);
        var split = new ModelData(data, new SplitOptions().Split(data, new SeededRandom(1)));
        var options = new MkrOptions { Text = "word", Adam = rows, BatchSize = 50 };
        var model = new MkrModel<float>(options, MkrSizes.Of(data), data.Map.IsOneToOne, options.FieldsOf(split));
        model.Initialize(new SeededRandom(1));
        using var training = new MkrTraining<float>(model, data, split.Split.Train, new SeededRandom(1));
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

    [Test]
    public void Threads_change_no_bit()
    {
        RunSettings settings = TrainedModel.Settings(Mkr).With([new("text", "word"), new("epochs", "2"), new("batchSize", "2048")]);
        RecommendationData data = SmallWorld.Create();
        float[] expected = TrainedModel.Scores(TrainedModel.Run(settings, data).Training.Recommender);
        Assert.That(TrainedModel.Scores(TrainedModel.Run(settings, data, threads: 2).Training.Recommender), Is.EqualTo(expected));
    }

    /// <summary>Filters and matrix, in both tasks; where nothing crosses, the graph's task has no item.</summary>
    [Test]
    public void Its_matrices_are_penalised_where_there_is_an_item()
    {
        RecommendationData data = SmallWorld.Create();
        var split = new ModelData(data, new SplitOptions().Split(data, new SeededRandom(1)));
        var options = new MkrOptions { Text = "word" };
        string[] expected = ["item_word1.filter", "item_word2.filter", "item_word3.filter", "item_word_out.weight"];
        var model = new MkrModel<float>(options, MkrSizes.Of(data), fields: options.FieldsOf(split));
        Assert.That(model.ItemVectors.Weights.Select(weight => weight.Name), Is.EqualTo(expected));
        MkrOptions apart = options with { Sharing = FeatureSharing.None };
        var task = new MkrKgeTask<float>(new MkrModel<float>(apart, MkrSizes.Of(data), fields: apart.FieldsOf(split)), 4);
        Assert.That(task.Tape.Weights.Gradients.Select(gradient => gradient.Weight.Name), Has.None.StartsWith("item_word"));
    }

    [TestCase("word", "word", "among features already")]
    [TestCase("plot", null, "have no field 'plot', but word")]
    public void A_field_is_there_and_read_one_way(string text, string? features, string message)
    {
        RecommendationData data = SmallWorld.Create();
        Assert.That(
            () => FeatureSelection.FindText(text, features, data, []), Throws.TypeOf<SettingException>().With.Message.Contains(message));
    }

    /// <summary>Of item 3's words "b a b c" c is of no item in the training part: the others keep their order, and come as often.</summary>
    [Test]
    public void Words_keep_their_order_and_repetitions()
    {
        Interaction[] train = [new(0, 0, true), new(0, 1, true)];
        var rows = new FeatureRows(4);
        foreach ((int item, int word) in new[] { (0, 0), (1, 1), (3, 1), (3, 0), (3, 1), (3, 2) }) rows.Add(item, word);
        FeatureField title = rows.ToField("title", FeatureOwner.Item, new Vocabulary(["a", "b", "c"]));
        RecommendationData data = SmallData.From(1, 4, train) with { Features = [title] };
        FeatureField text = FeatureSelection.FindText("title", null, data, train).Single();
        Assert.That(text.IsText);
        Assert.That(text[3].ToArray().Select(word => text.Vocabulary[word]), Is.EqualTo(new[] { "b", "a", "b" }));
        Assert.That(FeatureSelection.FindText(null, null, data, train), Is.Empty);
    }
}
