using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Threads;
using Mkr.Model.Training;
using Mkr.Model.Training.Batches;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.Pairs;

/// <summary>A model of one task, labelled pairs, in training.</summary>
internal sealed class PairTrainable : ITrainable
{
    private readonly IPairModel _model;
    private readonly TrainingTask<float> _training;
    private readonly WorkerTeam? _team;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _catchUp;

    public PairTrainable(
        PairOptions options, ModelData data, TrainingResources resources, IPairModel model, PairTask<float> task,
        Optimizer<float> optimizer)
    {
        _model = model;
        _catchUp = model.CatchUp;
        IBatchSource pairs = PairSource.Create(
            options, data.Split.Train, data.Data.Users.Count, task.Users, task.Items, task.Labels, resources.Random);
        _training = new TrainingTask<float>(
            "samples", task.Tape, optimizer, pairs, [], options.BatchSize, resources.Random.Split("shuffles"));
        if (resources.Threads == 1) return;
        _team = new WorkerTeam(resources.Threads);
        _training.SplitOver(_team, task.Record);
    }

    /// <inheritdoc/>
    public double Progress => (double)_training.Position / _training.Count;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates => [_training.Rate];

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep) => OneTask.RunEpoch(_training, afterStep, _catchUp);

    /// <inheritdoc/>
    public ITrainedModel CreateRecommender() => _model.CreateRecommender();

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _model.Visit(visitor);

    /// <inheritdoc/>
    public void VisitTraining(StateVisitor visitor)
    {
        _model.Visit(visitor);
        _training.Visit(visitor);
    }

    /// <inheritdoc/>
    public void Dispose() => _team?.Dispose();
}
