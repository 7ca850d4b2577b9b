using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Experiments;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Training;

namespace Mkr.Benchmarks.EndToEnd;

/// <summary>Steps of MKR's two tasks as the trainer makes them: a batch is copied in, the tape runs, Adam moves the parameters.</summary>
internal sealed class TapeStepper
{
    private readonly int _batch;
    private readonly StepData _data;
    private readonly MkrRsTask<float> _rs;
    private readonly MkrKgeTask<float> _kge;
    private readonly Adam<float> _rsAdam;
    private readonly Adam<float> _kgeAdam;

    public TapeStepper(RunSettings settings, MkrModel<float> model, StepData data, RowPolicy rows)
    {
        TrainingOptions training = settings.Training;
        _batch = training.BatchSize;
        _data = data;
        _rs = new MkrRsTask<float>(model, _batch);
        _kge = new MkrKgeTask<float>(model, _batch);
        _rsAdam = new Adam<float>(_rs.Tape, model.Parameters, new AdamOptions(training.RsRate, rows));
        _kgeAdam = new Adam<float>(_kge.Tape, model.Parameters, new AdamOptions(training.KgeRate, rows));
    }

    /// <summary>A freshly initialised model for <paramref name="data"/>.</summary>
    public static MkrModel<float> CreateModel(RunSettings settings, RecommendationData data)
    {
        var sizes = new MkrSizes(data.Users.Count, data.Items.Count, data.Graph.Entities.Count, data.Graph.Relations.Count);
        var model = new MkrModel<float>(settings.Model, sizes, oneToOne: true);
        model.Initialize(new SeededRandom(3));
        return model;
    }

    public double RsStep()
    {
        Range batch = _data.NextInteractions();
        _data.Users.AsSpan(batch).CopyTo(_rs.Users);
        _data.Items.AsSpan(batch).CopyTo(_rs.Items);
        _data.Labels.AsSpan(batch).CopyTo(_rs.Labels);
        double loss = _rs.ForwardBackward(_batch);
        _rsAdam.Step();
        return loss;
    }

    public double KgeStep()
    {
        Range batch = _data.NextTriples();
        _data.Heads.AsSpan(batch).CopyTo(_kge.Heads);
        _data.Relations.AsSpan(batch).CopyTo(_kge.Relations);
        _data.Tails.AsSpan(batch).CopyTo(_kge.Tails);
        _data.FalseTails.AsSpan(batch).CopyTo(_kge.FalseTails);
        double loss = _kge.ForwardBackward(_batch);
        _kgeAdam.Step();
        return loss;
    }
}
