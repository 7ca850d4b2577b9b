using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Model.Data;
using Mkr.Model.Models.Hybrid.Towers;
using Mkr.Model.Models.States;
using Mkr.Model.Models.Wide;
using Mkr.Model.Sampling;
using Mkr.Model.Training;
using Mkr.Model.Training.Batches;
using Mkr.Model.Training.Columns;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.Hybrid;

/// <summary>A hybrid in training.</summary>
internal sealed class HybridTrainable : ITrainable
{
    private readonly HybridModel<float> _model;
    private readonly HybridEncoder _encoder;
    private readonly TrainingTask<float> _training;
    private readonly TrainingTask<float>? _graph;
    private readonly AlternatingSteps? _schedule;
    private readonly WideFeatures? _wide;
    private readonly HeadExamples? _head;
    private readonly WorkerTeam? _team;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _catchUp;

    public HybridTrainable(HybridOptions options, ModelData data, TrainingResources resources)
    {
        Interaction[] train = data.Split.Train;
        int users = data.Data.Users.Count;
        var facts = new HybridFacts(data, options.Attributes);
        _model = new HybridModel<float>(options, users, data.Data.Items.Count, facts.AttributeCount);
        _model.Initialize(resources.Random.Split("initialisation"));
        _encoder = new HybridEncoder(_model, facts);
        SeededRandom random = resources.Random;
        var task = new HybridTask<float>(_model, facts, options.BatchSize);
        var pairs = new PairsByUser<float>(
            UserItems.ByLabel(users, train).Positives, options.NegativesPerPositive, new FreshNegatives(train, users), task.Users,
            task.Items, task.Labels, random.Split("negatives"));
        _training = Task("pairs", options, task.Tape, pairs, [.. task.Columns, new DropoutSeeds(task.Seed, random.Split("dropout"))], random);
        AttributeTask<float>? graph = facts.AttributeCount > 0 && options.GraphTask ? new(_model, facts, options.BatchSize) : null;
        if (graph is not null)
        {
            var triples = new AttributeTriples<float>(facts, options.FalseAttributes, graph, random.Split("false attributes"));
            _graph = Task("attributes", options, graph.Tape, triples, [.. graph.Columns, new DropoutSeeds(graph.Seed, random.Split("graph dropout"))], random);
            _schedule = new AlternatingSteps(options.GraphInterval);
        }

        if (options.Wide)
        {
            _wide = new WideFeatures(data, options.ItemKnn, options.Ease, resources.Threads);
            _head = options.Goal == PairGoal.Clicks
                ? HeadExamples.Labelled(_wide, data.Split)
                : HeadExamples.Ranked(_wide, data.Split, random.Split("head"));
        }

        _catchUp = _model.CatchUp;
        if (resources.Threads == 1) return;
        _team = new WorkerTeam(resources.Threads);
        _training.SplitOver(_team, task.Record);
        if (graph is not null) _graph!.SplitOver(_team, graph.Record);
    }

    /// <inheritdoc/>
    public double Progress => (double)_training.Position / _training.Count;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates => [new(_training.Name, _training.Throughput.PerSecond)];

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep) => _graph is null
        ? OneTask.RunEpoch(_training, afterStep, _catchUp)
        : _schedule!.RunEpoch(_training, _graph, afterStep, _catchUp);

    /// <inheritdoc/>
    public ITrainedModel CreateRecommender()
    {
        (float[] users, float[] items) = _encoder.Encode();
        var towers = new VectorRecommender(HybridDefinition.TableTitle, _encoder.Length, users, items);
        return _wide is null ? towers : HybridRecommender.Fit(towers, _wide, _head!, _model.Options.Ridge);
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _model.Visit(visitor);

    /// <inheritdoc/>
    public void Dispose() => _team?.Dispose();

    private TrainingTask<float> Task(
        string name, HybridOptions options, Tape<float> tape, IBatchSource source, IReadOnlyList<IBatchColumn> columns, SeededRandom random)
    {
        var adam = new Adam<float>(tape, _model.Parameters, new AdamOptions(options.Rate, options.Adam));
        return new TrainingTask<float>(name, tape, adam, source, columns, options.BatchSize, random.Split("shuffles of " + name));
    }
}
