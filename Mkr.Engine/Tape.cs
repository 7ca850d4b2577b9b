using System.Numerics;

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
    private TableGradient<T>[] _tables = [];
    private Op<T>[] _order = [];
    private StepOp<T>[] _stepOps = [];
    private Loss<T>[] _losses = [];
    private bool _sealed;

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

    /// <summary>The largest batch.</summary>
    public int MaxBatch { get; }

    /// <summary>The number of examples of the current, or else the last, step.</summary>
    public int Batch { get; private set; }

    /// <summary>The current tile.</summary>
    public LaneShape<T> Shape { get; }

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
    public Lookup<T> Lookup(Table<T> table)
    {
        ArgumentNullException.ThrowIfNull(table);
        CheckOpen();
        TableGradient<T>? gradient = Array.Find(_tables, g => g.Tables.Contains(table));
        if (gradient is null)
            _tables = [.. _tables, gradient = new TableGradient<T>(table, MaxBatch)];
        else if (gradient.Tables[^1] != table)
            throw new ArgumentException($"Table '{table.Name}' is looked up as the first of a pair: it can't be looked up by itself too.");
        return gradient.AddLookup();
    }

    /// <summary>
    /// A new list of row numbers, one an example, with which <see cref="Ops.PairEmbedding{T}"/> looks up rows of both tables of <paramref name="pair"/>. The second may be looked
    /// up by itself as well, afterwards.
    /// </summary>
    /// <exception cref="ArgumentException">One of the tables is looked up by itself already.</exception>
    public Lookup<T> Lookup(TablePair<T> pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        CheckOpen();
        TableGradient<T>? gradient = Array.Find(_tables, g => g.Tables.Contains(pair.First) || g.Tables.Contains(pair.Second));
        if (gradient is null)
            _tables = [.. _tables, gradient = new TableGradient<T>(pair, MaxBatch)];
        else if (gradient.Tables.Count != 2)
            throw new ArgumentException($"Table '{gradient.Tables[0].Name}' is looked up by itself already: look up its pair first.");
        return gradient.AddPairLookup();
    }

    /// <summary>The loss of the first <paramref name="batch"/> examples of the lookups and inputs; no gradients.</summary>
    public double Forward(int batch) => Run(batch, backward: false);

    /// <summary>The loss of the first <paramref name="batch"/> examples of the lookups and inputs, with all gradients.</summary>
    public double ForwardBackward(int batch) => Run(batch, backward: true);

    internal void Record(Op<T> op)
    {
        CheckOpen();
        _ops.Add(op);
    }

    private double Run(int batch, bool backward)
    {
        Seal();
        if (batch < 1 || batch > MaxBatch)
            throw new ArgumentOutOfRangeException(nameof(batch), batch, $"The tape was recorded for batches of 1 to {MaxBatch}.");
        Batch = batch;
        BeginStep(batch, backward);
        for (int offset = 0; offset < batch; offset += Shape.Capacity)
        {
            Shape.Set(offset, Math.Min(Shape.Capacity, batch - offset));
            RunTile(backward);
        }

        return EndStep(backward);
    }

    private void BeginStep(int batch, bool backward)
    {
        foreach (TableGradient<T> table in _tables)
            table.Begin(batch, backward);
        foreach (StepOp<T> op in _stepOps)
            op.BeginStep();
    }

    private void RunTile(bool backward)
    {
        Op<T>[] order = _order;
        bool checks = CheckFinite;
        foreach (Op<T> op in order)
        {
            op.Forward();
            if (checks) Checks.Finite(op);
        }

        if (!backward) return;
        for (int i = order.Length - 1; i >= 0; i--)
            order[i].Backward();
    }

    private double EndStep(bool backward)
    {
        if (backward) Weights.Reduce();
        foreach (StepOp<T> op in _stepOps)
            op.EndStep(backward);
        double loss = 0;
        foreach (Loss<T> term in _losses)
            loss += term.Value;
        return loss;
    }

    /// <summary>Decides, for each op and input, whether its backward stores or adds; afterwards nothing more can be recorded.</summary>
    private void Seal()
    {
        if (_sealed) return;
        _sealed = true;
        _order = [.. _ops];
        _stepOps = [.. _ops.OfType<StepOp<T>>()];
        _losses = [.. _ops.OfType<Loss<T>>()];
        var written = new HashSet<Variable<T>>();
        for (int i = _ops.Count - 1; i >= 0; i--)
        {
            for (int input = 0; input < _ops[i].Inputs.Count; input++)
                _ops[i].SetAdds(input, !written.Add(_ops[i].Inputs[input]));
        }

        foreach (Op<T> op in _order)
            op.Complete();
        Weights.Allocate();
        foreach (TableGradient<T> table in _tables)
            table.Allocate();
    }

    private void CheckOpen()
    {
        if (_sealed) throw new InvalidOperationException("The tape has been run: nothing more can be recorded on it.");
    }
}
