using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Model.Data;
using Mkr.Model.Models.Mkr;
using Mkr.Model.Sampling;

namespace Mkr.Model.Training;

/// <summary>Trains MKR's two tasks in alternation (Algorithm 1, or the released program's schedule), an epoch a call.</summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class AlternatingTrainer<T> : IDisposable
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TrainingOptions _options;
    private readonly RecommendationData _data;
    private readonly PackedInteractions _interactions;
    private readonly NextBatch<T>? _next;
    private readonly PackedTriples _triples;
    private readonly SeededRandom _shuffles;
    private readonly SeededRandom _samples;
    private readonly NegativeTripleSampler _falseTriples;
    private readonly MkrModel<T> _model;
    private readonly MkrRsTask<T> _rs;
    private readonly MkrKgeTask<T> _kge;
    private readonly Adam<T> _rsAdam;
    private readonly Adam<T> _kgeAdam;
    private readonly WorkerTeam? _team;
    private readonly ThreadChoice? _rsThreads;
    private readonly ThreadChoice? _kgeThreads;
    private readonly bool _samplesEntities;
    private int _epoch;
    private int _nextTriple;

    /// <summary>A trainer that continues from the model's present parameters.</summary>
    /// <param name="model">The model.</param>
    /// <param name="data">The data set.</param>
    /// <param name="train">The training part; copied.</param>
    /// <param name="options">How to train.</param>
    /// <param name="random">The source of the shuffles and samples.</param>
    /// <param name="threads">How many may share a step, where its batch is large and they make it quicker; they do not change a bit.</param>
    public AlternatingTrainer(MkrModel<T> model, RecommendationData data, ReadOnlySpan<Interaction> train, TrainingOptions options, SeededRandom random, int threads = 1)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.BatchSize, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.KgeInterval, 1);
        _samplesEntities = model.ItemsWithEntities is null;
        if (!_samplesEntities && !data.Map.IsOneToOne)
            throw new ArgumentException("The model keeps each item with the entity of its own index, but the data set has other entities for some.", nameof(model));
        _model = model;
        _options = options;
        _data = data;
        _interactions = new PackedInteractions(train);
        if (options.BatchSize <= NextBatch<T>.Largest) _next = new NextBatch<T>(_interactions);
        _triples = new PackedTriples(options.UseKge ? data.Graph.Triples : []);
        _nextTriple = _triples.Count;
        _shuffles = random.Split("shuffles");
        _samples = random.Split("samples");
        _falseTriples = new NegativeTripleSampler(data.Graph);
        _rs = new MkrRsTask<T>(model, options.BatchSize);
        _kge = new MkrKgeTask<T>(model, options.BatchSize);
        _rsAdam = new Adam<T>(_rs.Tape, model.Parameters, new AdamOptions(options.RsRate, options.Adam));
        _kgeAdam = new Adam<T>(_kge.Tape, model.Parameters, new AdamOptions(options.KgeRate, options.Adam));
        if (threads == 1 || options.BatchSize <= _rs.Tape.BlockSize) return;
        _team = new WorkerTeam(threads);
        _rs.SplitOver(_team);
        _kge.SplitOver(_team);
        (_rsThreads, _kgeThreads) = (new ThreadChoice(), new ThreadChoice());
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
        RsThroughput.Start();
        _interactions.Shuffle(_shuffles);
        _next?.Restart(_options.BatchSize);
        double loss = 0;
        int steps = 0;
        for (Progress = 0; Progress < _interactions.Count; steps++)
        {
            int batch = Math.Min(_options.BatchSize, _interactions.Count - Progress);
            if (_options.UseRs) loss += RsStep(batch);
            Progress += batch;
            afterStep?.Invoke();
            if (_options.Schedule != Schedule.Algorithm1 || (steps + 1) % _options.KgeInterval != 0 || _triples.Count == 0) continue;
            RsThroughput.Stop();
            KgeThroughput.Start();
            KgeStep();
            afterStep?.Invoke();
            KgeThroughput.Stop();
            RsThroughput.Start();
        }

        CatchUp();
        RsThroughput.Stop();
        if (_options.Schedule == Schedule.Epochs && _epoch % _options.KgeInterval == 0)
            RunKgeEpoch(afterStep);
        _epoch++;
        return loss / steps;
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _team?.Dispose();

    private double RsStep(int batch)
    {
        if (_next is not null) _next.MoveTo(_rs, Progress + batch);
        else _interactions.Unpack(Progress, _rs.Users[..batch], _rs.Items[..batch], _rs.Labels[..batch]);
        if (_samplesEntities) SampleEntities(_rs.Items[..batch], _rs.Entities[..batch]);
        _rsThreads?.BeginStep(_rs.Tape);
        double loss = _rs.ForwardBackward(batch);
        _rsAdam.Step();
        _rsThreads?.EndStep(isWhole: batch == _options.BatchSize);
        RsThroughput.Count(batch);
        return loss;
    }

    /// <summary>A step on the next triples; they are shuffled again when all have been seen.</summary>
    private void KgeStep()
    {
        if (_nextTriple >= _triples.Count)
        {
            _triples.Shuffle(_shuffles);
            _nextTriple = 0;
        }

        int batch = Math.Min(_options.BatchSize, _triples.Count - _nextTriple);
        Span<int> heads = _kge.Heads[..batch], relations = _kge.Relations[..batch], tails = _kge.Tails[..batch];
        _triples.Unpack(_nextTriple, heads, relations, tails);
        if (_samplesEntities) SampleItems(heads, _kge.Items[..batch]);
        if (!_kge.FalseTails.IsEmpty) SampleFalseTails(heads, relations, tails, _kge.FalseTails[..batch]);
        _nextTriple += batch;
        if (batch <= NextBatch<T>.Largest) PrefetchKge(Math.Min(batch, _triples.Count - _nextTriple));
        _kgeThreads?.BeginStep(_kge.Tape);
        _kge.ForwardBackward(batch);
        _kgeAdam.Step();
        _kgeThreads?.EndStep(isWhole: batch == _options.BatchSize);
        KgeThroughput.Count(batch);
    }

    /// <summary>Asks for the rows of the next <paramref name="count"/> triples.</summary>
    private void PrefetchKge(int count)
    {
        Span<int> heads = stackalloc int[NextBatch<T>.Largest], relations = stackalloc int[NextBatch<T>.Largest], tails = stackalloc int[NextBatch<T>.Largest];
        _triples.Unpack(_nextTriple, heads[..count], relations[..count], tails[..count]);
        _kge.Prefetch(heads[..count], tails[..count]);
    }

    private void RunKgeEpoch(Action? afterStep)
    {
        KgeThroughput.Start();
        _nextTriple = _triples.Count;
        for (int seen = 0; seen < _triples.Count; seen += _options.BatchSize)
        {
            KgeStep();
            afterStep?.Invoke();
        }

        CatchUp();
        KgeThroughput.Stop();
    }

    /// <summary>Makes up all rows' missed steps: the price of deferring them belongs to training.</summary>
    private void CatchUp()
    {
        _model.Users.CatchUp();
        _model.Items.CatchUp();
        _model.Entities.CatchUp();
        _model.Relations.CatchUp();
    }

    /// <summary>e from S(v) for each item v.</summary>
    private void SampleEntities(ReadOnlySpan<int> items, Span<int> entities)
    {
        for (int i = 0; i < items.Length; i++)
            entities[i] = Sample(_data.Map.EntitiesOf(items[i]));
    }

    /// <summary>v from S(h) for each head h.</summary>
    private void SampleItems(ReadOnlySpan<int> heads, Span<int> items)
    {
        for (int i = 0; i < heads.Length; i++)
            items[i] = Sample(_data.Map.ItemsOf(heads[i]));
    }

    private void SampleFalseTails(ReadOnlySpan<int> heads, ReadOnlySpan<int> relations, ReadOnlySpan<int> tails, Span<int> falseTails)
    {
        for (int i = 0; i < heads.Length; i++)
            falseTails[i] = _falseTriples.SampleTail(new Triple(heads[i], relations[i], tails[i]), _samples).Tail;
    }

    private int Sample(ReadOnlySpan<int> choices) => choices.Length == 1 ? choices[0] : choices[_samples.NextInt32(choices.Length)];
}
