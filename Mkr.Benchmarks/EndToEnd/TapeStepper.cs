using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Mkr;

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

    public TapeStepper(MkrModel<float> model, StepData data, RowPolicy rows)
    {
        MkrOptions options = model.Options;
        _batch = options.BatchSize;
        _data = data;
        _rs = new MkrRsTask<float>(model, _batch);
        _kge = new MkrKgeTask<float>(model, _batch);
        _rsAdam = new Adam<float>(_rs.Tape, model.Parameters, new AdamOptions(options.RsRate, rows));
        _kgeAdam = new Adam<float>(_kge.Tape, model.Parameters, new AdamOptions(options.KgeRate, rows));
    }

    /// <summary>A freshly initialised model for <paramref name="data"/>.</summary>
    public static MkrModel<float> CreateModel(MkrOptions options, RecommendationData data)
    {
        var model = new MkrModel<float>(options, MkrSizes.Of(data), oneToOne: true);
        model.Initialize(new SeededRandom(3));
        return model;
    }

    public double RsStep()
    {
        Range batch = _data.NextInteractions();
        _data.Users.AsSpan(batch).CopyTo(_rs.Users.Rows);
        _data.Items.AsSpan(batch).CopyTo(_rs.Items.Rows);
        _data.Labels.AsSpan(batch).CopyTo(_rs.Labels.Values);
        double loss = _rs.ForwardBackward(_batch);
        _rsAdam.Step();
        return loss;
    }

    public double KgeStep()
    {
        Range batch = _data.NextTriples();
        _data.Heads.AsSpan(batch).CopyTo(_kge.Heads.Rows);
        _data.Relations.AsSpan(batch).CopyTo(_kge.Relations.Rows);
        _data.Tails.AsSpan(batch).CopyTo(_kge.Tails.Rows);
        _data.FalseTails.AsSpan(batch).CopyTo(_kge.FalseTriples[0].Tails.Rows);
        double loss = _kge.ForwardBackward(_batch);
        _kgeAdam.Step();
        return loss;
    }
}
