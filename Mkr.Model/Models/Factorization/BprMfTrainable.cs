using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Threads;
using Mkr.Model.Data;
using Mkr.Model.Models.Calibration;
using Mkr.Model.Sampling;
using Mkr.Model.Training;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.Factorization;

/// <summary>A matrix factorization in training.</summary>
internal sealed class BprMfTrainable : ITrainable
{
    private readonly ModelData _data;
    private readonly UserItems? _history;
    private readonly BprMfModel<float> _model;
    private readonly TrainingTask<float> _training;
    private readonly WorkerTeam? _team;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _catchUp;

    public BprMfTrainable(BprMfOptions options, ModelData data, TrainingResources resources)
    {
        _data = data;
        Interaction[] train = data.Split.Train;
        int users = data.Data.Users.Count;
        if (options.UserOffset) (_history, _) = UserItems.ByLabel(users, [.. train.Where(x => x.IsPositive)]);
        _model = new BprMfModel<float>(options.Dim, users, data.Data.Items.Count);
        _model.Initialize(resources.Random.Split("initialisation"));
        var task = new BprMfTask<float>(_model, options, options.BatchSize);
        var pairs = new RankedPairs<float>(
            train, options.NegativesPerPositive, new FreshNegatives(train, users), task.Users, task.Positives, task.Negatives,
            resources.Random.Split("negatives"));
        var adam = new Adam<float>(task.Tape, _model.Parameters, new AdamOptions(options.Rate, options.Adam));
        _training = new TrainingTask<float>("pairs", task.Tape, adam, pairs, [], options.BatchSize, resources.Random.Split("shuffles"));
        _catchUp = _model.CatchUp;
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

    /// <summary>Its scores, which only rank, are scaled to logits on the validation part; offsets are taken off before.</summary>
    public ITrainedModel CreateRecommender()
    {
        float[] offsets = _history is null ? [] : UserOffsets.Compute(_model.CreateRecommender(), _history);
        return CalibratedModel.Fit(_model.CreateRecommender(offsets), _data.Split.Validation);
    }

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
