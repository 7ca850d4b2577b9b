using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Data.Protocols;
using Mkr.Model.Models;
using Mkr.Model.Models.Factorization;
using Mkr.Model.Runs;
using Mkr.Model.Training;

namespace Mkr.Tests.Model.Models.Factorization;

internal sealed class BprMfTrainableTests
{
    private static readonly BprMfOptions Options = new() { Dim = 8, Epochs = 3, BatchSize = 16, Rate = 1e-2 };

    private static readonly ModelDefinition Model = ModelCatalog.Find("bpr-mf");
    private static readonly RecommendationData Data = SmallWorld.Create();
    private static readonly DatasetSplit Split = SplitProtocol.Find("warm").Split(Data, new SeededRandom(9));

    [Test]
    public void Ranks_its_training_positives_before_other_items()
    {
        var data = new ModelData(Data, Split with { Validation = Split.Train });
        TrainingResult result = new EpochTrainer(Model, Options with { Epochs = 50, L2 = 0, BiasL2 = 0 }, data).Train(new SeededRandom(1));
        Assert.That(result.Validation.Auc, Is.GreaterThan(0.95));
    }

    [Test]
    public void Opened_again_it_gives_the_same_scores([Values] bool userOffset)
    {
        BprMfOptions options = Options with { UserOffset = userOffset };
        TrainingResult result = Train(options);
        using var folder = new TemporaryFolder();
        string path = Path.Combine(folder.Path, "weights.safetensors");
        TensorWriter.Write(path, result.Recommender);
        var reader = new TensorReader(path);
        using ITrainedModel opened = Model.Open(options, new ModelData(Data, Split), reader);
        reader.CheckAllRead();
        Assert.That(Scores(opened), Is.EqualTo(Scores(result.Recommender)));
    }

    [Test]
    public void Same_seed_gives_the_same_scores_and_another_seed_others()
    {
        float[] once = Scores(Train(Options));
        Assert.That(Scores(Train(Options)), Is.EqualTo(once));
        Assert.That(Scores(Train(Options, seed: 2)), Is.Not.EqualTo(once));
    }

    /// <summary>Offsets move whole rows, by different amounts, and a common scaling follows.</summary>
    [Test]
    public void Offsets_change_no_users_ranking()
    {
        float[] without = Scores(Train(Options)), with = Scores(Train(Options with { UserOffset = true }));
        Assert.That(with, Is.Not.EqualTo(without));
        for (int user = 0; user < Data.Users.Count; user++)
            Assert.That(Ranking(with, user), Is.EqualTo(Ranking(without, user)));

        static int[] Ranking(float[] scores, int user) =>
            [.. Enumerable.Range(0, SmallWorld.Items).OrderBy(item => scores[(user * SmallWorld.Items) + item])];
    }

    /// <summary>The counter also takes in what is left of a buffer that a collection retires: the least is training's own.</summary>
    [Test]
    public void Epochs_allocate_nothing([Values] RowPolicy rows, [Values(16, 100)] int batchSize)
    {
        BprMfOptions options = Options with { Adam = rows, BatchSize = batchSize, NegativesPerPositive = 2 };
        var resources = new TrainingResources(new SeededRandom(13), Threads: 1);
        using ITrainable training = Model.Create(options, new ModelData(Data, Split), resources);
        Action afterStep = static () => { };
        RunEpochs();
        Assert.That(Enumerable.Range(0, 5).Min(_ => AllocatedByEpochs()), Is.Zero);

        long AllocatedByEpochs()
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            RunEpochs();
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        void RunEpochs()
        {
            for (int epoch = 0; epoch < 40; epoch++) training.RunEpoch(afterStep);
        }
    }

    private static TrainingResult Train(BprMfOptions options, ulong seed = 1) =>
        new EpochTrainer(Model, options, new ModelData(Data, Split)).Train(new SeededRandom(seed));

    private static float[] Scores(TrainingResult result) => Scores(result.Recommender);

    private static float[] Scores(IRecommender recommender)
    {
        float[] scores = new float[Data.Users.Count * SmallWorld.Items];
        recommender.ScoreAllItems([.. Enumerable.Range(0, Data.Users.Count)], scores);
        return scores;
    }
}
