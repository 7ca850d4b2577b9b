using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.KnowledgeGraphs;
using Mkr.Model.Models.Pairs;
using Mkr.Model.Training;
using Mkr.Model.Training.Batches;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.Dkn;

/// <summary>DKN in training.</summary>
internal sealed class DknTrainable : ITrainable
{
    private readonly DknTitles _titles;
    private readonly DknClicks _clicks;
    private readonly DknModel<float> _model;
    private readonly TrainingTask<float> _training;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _catchUp;

    public DknTrainable(DknOptions options, ModelData data, TrainingResources resources)
    {
        (Interaction[] train, int users, SeededRandom random) = (data.Split.Train, data.Data.Users.Count, resources.Random);
        _titles = new DknTitles(options, data.Data, train);
        _clicks = new DknClicks(users, train, options.Clicks, random.Split("clicks"));
        _model = new DknModel<float>(options, _titles.WordCount, _titles.EntityCount);
        Initialize(options, data.Data.Graph, random);
        var task = new DknTask<float>(_model, _titles, _clicks, options.BatchSize);
        IBatchSource pairs = PairSource.Create(options, train, users, task.Users, task.Items, task.Labels, random);
        var adam = new Adam<float>(task.Tape, _model.Parameters, new AdamOptions(options.Rate, options.Adam));
        _training = new TrainingTask<float>(
            "samples", task.Tape, adam, pairs, [task], options.BatchSize, random.Split("shuffles"));
        _catchUp = _model.CatchUp;
    }

    /// <inheritdoc/>
    public double Progress => (double)_training.Position / _training.Count;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates => [_training.Rate];

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep) => OneTask.RunEpoch(_training, afterStep, _catchUp);

    /// <inheritdoc/>
    public ITrainedModel CreateRecommender() => DknRecommender.Of(_model, _titles, _clicks);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _model.Visit(visitor);

    /// <inheritdoc/>
    public void VisitTraining(StateVisitor visitor)
    {
        _model.Visit(visitor);
        _training.Visit(visitor);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    /// <summary>
    /// Entities start at their vectors by TransE, contexts at the means of their neighbours'; without a graph both are drawn.
    /// </summary>
    private void Initialize(DknOptions options, KnowledgeGraph graph, SeededRandom random)
    {
        int[] entities = [.. _titles.GraphEntities];
        float[][]? own = null, context = null;
        if (graph.Triples.Length > 0)
        {
            EntityVectors vectors = PretrainedEntities.Of(
                graph, Pretraining.Of("transe", options.EntityDim, options.EntityEpochs, random));
            own = [.. entities.Select(entity => vectors[entity].ToArray())];
            if (options.Context) context = EntityContexts.Of(graph, vectors, entities);
        }

        _model.Initialize(own, context, random.Split("initialisation"));
    }
}
