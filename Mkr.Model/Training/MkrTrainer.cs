using System.Diagnostics;
using System.Globalization;
using Mkr.Engine;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Evaluation;
using Mkr.Model.Models;
using Mkr.Model.Models.Mkr;

namespace Mkr.Model.Training;

/// <summary>
/// Trains an MKR model from initialisation to the epoch that validates best. The test part is not touched.
/// </summary>
/// <remarks>
/// With few dimensions a layer's ReLUs can die: then a user's vector is zero, all his scores are equal, and no gradient comes back. A run in which that
/// happens to all users, or to most of them until the end, is reported and started again from another initialisation.
/// </remarks>
public sealed class MkrTrainer
{
    private const int MaxAttempts = 10;
    private const int StepsBetweenReports = 16;

    private readonly RecommendationData _data;
    private readonly DatasetSplit _split;
    private readonly MkrOptions _model;
    private readonly TrainingOptions _training;
    private readonly int _threads;

    /// <summary>A trainer; <paramref name="threads"/> are used for evaluation, and for steps where they make them quicker; they do not change a bit of the result.</summary>
    public MkrTrainer(RecommendationData data, DatasetSplit split, MkrOptions model, TrainingOptions training, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(split);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentOutOfRangeException.ThrowIfLessThan(training.Epochs, 1);
        _data = data;
        _split = split;
        _model = model;
        _training = training;
        _threads = threads;
    }

    /// <summary>Trains a model.</summary>
    /// <param name="random">The source of the initialisation, the shuffles and the samples.</param>
    /// <param name="observer">Is told how it goes; null for nobody.</param>
    /// <param name="cancellation">Ends the run early.</param>
    /// <exception cref="InvalidOperationException">Every attempt collapsed.</exception>
    public TrainingResult Train(SeededRandom random, ITrainingObserver? observer = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(random);
        var restarts = new List<string>();
        for (int attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            SeededRandom source = attempt == 1 ? random : random.Split("restart").Split((ulong)attempt);
            if (Attempt(source, restarts, observer, cancellation) is TrainingResult result) return result;
            if (attempt < MaxAttempts) observer?.OnRestart(attempt + 1, restarts[^1]);
        }

        throw new InvalidOperationException(
            $"All {MaxAttempts} attempts collapsed ({restarts[^1]}). Use a larger dimension or smaller learning rates.");
    }

    /// <summary>Builds the recommender that a model's present parameters make.</summary>
    public static IRecommender CreateRecommender(MkrModel<float> model, MkrEncoder<float> encoder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(encoder);
        const string Name = "MKR";
        float[] users = encoder.Users(), items = encoder.Items();
        return model.Predictor is null
            ? new VectorRecommender(Name, model.Options.Dim, users, items)
            : new MlpRecommender(Name, model, users, items);
    }

    private TrainingResult? Attempt(SeededRandom random, List<string> restarts, ITrainingObserver? observer, CancellationToken cancellation)
    {
        var sizes = new MkrSizes(_data.Users.Count, _data.Items.Count, _data.Graph.Entities.Count, _data.Graph.Relations.Count);
        var model = new MkrModel<float>(_model, sizes, _data.Map.IsOneToOne);
        model.Initialize(random.Split("initialisation"));
        using var trainer = new AlternatingTrainer<float>(model, _data, _split.Train, _training, random, _threads);
        var encoder = new MkrEncoder<float>(model, _data.Map);
        var kge = new KgeEvaluator(model, encoder);
        var reports = new List<EpochReport>();
        var best = new BestParameters(model.Parameters);

        for (int epoch = 1; epoch <= _training.Epochs; epoch++)
        {
            long start = Stopwatch.GetTimestamp();
            double loss = trainer.RunEpoch(ReportProgress(trainer, epoch, observer, cancellation));
            if (Collapse(encoder.Users(), epoch) is string reason)
            {
                restarts.Add(reason);
                return null;
            }

            CtrResult validation = CtrEvaluator.Evaluate(CreateRecommender(model, encoder), _split.Validation, _threads);
            if (_training.UseRs) best.Offer(epoch, validation);
            else best.Take(epoch, validation);
            reports.Add(new EpochReport(
                epoch, loss, validation.Auc, validation.Accuracy, kge.Rmse(_data.Graph.Triples), Stopwatch.GetElapsedTime(start).TotalSeconds));
            observer?.OnEpoch(reports[^1]);
        }

        best.Restore();
        return new TrainingResult(
            model, CreateRecommender(model, encoder), reports, best.Epoch, best.Validation!, restarts,
            trainer.RsThroughput.PerSecond, trainer.KgeThroughput.PerSecond);
    }

    /// <summary>Reports now and then: to look at the clock takes as long as a few examples.</summary>
    private Action ReportProgress(AlternatingTrainer<float> trainer, int epoch, ITrainingObserver? observer, CancellationToken cancellation)
    {
        int steps = 0;
        return () =>
        {
            cancellation.ThrowIfCancellationRequested();
            if (++steps % StepsBetweenReports == 0) observer?.OnProgress(epoch, (double)trainer.Progress / _split.Train.Length, trainer.RsThroughput.PerSecond);
        };
    }

    /// <summary>
    /// Says what is wrong where some number is not finite, where the vectors of all users are zero, or of most after the last epoch (a healthy run has next to none by then); null
    /// where nothing is.
    /// </summary>
    private string? Collapse(float[] userVectors, int epoch)
    {
        if (Array.Exists(userVectors, x => !float.IsFinite(x))) return $"the loss diverged in epoch {epoch}";
        if (!_training.UseRs) return null;
        int users = userVectors.Length / _model.Dim, dead = 0;
        for (int user = 0; user < users; user++)
            dead += userVectors.AsSpan(user * _model.Dim, _model.Dim).ContainsAnyExcept(0) ? 0 : 1;
        bool isCollapsed = dead == users || (epoch == _training.Epochs && dead > users / 2);
        return isCollapsed
            ? string.Create(CultureInfo.InvariantCulture, $"after epoch {epoch} the ReLUs of {100.0 * dead / users:0} % of the users were dead, so that their scores were all equal")
            : null;
    }

    /// <summary>Keeps the parameters of the epoch that validates best.</summary>
    private sealed class BestParameters(ParameterSet<float> parameters)
    {
        private readonly float[][] _values = [.. parameters.Parameters.Select(p => new float[p.Count])];

        public int Epoch { get; private set; }

        public CtrResult? Validation { get; private set; }

        public void Offer(int epoch, CtrResult validation)
        {
            if (Validation is null || validation.Auc > Validation.Auc) Take(epoch, validation);
        }

        /// <summary>Takes the present parameters, the best or not: without the recommendation task the last epoch's.</summary>
        public void Take(int epoch, CtrResult validation)
        {
            Epoch = epoch;
            Validation = validation;
            for (int i = 0; i < _values.Length; i++)
                parameters.Parameters[i].CopyTo(_values[i]);
        }

        public void Restore()
        {
            for (int i = 0; i < _values.Length; i++)
                parameters.Parameters[i].CopyFrom(_values[i]);
        }
    }
}
