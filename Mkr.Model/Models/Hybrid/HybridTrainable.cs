using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Model.Data;
using Mkr.Model.Models.Hybrid.Towers;
using Mkr.Model.Models.Wide;
using Mkr.Model.Sampling;
using Mkr.Model.Training;
using Mkr.Model.Training.Batches;
using Mkr.Model.Training.Columns;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.Hybrid;

/// <summary>A hybrid in training: its towers learn in steps, and after each epoch its head is fitted anew.</summary>
internal sealed class HybridTrainable : ITrainable
{
    private readonly HybridOptions _options;
    private readonly HybridFacts _facts;
    private readonly SeededRandom _random;
    private readonly HybridModel<float> _model;
    private readonly HybridEncoder _encoder;
    private readonly WorkerTeam? _team;
    private readonly TrainingTask<float> _pairs;
    private readonly TrainingTask<float>? _attributes;
    private readonly AlternatingSteps _schedule;
    private readonly WideFeatures? _wide;
    private readonly HeadExamples? _head;
    private readonly WeightAverage<float>? _average;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _catchUp;

    /// <summary>Towers at their start.</summary>
    public HybridTrainable(HybridOptions options, ModelData data, TrainingResources resources)
    {
        (_options, _random) = (options, resources.Random);
        GraphAttributes? attributes = options.Describe(data);
        _facts = new HybridFacts(PositiveMatrix.Of(data), options.Attributes ? attributes?.Rows : null);
        _model = new HybridModel<float>(options, data.Data.Users.Count, data.Data.Items.Count, _facts.AttributeCount);
        _model.Initialize(_random.Split("initialisation"));
        _encoder = new HybridEncoder(_model, _facts);
        if (options.Averaging > 0) _average = new WeightAverage<float>(_model.Parameters, options.Averaging);
        _catchUp = _model.CatchUp;
        _schedule = new AlternatingSteps(options.GraphInterval);
        if (resources.Threads > 1) _team = new WorkerTeam(resources.Threads);
        _pairs = Pairs(data.Split.Train);
        if (options.GraphTask && _facts.AttributeCount > 0) _attributes = Attributes();
        if (!options.Wide) return;
        _wide = new WideFeatures(data, attributes, options.ItemKnn, options.Ease, resources.Threads);
        _head = options.Goal == PairGoal.Clicks
            ? HeadExamples.Labelled(_wide, data.Split)
            : HeadExamples.Ranked(_wide, data.Split, _random.Split("head"));
    }

    /// <inheritdoc/>
    public double Progress => (double)_pairs.Position / _pairs.Count;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates =>
        [.. new[] { _pairs, _attributes }.OfType<TrainingTask<float>>().Select(task => task.Rate)];

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep)
    {
        double loss = _attributes is null
            ? OneTask.RunEpoch(_pairs, afterStep, _catchUp)
            : _schedule.RunEpoch(_pairs, _attributes, afterStep, _catchUp);
        _average?.Update();
        return loss;
    }

    /// <inheritdoc/>
    public ITrainedModel CreateRecommender()
    {
        _model.CatchUp();
        _average?.Exchange();
        (float[] users, float[] items) = _encoder.Encode();
        ITrainedModel towers = HybridTowers.Create(_options, _facts, users, items, _model);
        _average?.Exchange();
        return _wide is null || _head is null ? towers : HybridRecommender.Fit(towers, _wide, _head, _options.Ridge);
    }

    /// <summary>The state is what scores: the average, where there is one.</summary>
    public void Visit(StateVisitor visitor)
    {
        _average?.Exchange();
        _model.Visit(visitor);
        _average?.Exchange();
    }

    /// <inheritdoc/>
    public void VisitTraining(StateVisitor visitor)
    {
        _model.Visit(visitor);
        _pairs.Visit(visitor);
        _attributes?.Visit(visitor);
        _average?.Visit(visitor.Under("average"));
    }

    /// <summary>Those that are trained, and not their average.</summary>
    public void VisitParameters(StateVisitor visitor) => _model.Visit(visitor);

    /// <inheritdoc/>
    public void Dispose() => _team?.Dispose();

    private TrainingTask<float> Pairs(Interaction[] train)
    {
        int users = _facts.Positives.UserCount;
        int batch = BatchOf(_options.PairGroup);
        var task = new HybridTask<float>(_model, _facts, batch);
        var source = new PairsByUser<float>(
            UserItems.ByLabel(users, train).Positives, _options.NegativesPerPositive, new FreshNegatives(train, users), task.Users,
            task.Items, task.Labels, _random.Split("negatives"));
        return Task("pairs", task, source, batch);
    }

    private TrainingTask<float> Attributes()
    {
        int batch = BatchOf(_options.FactGroup);
        var task = new AttributeTask<float>(_model, _facts, batch);
        var source = new AttributeTriples<float>(_facts, _options, task, _random.Split("false attributes"));
        return Task("attributes", task, source, batch);
    }

    private TrainingTask<float> Task(string name, TowerTask<float> task, IBatchSource source, int batch)
    {
        var adam = new Adam<float>(task.Tape, _model.Parameters, new AdamOptions(_options.Rate, _options.Adam));
        SeededRandom random = _random.Split(name);
        var training = new TrainingTask<float>(
            name, task.Tape, adam, source, [.. task.Columns, new DropoutSeeds(task.Seed, random.Split("dropout"))], batch,
            random.Split("shuffles"));
        if (_team is not null) training.SplitOver(_team, task.Record);
        return training;
    }

    /// <summary>The batch, of whole groups.</summary>
    private int BatchOf(int group) => Math.Max(1, _options.BatchSize / group) * group;
}
