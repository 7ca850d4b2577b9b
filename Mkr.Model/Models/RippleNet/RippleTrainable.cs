using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Model.Data;
using Mkr.Model.Sampling;
using Mkr.Model.Training;
using Mkr.Model.Training.Batches;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.RippleNet;

/// <summary>A RippleNet in training.</summary>
internal sealed class RippleTrainable : ITrainable
{
    private readonly RippleModel<float> _model;
    private readonly RippleGraph _graph;
    private readonly RippleSets _sets;
    private readonly ItemEntityMap _map;
    private readonly TrainingTask<float> _training;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _catchUp;

    public RippleTrainable(RippleOptions options, ModelData data, TrainingResources resources)
    {
        Interaction[] train = data.Split.Train;
        _map = data.Data.Map;
        _graph = RippleGraph.Of(data.Data.Graph, options.InverseEdges);
        _sets = RippleSets.Draw(_graph, PositiveMatrix.Of(data), _map, options, resources.Random.Split("ripple sets"));
        _model = new RippleModel<float>(options, _graph.EntityCount, _graph.RelationCount);
        _model.Initialize(resources.Random.Split("initialisation"));
        var task = new RippleTask<float>(_model, _graph, _sets, _map, options.BatchSize);
        IBatchSource pairs = new LabelledPairs<float>(train, task.Batch.Users, task.Batch.Items, task.Labels);
        if (options.Negatives == Negatives.Fresh)
        {
            pairs = new FreshPairs<float>(
                train, options.NegativesPerPositive, new FreshNegatives(train, data.Data.Users.Count), task.Batch.Users, task.Batch.Items,
                task.Labels, resources.Random.Split("negatives"));
        }

        var adam = new Adam<float>(task.Tape, _model.Parameters, new AdamOptions(options.Rate, options.Adam));
        _training = new TrainingTask<float>(
            "samples", task.Tape, adam, pairs, [task.Batch], options.BatchSize, resources.Random.Split("shuffles"));
        _catchUp = _model.CatchUp;
    }

    /// <inheritdoc/>
    public double Progress => (double)_training.Position / _training.Count;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates => [_training.Rate];

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep) => OneTask.RunEpoch(_training, afterStep, _catchUp);

    /// <inheritdoc/>
    public ITrainedModel CreateRecommender() => new RippleRecommender(_model.Copy(), _graph, _sets, _map);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _model.Visit(visitor);

    /// <inheritdoc/>
    public void VisitTraining(StateVisitor visitor)
    {
        _model.Visit(visitor);
        _training.Visit(visitor);
    }

    /// <summary>There is nothing to free.</summary>
    public void Dispose()
    {
    }
}
