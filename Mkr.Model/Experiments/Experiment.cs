using System.Diagnostics;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.Baselines;
using Mkr.Model.Training;

namespace Mkr.Model.Experiments;

/// <summary>
/// Trains and tests a model on a data set, together with the rows that every result is to be read against: popularity, the same model without its knowledge graph, the
/// same model with a shuffled one, and, under the paper's protocol, the protocol's own leak.
/// </summary>
public sealed class Experiment
{
    private readonly RecommendationData _data;
    private readonly RunSettings _settings;
    private readonly int _threads;

    /// <summary>An experiment; <paramref name="threads"/> are used for evaluation, and do not change a bit of the result.</summary>
    public Experiment(RecommendationData data, RunSettings settings, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(settings);
        _data = data;
        _settings = settings;
        _threads = threads;
    }

    /// <summary>Runs it. The test part is read once, when everything is trained.</summary>
    /// <param name="seed">Determines the split, the initialisation and the training.</param>
    /// <param name="observer">Is told how the model's training goes; null for nobody.</param>
    /// <param name="cancellation">Ends the run early.</param>
    public ExperimentRun Run(ulong seed, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        long start = Stopwatch.GetTimestamp();
        var random = new SeededRandom(seed);
        DatasetSplit split = _settings.Protocol.Split(_data, random.Split("split"));
        TrainingResult model = Train(_data, split, _settings.Training, random, observer, cancellation);
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;

        KnowledgeGraph shuffled = _data.Graph.ShuffleTails(random.Split("shuffled graph"));
        TrainingResult withoutGraph = Train(_data, split, _settings.Training with { UseKge = false }, random, null, cancellation);
        TrainingResult withShuffledGraph = Train(_data with { Graph = shuffled }, split, _settings.Training, random, null, cancellation);
        var rows = new List<ExperimentRow>
        {
            Test(split, "MKR", model.Recommender),
            Test(split, "without the graph", withoutGraph.Recommender),
            Test(split, "shuffled graph", withShuffledGraph.Recommender),
            Test(split, "popularity", new PopularityRecommender(split.Train, _data.Users.Count, _data.Items.Count)),
        };
        if (_settings.Protocol.LeaksUserBalance)
            rows.Add(Test(split, "user balance (leak)", new UserBalanceLeak(split.Train, _data.Users.Count, _data.Items.Count)));
        return new ExperimentRun(seed, split, model, rows, seconds);
    }

    private TrainingResult Train(
        RecommendationData data, DatasetSplit split, TrainingOptions training, SeededRandom random, ITrainingObserver? observer, CancellationToken cancellation) =>
        new MkrTrainer(data, split, _settings.Model, training, _threads).Train(random.Split("training"), observer, cancellation);

    private ExperimentRow Test(DatasetSplit split, string name, IRecommender recommender)
    {
        float[] scores = new float[split.Test.Length];
        recommender.ScorePairs(split.Test, scores);
        return new ExperimentRow(name, CtrEvaluator.Evaluate(recommender, split.Test, _threads), scores);
    }
}
