using Mkr.Engine.Optimizers;
using Mkr.Model.Data;
using Mkr.Model.Models.Calibration;
using Mkr.Model.Models.States;
using Mkr.Model.Sampling;
using Mkr.Model.Training;
using Mkr.Model.Training.Schedules;
using Mkr.Model.Training.Tasks;

namespace Mkr.Model.Models.Per;

/// <summary>The weights of meta-paths, in training.</summary>
internal sealed class PerTrainable : ITrainable
{
    private readonly PerOptions _options;
    private readonly Interaction[] _validation;
    private readonly PositiveMatrix _history;
    private readonly MetaPath[] _paths;
    private readonly double[] _cosines;
    private readonly PerPairs<float> _pairs;
    private readonly PerTask<float> _task;
    private readonly TrainingTask<float> _training;

    // Kept, so that an epoch allocates nothing.
    private readonly Action _afterStep;
    private Action _callersAfterStep = () => { };

    public PerTrainable(PerOptions options, ModelData data, TrainingResources resources)
    {
        _options = options;
        _validation = data.Split.Validation;
        _history = PositiveMatrix.Of(data);
        _paths = MetaPaths.Find(options.Paths, data.Data);
        _cosines = options.Clusters == 1
            ? [.. Enumerable.Repeat(1.0, _history.UserCount)]
            : UserClusters.Find(new PathFeatures(_paths, _history, isMean: false), options.Clusters, resources.Random.Split("clusters"));
        _task = new PerTask<float>(_paths.Length * options.Clusters, options.L2, options.BatchSize);
        _pairs = new PerPairs<float>(
            new PathFeatures(_paths, _history, options.Mean), _cosines, options.NegativesPerPositive,
            new FreshNegatives(data.Split.Train, _history.UserCount), resources.Random.Split("negatives"), _task.Differences);
        var adam = new Adam<float>(_task.Tape, _task.Parameters, new AdamOptions(options.Rate, options.Adam));
        _training = new TrainingTask<float>(
            "pairs", _task.Tape, adam, _pairs, [], options.BatchSize, resources.Random.Split("shuffles"));
        _afterStep = AfterStep;
    }

    /// <inheritdoc/>
    public double Progress => (double)_training.Position / _training.Count;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates => [new(_training.Name, _training.Throughput.PerSecond)];

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep)
    {
        _callersAfterStep = afterStep;
        return OneTask.RunEpoch(_training, _afterStep, static () => { });
    }

    /// <summary>Its scores, which only rank, are scaled to logits on the validation part.</summary>
    public ITrainedModel CreateRecommender()
    {
        double[] weights = new double[_task.Weights.Count];
        for (int i = 0; i < weights.Length; i++) weights[i] = _task.Weights.Values[i] * _pairs.Scales[i % _paths.Length];
        return CalibratedModel.Fit(new PerRecommender(_paths, _history, _options.Mean, weights, _cosines), _validation);
    }

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Parameter(_task.Weights);
    }

    /// <summary>There is nothing to free.</summary>
    public void Dispose()
    {
    }

    private void AfterStep()
    {
        if (_options.NonNegative)
        {
            foreach (ref float weight in _task.Weights.Values) weight = Math.Max(weight, 0);
        }

        _callersAfterStep();
    }
}
