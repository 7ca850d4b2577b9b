using System.Diagnostics;
using System.Numerics;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Model.Data;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Sampling;

namespace Mkr.Model.Training;

/// <summary>Trains MKR's two tasks in alternation (Algorithm 1, or the released program's schedule), an epoch a call.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AlternatingTrainer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainingOptions _options;
    private readonly RecommendationData _data;
    private readonly PackedInteraction[] _interactions;
    private readonly Triple[] _triples;
    private readonly SeededRandom _shuffles;
    private readonly SeededRandom _samples;
    private readonly NegativeTripleSampler _falseTriples;
    private readonly MkrModel<T> _model;
    private readonly MkrRsTask<T> _rs;
    private readonly MkrKgeTask<T> _kge;
    private readonly Adam<T> _rsAdam;
    private readonly Adam<T> _kgeAdam;
    private int _epoch;
    private int _nextTriple;

    /// <summary>A trainer that continues from the model's present parameters.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data set.</param>
    /// <param name="train">The training part; copied.</param>
    /// <param name="options">How to train.</param>
    /// <param name="random">The source of the shuffles and samples.</param>
    public AlternatingTrainer(MkrModel<T> model, RecommendationData data, ReadOnlySpan<Interaction> train, TrainingOptions options, SeededRandom random)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.KgeInterval, 1);
        _model = model;
        _options = options;
        _data = data;
        _interactions = PackedInteraction.Pack(train);
        _triples = options.UseKge ? data.Graph.Triples.ToArray() : [];
        _nextTriple = _triples.Length;
        _shuffles = random.Split("shuffles");
        _samples = random.Split("samples");
        _falseTriples = new NegativeTripleSampler(data.Graph);
        _rs = new MkrRsTask<T>(model, options.BatchSize, data.Map.IsOneToOne);
        _kge = new MkrKgeTask<T>(model, options.BatchSize, data.Map.IsOneToOne);
        _rsAdam = new Adam<T>(_rs.Tape, model.Parameters, new AdamOptions(options.RsRate, options.Adam));
        _kgeAdam = new Adam<T>(_kge.Tape, model.Parameters, new AdamOptions(options.KgeRate, options.Adam));
    }

    /// <summary>The speed of the recommendation task.</summary>
    public Throughput RsThroughput { get; } = new();

    /// <summary>The speed of the KGE task.</summary>
    public Throughput KgeThroughput { get; } = new();

    /// <summary>Interactions trained on in the present epoch.</summary>
    public int Progress { get; private set; }

    /// <summary>Trains one epoch.</summary>
    /// <param name="afterStep">Called after each step of either task; null for nothing.</param>
    /// <returns>The recommendation task's loss, averaged over the steps.</returns>
    public double RunEpoch(Action? afterStep = null)
    {
        long start = Stopwatch.GetTimestamp();
        _shuffles.Shuffle(_interactions.AsSpan());
        RsThroughput.AddTime(start);
        double loss = 0;
        int steps = 0;
        for (Progress = 0; Progress < _interactions.Length; steps++)
        {
            ReadOnlySpan<PackedInteraction> batch = _interactions.AsSpan(Progress, Math.Min(_options.BatchSize, _interactions.Length - Progress));
            if (_options.UseRs) loss += RsStep(batch);
            Progress += batch.Length;
            afterStep?.Invoke();
            if (_options.Schedule != Schedule.Algorithm1 || (steps + 1) % _options.KgeInterval != 0 || _triples.Length == 0) continue;
            KgeStep();
            afterStep?.Invoke();
        }

        CatchUp(RsThroughput);
        if (_options.Schedule == Schedule.Epochs && _epoch % _options.KgeInterval == 0)
            RunKgeEpoch(afterStep);
        _epoch++;
        return loss / steps;
    }

    private double RsStep(ReadOnlySpan<PackedInteraction> batch)
    {
        long start = Stopwatch.GetTimestamp();
        Span<int> users = _rs.Users[..batch.Length], items = _rs.Items[..batch.Length], entities = _rs.Entities[..batch.Length];
        Span<T> labels = _rs.Labels[..batch.Length];
        for (int i = 0; i < batch.Length; i++)
            batch[i].Unpack(out users[i], out items[i], out labels[i]);
        if (!_data.Map.IsOneToOne) SampleEntities(items, entities);

        double loss = _rs.ForwardBackward(batch.Length);
        _rsAdam.Step();
        RsThroughput.AddStep(batch.Length, start);
        return loss;
    }

    /// <summary>A step on the next triples; they are shuffled again when all have been seen.</summary>
    private void KgeStep()
    {
        long start = Stopwatch.GetTimestamp();
        if (_nextTriple >= _triples.Length)
        {
            _shuffles.Shuffle(_triples.AsSpan());
            _nextTriple = 0;
        }

        ReadOnlySpan<Triple> batch = _triples.AsSpan(_nextTriple, Math.Min(_options.BatchSize, _triples.Length - _nextTriple));
        _nextTriple += batch.Length;
        Span<int> items = _kge.Items, heads = _kge.Heads, relations = _kge.Relations, tails = _kge.Tails, falseTails = _kge.FalseTails;
        for (int i = 0; i < batch.Length; i++)
        {
            (heads[i], relations[i], tails[i]) = batch[i];
            if (!_data.Map.IsOneToOne) items[i] = Sample(_data.Map.ItemsOf(heads[i]));
            if (!falseTails.IsEmpty) falseTails[i] = _falseTriples.SampleTail(in batch[i], _samples).Tail;
        }

        _kge.ForwardBackward(batch.Length);
        _kgeAdam.Step();
        KgeThroughput.AddStep(batch.Length, start);
    }

    private void RunKgeEpoch(Action? afterStep)
    {
        _nextTriple = _triples.Length;
        for (int seen = 0; seen < _triples.Length; seen += _options.BatchSize)
        {
            KgeStep();
            afterStep?.Invoke();
        }

        CatchUp(KgeThroughput);
    }

    /// <summary>Makes up all rows' missed steps: the price of deferring them belongs to training.</summary>
    private void CatchUp(Throughput throughput)
    {
        long start = Stopwatch.GetTimestamp();
        _model.Users.CatchUp();
        _model.Items.CatchUp();
        _model.Entities.CatchUp();
        _model.Relations.CatchUp();
        throughput.AddTime(start);
    }

    /// <summary>e from S(v) for each item v.</summary>
    private void SampleEntities(ReadOnlySpan<int> items, Span<int> entities)
    {
        for (int i = 0; i < items.Length; i++)
            entities[i] = Sample(_data.Map.EntitiesOf(items[i]));
    }

    private int Sample(ReadOnlySpan<int> choices) => choices.Length == 1 ? choices[0] : choices[_samples.NextInt32(choices.Length)];
}
