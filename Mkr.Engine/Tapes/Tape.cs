using System.Numerics;
using Mkr.Engine.Threads;

namespace Mkr.Engine;

/// <summary>
/// A computation recorded once, as an ordered list of ops, and replayed for every batch without allocating. A batch is processed tile by
/// tile: forward through the ops, then backward in reverse.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public sealed class Tape<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The default number of lanes in a tile.</summary>
    public const int DefaultTile = 256;

    private readonly List<Op<T>> _ops = [];
    private readonly List<Variable<T>> _variables = [];
    private readonly List<RowLookup<T>> _lookups = [];
    private readonly Tape<T>? _leader;
    private TableGradient<T>[] _tables = [];
    private TapeRun<T>? _run;
    private SplitStep<T>? _split;
    private int _batch;

    /// <summary>An empty tape.</summary>
    /// <param name="maxBatch">The largest batch it will be run on.</param>
    /// <param name="tile">The number of lanes in a tile.</param>
    public Tape(int maxBatch, int tile = DefaultTile)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxBatch, 1);
        MaxBatch = maxBatch;
        Shape = new LaneShape<T>(Math.Min(maxBatch, tile));
        Weights = new WeightGradients<T>(Shape);
    }

    private Tape(Tape<T> leader)
        : this(leader.MaxBatch, leader.Shape.Capacity) => _leader = leader;

    /// <summary>The largest batch.</summary>
    public int MaxBatch { get; }

    /// <summary>
    /// The number of examples of the current, or else the last, step: of all of it, also on the tape of one of its threads.
    /// </summary>
    public int Batch
    {
        get => _leader is null ? _batch : _leader._batch;
        private set => _batch = value;
    }

    /// <summary>The current tile.</summary>
    public LaneShape<T> Shape { get; }

    /// <summary>
    /// The examples of a block: four tiles. Sums over a step's examples are taken block by block; threads share the blocks.
    /// </summary>
    public int BlockSize => TapeRun<T>.TilesOfBlock * Shape.Capacity;

    /// <summary>
    /// Whether the threads of <see cref="SplitOver"/> share a step with gradients, where its batch is larger than a block; it may change
    /// from step to step, and changes no bit of any result.
    /// </summary>
    public bool IsSplit { get; set; }

    /// <summary>The ops, in order.</summary>
    public IReadOnlyList<Op<T>> Ops => _ops;

    /// <summary>The variables, in order of creation.</summary>
    public IReadOnlyList<Variable<T>> Variables => _variables;

    /// <summary>The gradients of the weights that the ops use.</summary>
    public WeightGradients<T> Weights { get; }

    /// <summary>The gradients of the tables that the ops look up.</summary>
    public IReadOnlyList<TableGradient<T>> Tables => _tables;

    /// <summary>Scan each op's outputs for NaN and infinity after it ran, and throw naming the op. For debugging: it costs time.</summary>
    public bool CheckFinite { get; set; }

    /// <summary>A new variable; an op calls this for its outputs.</summary>
    public Variable<T> Variable(string name, int features, bool requiresGradient = true)
    {
        CheckOpen();
        var variable = new Variable<T>(name, features, Shape, requiresGradient);
        _variables.Add(variable);
        return variable;
    }

    /// <summary>Two new variables side by side in memory, for an op that computes both at once.</summary>
    internal (Variable<T> First, Variable<T> Second) VariablePair(string first, string second, int features)
    {
        CheckOpen();
        (Variable<T> First, Variable<T> Second) pair = Engine.Variable<T>.Pair(first, second, features, Shape);
        _variables.AddRange([pair.First, pair.Second]);
        return pair;
    }

    /// <summary>A new list of row numbers, one an example, with which ops look up rows of <paramref name="table"/>.</summary>
    /// <exception cref="ArgumentException">The table is looked up as the first of a pair.</exception>
    public Lookup<T> Lookup(Table<T> table) => NewLookup(table, null);

    /// <summary>
    /// A lookup of <paramref name="table"/> by the row numbers of another lookup of this tape: <see cref="RowNumbers.Rows"/> of the two are
    /// the same memory. For tables that have a row each for the same things.
    /// </summary>
    /// <exception cref="ArgumentException">
    /// The table is looked up as the first of a pair, or there are too few numbers for a batch.
    /// </exception>
    public Lookup<T> Lookup(Table<T> table, RowNumbers sameRows)
    {
        ArgumentNullException.ThrowIfNull(sameRows);
        if (sameRows.Rows.Length < LaneShape<T>.Pad(MaxBatch))
            throw new ArgumentException("The row numbers are not those of a lookup of this tape.", nameof(sameRows));
        return NewLookup(table, sameRows);
    }

    /// <summary>
    /// A new list of row numbers, one an example, with which <see cref="Ops.PairEmbedding{T}"/> looks up rows of both tables of
    /// <paramref name="pair"/>. The second may be looked up by itself as well, afterwards.
    /// </summary>
    /// <exception cref="ArgumentException">One of the tables is looked up by itself already.</exception>
    public Lookup<T> Lookup(TablePair<T> pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        return Add(pair.First, isPair: true, () => GradientOf(pair).AddPairLookup(MaxBatch));
    }

    /// <summary>
    /// A new list of row numbers, any number of them an example, with which <see cref="Ops.EmbeddingBag{T}"/> looks up rows of
    /// <paramref name="table"/>.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="capacity">The most rows that all examples of a batch have together.</param>
    /// <param name="isWeighted">Whether each of them has a weight.</param>
    /// <param name="isShared">Whether neighbouring examples share a bag.</param>
    /// <exception cref="ArgumentException">The table is looked up as the first of a pair.</exception>
    public BagLookup<T> BagLookup(Table<T> table, int capacity, bool isWeighted = false, bool isShared = false)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return Add(table, isPair: false, () => GradientOf(table).AddBagLookup(MaxBatch, capacity, isWeighted, isShared));
    }

    /// <summary>A new list of rows of <paramref name="table"/> that a step reads, up to <paramref name="capacity"/> of them.</summary>
    /// <exception cref="ArgumentException">The table is looked up as the first of a pair.</exception>
    public StepLookup<T> StepLookup(Table<T> table, int capacity)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        return Add(table, isPair: false, () => GradientOf(table).AddStepLookup(capacity));
    }

    /// <summary>
    /// The gradient of a table that an op reads as a whole: each step touches all of its rows, and slot i is that of row i.
    /// </summary>
    /// <exception cref="ArgumentException">The table is looked up as one of a pair.</exception>
    internal TableGradient<T> Whole(Table<T> table)
    {
        CheckOpen();
        TableGradient<T> gradient = GradientOf(table);
        if (gradient.Tables.Count > 1) throw new ArgumentException($"Table '{table.Name}' is one of a pair: it can't be read as a whole.");
        gradient.TouchAll();
        return gradient;
    }

    /// <summary>
    /// Whether threads can share its steps: not where an op adds to gradients of rows that the blocks of a step have in common.
    /// </summary>
    public bool CanSplit => _ops.TrueForAll(op => op.CanSplit);

    /// <summary>
    /// From now on a step's blocks are shared out to the threads of <paramref name="team"/> where <see cref="IsSplit"/> says so.
    /// </summary>
    /// <param name="team">The threads.</param>
    /// <param name="record">
    /// Records on another tape, by the same calls, what is recorded on this one: called for each thread but the caller's.
    /// </param>
    /// <exception cref="ArgumentException">It records something else.</exception>
    /// <exception cref="InvalidOperationException">An op can't be split; see <see cref="CanSplit"/>.</exception>
    public void SplitOver(WorkerTeam team, Action<Tape<T>> record)
    {
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(record);
        if (_ops.Find(op => !op.CanSplit) is Op<T> whole)
            throw new InvalidOperationException($"The op '{whole.Name}' adds to gradients in place: threads can't share its steps.");
        var runs = new List<TapeRun<T>> { Seal() };
        while (runs.Count < team.Threads)
        {
            var replica = new Tape<T>(this);
            record(replica);
            if (!replica._ops.Select(op => op.Name).SequenceEqual(_ops.Select(op => op.Name)))
                throw new ArgumentException("What it records is not what this tape has.", nameof(record));
            runs.Add(replica.Seal());
        }

        _split = new SplitStep<T>(this, [.. runs], team);
    }

    /// <summary>The loss of the first <paramref name="batch"/> examples of the lookups and inputs; no gradients.</summary>
    public double Forward(int batch) => Run(batch, backward: false);

    /// <summary>The loss of the first <paramref name="batch"/> examples of the lookups and inputs, with all gradients.</summary>
    public double ForwardBackward(int batch) => Run(batch, backward: true);

    /// <summary>The threads that the last step was split over; null where it was not.</summary>
    internal WorkerTeam? Team { get; private set; }

    internal void Record(Op<T> op)
    {
        CheckOpen();
        _ops.Add(op);
    }

    /// <summary>On a replica, the tape's op in the place of the one that is being recorded; else null.</summary>
    internal TOp? Leaders<TOp>()
        where TOp : Op<T> => _leader?._ops[_ops.Count - 1] as TOp;

    /// <summary>Adds a lookup; on a replica it is the leader's in the same place.</summary>
    private TLookup Add<TLookup>(Table<T> table, bool isPair, Func<TLookup> create)
        where TLookup : RowLookup<T>
    {
        CheckOpen();
        RowLookup<T>? lookup = _leader is null ? create() : _leader._lookups.ElementAtOrDefault(_lookups.Count);
        if (lookup is not TLookup found || found.Table != table || found.IsPair != isPair)
            throw new InvalidOperationException("What is recorded on a replica must be what its tape has.");
        _lookups.Add(found);
        return found;
    }

    private Lookup<T> NewLookup(Table<T> table, RowNumbers? sameRows)
    {
        ArgumentNullException.ThrowIfNull(table);
        return Add(table, isPair: false, () => GradientOf(table).AddLookup(MaxBatch, sameRows));
    }

    private TableGradient<T> GradientOf(Table<T> table)
    {
        TableGradient<T>? gradient = Array.Find(_tables, g => g.Tables.Contains(table));
        if (gradient is null)
            _tables = [.. _tables, gradient = new TableGradient<T>(table)];
        else if (gradient.Tables[^1] != table)
            throw new ArgumentException($"Table '{table.Name}' is looked up as the first of a pair: it can't be looked up by itself too.");
        return gradient;
    }

    private TableGradient<T> GradientOf(TablePair<T> pair)
    {
        TableGradient<T>? gradient = Array.Find(_tables, g => g.Tables.Contains(pair.First) || g.Tables.Contains(pair.Second));
        if (gradient is null)
            _tables = [.. _tables, gradient = new TableGradient<T>(pair)];
        else if (gradient.Tables.Count != 2)
            throw new ArgumentException($"Table '{gradient.Tables[0].Name}' is looked up by itself already: look up its pair first.");
        return gradient;
    }

    private double Run(int batch, bool backward)
    {
        TapeRun<T> run = Seal();
        if (batch < 1 || batch > MaxBatch)
            throw new ArgumentOutOfRangeException(nameof(batch), batch, $"The tape was recorded for batches of 1 to {MaxBatch}.");
        Batch = batch;
        Team = IsSplit && backward && batch > BlockSize && !CheckFinite ? _split?.Team : null;
        if (Team is not null) _split!.Run(batch);
        else run.RunStep(batch, backward);
        return run.EndStep(backward);
    }

    /// <summary>Decides, for each op and input, whether its backward stores or adds; afterwards nothing more can be recorded.</summary>
    private TapeRun<T> Seal()
    {
        if (_run is not null) return _run;
        var written = new HashSet<Variable<T>>();
        for (int i = _ops.Count - 1; i >= 0; i--)
        {
            for (int input = 0; input < _ops[i].Inputs.Count; input++)
                _ops[i].SetAdds(input, !written.Add(_ops[i].Inputs[input]));
        }

        foreach (Op<T> op in _ops)
            op.Complete();
        Weights.Allocate();
        foreach (TableGradient<T> table in _tables)
            table.Allocate();
        return _run = new TapeRun<T>(this, _tables);
    }

    private void CheckOpen()
    {
        if (_run is not null) throw new InvalidOperationException("The tape has been run: nothing more can be recorded on it.");
    }
}
