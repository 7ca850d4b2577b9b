using System.Globalization;
using Mkr.Engine;
using Mkr.Model.Data;
using Mkr.Model.Speed;
using Mkr.Model.Training;

namespace Mkr.Model.Models.Mkr;

/// <summary>An MKR model in training.</summary>
/// <remarks>
/// With few dimensions a layer's ReLUs can die: then a user's vector is zero, all his scores are equal, and no gradient comes back. That is
/// what <see cref="Collapse"/> looks for.
/// </remarks>
internal sealed class MkrTrainable : ITrainable
{
    private readonly string _title;
    private readonly ModelData _data;
    private readonly MkrModel<float> _model;
    private readonly MkrTraining<float> _training;
    private readonly MkrEncoder<float> _encoder;
    private readonly KgeEvaluator _kge;

    public MkrTrainable(string title, MkrOptions options, ModelData data, TrainingResources resources)
    {
        _title = title;
        _data = data;
        ItemEntityMap map = EntityScopes.MapOf(data.Data, options.Entities);
        _model = new MkrModel<float>(options, MkrSizes.Of(data.Data), map.IsOneToOne, options.FieldsOf(data));
        _model.Initialize(resources.Random.Split("initialisation"));
        _training = new MkrTraining<float>(_model, data.Data, data.Split.Train, resources.Random, resources.Threads, map);
        _encoder = new MkrEncoder<float>(_model, map);
        _kge = new KgeEvaluator(_model, _encoder);
    }

    /// <inheritdoc/>
    public double Progress => (double)_training.Recommendation.Position / _training.Recommendation.Count;

    /// <inheritdoc/>
    public IReadOnlyList<TaskRate> Rates =>
        [.. new[] { _training.Recommendation, _training.Graph }.Select(task => task.Rate)];

    /// <summary>Without the recommendation task its validation says nothing.</summary>
    public bool KeepsLastEpoch => !_model.Options.UseRs;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings
    {
        get
        {
            MkrOptions options = _model.Options;
            if (_training.Graph.Count == 0 || _training.Graph.Throughput.Examples > 0) return [];
            int steps = (_training.Recommendation.Count + options.BatchSize - 1) / options.BatchSize;
            return
            [
                $"the KGE task took no step: an epoch has {steps} of the recommendation task, and one of the KGE task comes to "
                + $"{options.KgeInterval}. Give a smaller batchSize (now {options.BatchSize}) or kgeInterval.",
            ];
        }
    }

    /// <inheritdoc/>
    public double RunEpoch(Action afterStep) => _training.RunEpoch(afterStep);

    /// <inheritdoc/>
    public ITrainedModel CreateRecommender() => new MkrRecommender(_title, _model, _encoder);

    /// <inheritdoc/>
    public void Visit(StateVisitor visitor) => _model.Visit(visitor);

    /// <inheritdoc/>
    public void VisitTraining(StateVisitor visitor)
    {
        _model.Visit(visitor);
        _training.Visit(visitor);
    }

    /// <summary>
    /// Says so where the vectors of all users are zero, or of most after the last epoch: a healthy run has next to none by then.
    /// </summary>
    public string? Collapse(bool isLast)
    {
        if (!_model.Options.UseRs) return null;
        float[] vectors = _encoder.Users();
        int dim = _model.Options.Dim, users = vectors.Length / dim, dead = 0;
        for (int user = 0; user < users; user++)
            dead += vectors.AsSpan(user * dim, dim).ContainsAnyExcept(0) ? 0 : 1;
        string share = (100.0 * dead / users).ToString("0", CultureInfo.InvariantCulture);
        return dead == users || (isLast && dead > users / 2)
            ? $"the ReLUs of {share} % of the users were dead, so that their scores were all equal"
            : null;
    }

    /// <inheritdoc/>
    public IReadOnlyList<NamedValue> Figures() =>
        _kge.HasRmse ? [new("kge rmse", _kge.Rmse(_data.Data.Graph.OfItems.Triples))] : [];

    /// <inheritdoc/>
    public void Dispose() => _training.Dispose();
}
