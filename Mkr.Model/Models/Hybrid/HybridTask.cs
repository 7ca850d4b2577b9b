using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Model.Layers;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Models.Hybrid;

/// <summary>The towers and their loss, recorded.</summary>
internal sealed class HybridTask<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly HybridModel<T> _model;
    private readonly HybridFacts _facts;
    private readonly List<IBatchColumn> _columns = [];
    private readonly DropoutSeed _seed;
    private readonly bool _isTraining;

    public HybridTask(HybridModel<T> model, HybridFacts facts, int maxBatch, bool isTraining)
        : this(model, facts, new Tape<T>(maxBatch), new DropoutSeed(), isTraining)
    {
    }

    private HybridTask(HybridModel<T> model, HybridFacts facts, Tape<T> tape, DropoutSeed seed, bool isTraining)
    {
        (_model, _facts, Tape, _seed, _isTraining) = (model, facts, tape, seed, isTraining);
        HybridOptions options = model.Options;
        Lookup<T> items = tape.Lookup(model.Items);
        Items = items;
        Users = model.Users is null ? new RowNumbers(LaneShape<T>.Pad(tape.MaxBatch)) : tape.Lookup(model.Users);
        Labels = new BatchInput<T>(tape, "label");
        var history = new BatchInput<T>(tape, "history scale");
        var prior = new BatchInput<T>(tape, "item prior");
        _columns.Add(new PairScales<T>(facts, options, Users, Items, isTraining ? Labels : null, history, prior));
        Variable<T> v = Drop(new LaneScale<T>(tape, new Embedding<T>(tape, items).Output, prior.Output).Output);
        Variable<T>? e = model.Attributes is null ? null : Drop(Attributes(model.Attributes));
        foreach (CrossWeights<T> unit in model.Units)
        {
            var crossed = new CrossCompress<T>(tape, v, e!, unit);
            (v, e) = (new Add<T>(tape, v, crossed.Item).Output, new Add<T>(tape, e!, crossed.Entity).Output);
        }

        Variable<T> p = User(history.Output);
        ItemVector = e is null ? [v] : [v, e];
        UserVector = e is null ? [p] : [p, Profile(history.Output)];
        if (model.ItemBiases is not null)
        {
            Bias = new Embedding<T>(tape, tape.Lookup(model.ItemBiases, items)).Output;
            if (model.AttributeBiases is not null) Bias = new Add<T>(tape, Bias, Attributes(model.AttributeBiases)).Output;
        }
    }

    public Tape<T> Tape { get; }

    public RowNumbers Users { get; }

    public RowNumbers Items { get; }

    public BatchInput<T> Labels { get; }

    public Variable<T>[] UserVector { get; }

    public Variable<T>[] ItemVector { get; }

    public Variable<T>? Bias { get; }

    public IReadOnlyList<IBatchColumn> Columns => _columns;

    public DropoutSeed Seed => _seed;

    public void RecordLoss()
    {
        HybridOptions options = _model.Options;
        Variable<T> logits = new InnerProduct<T>(Tape, UserVector[0], ItemVector[0]).Output;
        if (UserVector.Length > 1)
            logits = new Add<T>(Tape, logits, new InnerProduct<T>(Tape, UserVector[1], ItemVector[1]).Output).Output;
        if (Bias is not null) logits = new Add<T>(Tape, logits, Bias).Output;
        _ = new SigmoidCrossEntropy<T>(Tape, logits, Labels.Output)
        {
            Reduction = Reduction.Mean,
            NegativeWeight = 1.0 / options.NegativesPerPositive,
        };
        foreach (Variable<T> x in (Variable<T>[])[.. UserVector, .. ItemVector])
            _ = new L2Penalty<T>(Tape, x) { Scale = options.L2, Reduction = Reduction.Mean };
    }

    internal void Record(Tape<T> replica) => new HybridTask<T>(_model, _facts, replica, _seed, _isTraining).RecordLoss();

    private Variable<T> User(Variable<T> scale)
    {
        Variable<T>? p = null;
        if (_model.Histories is not null)
        {
            BagLookup<T> shared = Tape.BagLookup(_model.Histories, Capacity(_facts.Positives.UserCount, u => _facts.Positives.ItemsOf(u).Length), isShared: true);
            _columns.Add(new UserBags<T>(_facts.Positives.ItemsOf, null, Users, shared));
            p = new EmbeddingBag<T>(Tape, shared).Output;
            if (_isTraining)
            {
                BagLookup<T> own = Tape.BagLookup(_model.Histories, Tape.MaxBatch, isWeighted: true);
                _columns.Add(new OwnRows<T>(Items, Labels, own, null));
                p = new Add<T>(Tape, p, new EmbeddingBag<T>(Tape, own).Output).Output;
            }

            p = new LaneScale<T>(Tape, p, scale).Output;
        }

        if (Users is Lookup<T> lookup)
        {
            Variable<T> row = new Embedding<T>(Tape, lookup).Output;
            p = p is null ? row : new Add<T>(Tape, p, row).Output;
        }

        return Tower(Drop(p!), _model.UserLayer);
    }

    private Variable<T> Profile(Variable<T> scale)
    {
        BagLookup<T> shared = Tape.BagLookup(_model.UserAttributes!, Capacity(_facts.Positives.UserCount, u => _facts.UserAttributes!.Columns(u).Length), isWeighted: true, isShared: true);
        _columns.Add(new UserBags<T>(_facts.UserAttributes!.Columns, _facts.UserAttributes!.Weights, Users, shared));
        Variable<T> r = new EmbeddingBag<T>(Tape, shared).Output;
        if (_isTraining)
        {
            BagLookup<T> own = Tape.BagLookup(_model.UserAttributes!, Capacity(_facts.Positives.ItemCount, i => _facts.ItemAttributes!.Columns(i).Length), isWeighted: true);
            _columns.Add(new OwnRows<T>(Items, Labels, own, _facts.ItemAttributes));
            r = new Add<T>(Tape, r, new EmbeddingBag<T>(Tape, own).Output).Output;
        }

        return Tower(Drop(new LaneScale<T>(Tape, r, scale).Output), _model.UserAttributeLayer!);
    }

    private Variable<T> Tower(Variable<T> x, DenseLayer<T> layer) => new Add<T>(Tape, x, layer.Apply(Tape, x)).Output;

    private Variable<T> Attributes(Table<T> table)
    {
        BagLookup<T> bags = Tape.BagLookup(table, Capacity(_facts.Positives.ItemCount, i => _facts.ItemAttributes!.Columns(i).Length), isWeighted: true);
        _columns.Add(new WeightedBags<T>(_facts.ItemAttributes!, Items, bags));
        return new EmbeddingBag<T>(Tape, bags).Output;
    }

    private Variable<T> Drop(Variable<T> x) =>
        _isTraining && _model.Options.Dropout > 0 ? new Dropout<T>(Tape, x, _model.Options.Dropout, _seed).Output : x;

    private int Capacity(int owners, Func<int, int> count)
    {
        int longest = 1;
        for (int owner = 0; owner < owners; owner++) longest = Math.Max(longest, count(owner));
        return (int)Math.Min((long)longest * Tape.MaxBatch, 1 << 26);
    }
}
