using System.Numerics;
using Mkr.Engine.Threads;

namespace Mkr.Engine.Optimizers;

/// <summary>
/// Moves the parameters that a tape's loss reaches, by the gradients of its last step. Several tapes may share parameters; each has an
/// optimizer of its own.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
public abstract class Optimizer<T> : IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ParameterSet<T> _parameters;
    private (int Weight, int Gradient, int Count)[]? _runs;
    private TableGradient<T>[] _tables = [];
    private readonly List<ConstrainedRows<T>> _constraints = [];
    private readonly HashSet<Table<T>> _frozen = [];
    private readonly Action<int, int> _updatePiece;
    private readonly Action<int, int> _sweepPiece;
    private RowPieces _pieces = new(0);

    /// <summary>An optimizer for the loss on <paramref name="tape"/>.</summary>
    /// <param name="tape">The tape, fully recorded.</param>
    /// <param name="parameters">The set that its parameters belong to.</param>
    /// <param name="learningRate">The step size.</param>
    protected Optimizer(Tape<T> tape, ParameterSet<T> parameters, double learningRate)
    {
        ArgumentNullException.ThrowIfNull(tape);
        ArgumentOutOfRangeException.ThrowIfNegative(learningRate);
        Tape = tape;
        _parameters = parameters;
        LearningRate = learningRate;
        _updatePiece = (piece, _) => UpdatePiece(piece, sweep: false);
        _sweepPiece = (piece, _) => UpdatePiece(piece, sweep: true);
    }

    /// <summary>The step size.</summary>
    public double LearningRate { get; }

    /// <summary>The steps made so far.</summary>
    public int StepCount { get; private set; }

    /// <summary>The tape.</summary>
    protected Tape<T> Tape { get; }

    /// <summary>
    /// From now on each row of <paramref name="table"/> that a step has moved is made to obey: all rows where the optimizer moves all in
    /// each step (<see cref="RowPolicy.Dense"/>), else those of the batch. Moments stay as they are.
    /// </summary>
    /// <remarks>
    /// With <see cref="RowPolicy.Deferred"/> a row also obeys after its missed steps have been made up, so that whatever is read does. That
    /// is once, and not after each of them as with Dense: with a constraint the two are not the same.
    /// </remarks>
    /// <param name="table">A table that the tape looks up; not one of a pair.</param>
    /// <param name="constraint">What its rows have to obey.</param>
    /// <exception cref="ArgumentException">The tape does not look the table up, or it is one of a pair.</exception>
    public void Constrain(Table<T> table, IRowConstraint<T> constraint)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(constraint);
        TableGradient<T> gradient = Tape.Tables.FirstOrDefault(t => t.Tables.Count == 1 && t.Tables[0] == table)
            ?? throw new ArgumentException($"Table '{table.Name}' is not looked up by itself on the optimizer's tape.", nameof(table));
        var rows = new ConstrainedRows<T>(gradient, constraint);
        _constraints.Add(rows);
        if (MakesUpSteps) gradient.Storage.Attach(rows);
        rows.CatchUpAll();
    }

    /// <summary>Leaves a table, which is not one of a pair, as it is in the steps that follow, or moves it again.</summary>
    public void Freeze(Table<T> table, bool isFrozen = true)
    {
        if (isFrozen) _frozen.Add(table);
        else _frozen.Remove(table);
    }

    /// <summary>Moves the parameters by the gradients of the tape's last <see cref="Tape{T}.ForwardBackward"/>.</summary>
    public void Step()
    {
        StepCount++;
        if (_runs is null)
        {
            _runs = WeightGradients<T>.Runs(Tape.Weights.Gradients);
            (_tables, _pieces) = ([.. Tape.Tables], new RowPieces(Tape.Tables.Count));
        }

        BeginStep();
        foreach ((int weight, int gradient, int count) in _runs)
            UpdateWeights(_parameters.WeightValues.Slice(weight, count), Tape.Weights.Values.Slice(gradient, count), gradient);
        if (Tape.Team is WorkerTeam team) UpdateTables(team);
        else UpdateTables();
    }

    /// <summary>
    /// Shows what later steps depend on beside the parameters: the steps made, and what a kind of optimizer keeps for each parameter. All
    /// rows are brought up to date first. Which tables are frozen, and what constrains them, is not part of it.
    /// </summary>
    public virtual void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        StepCount = visitor.Value("steps", StepCount);
    }

    /// <summary>Called before the updates of step <see cref="StepCount"/>.</summary>
    protected virtual void BeginStep()
    {
    }

    /// <summary>Updates weights that are neighbours.</summary>
    /// <param name="values">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="offset">The place of the first of them among all the tape's weights, for the optimizer's own state.</param>
    protected abstract void UpdateWeights(Span<T> values, ReadOnlySpan<T> gradient, int offset);

    /// <summary>
    /// Updates rows of the table of the tape's gradient number <paramref name="table"/>; those of different slots perhaps on several
    /// threads at once.
    /// </summary>
    /// <param name="table">The gradient's number.</param>
    /// <param name="slot">The first row's slot.</param>
    /// <param name="count">How many.</param>
    protected abstract void UpdateRows(int table, int slot, int count);

    /// <summary>Whether rows miss steps, which are made up when the rows are read.</summary>
    protected virtual bool MakesUpSteps => false;

    /// <summary>How many rows of a table are to be swept after the update of those in the batch: all, or none.</summary>
    protected virtual int RowsToSweep(int table) => 0;

    /// <summary>
    /// Does to each of a table's rows, whether in the batch or not, what is to be done to it in a step; perhaps on several threads at once.
    /// </summary>
    /// <param name="table">The gradient's number.</param>
    /// <param name="place">The first row's place in the table's storage.</param>
    /// <param name="count">How many.</param>
    protected virtual void SweepRows(int table, int place, int count)
    {
    }

    /// <summary>Called when a table's rows have been updated.</summary>
    protected virtual void EndTable(int table)
    {
    }

    private void UpdateTables()
    {
        for (int table = 0; table < _tables.Length; table++)
        {
            if (IsFrozen(table)) continue;
            Update(table, 0, _tables[table].Count);
            if (RowsToSweep(table) is int rows and > 0) Sweep(table, 0, rows);
            EndTable(table);
        }
    }

    private void UpdateTables(WorkerTeam team)
    {
        _pieces.Clear();
        for (int table = 0; table < _tables.Length; table++)
            _pieces.Set(table, IsFrozen(table) ? 0 : _tables[table].Count);
        team.Run(_pieces.Count, _updatePiece);
        _pieces.Clear();
        for (int table = 0; table < _tables.Length; table++)
            _pieces.Set(table, IsFrozen(table) ? 0 : RowsToSweep(table));
        if (_pieces.Count > 0) team.Run(_pieces.Count, _sweepPiece);
        for (int table = 0; table < _tables.Length; table++)
            if (!IsFrozen(table)) EndTable(table);
    }

    private void UpdatePiece(int piece, bool sweep)
    {
        (int table, int first, int count) = _pieces[piece];
        if (sweep) Sweep(table, first, count);
        else Update(table, first, count);
    }

    private bool IsFrozen(int table) => _frozen.Count > 0 && _frozen.Contains(_tables[table].Tables[0]);

    private void Update(int table, int slot, int count)
    {
        UpdateRows(table, slot, count);
        if (_constraints.Count == 0 || RowsToSweep(table) > 0) return;
        foreach (ConstrainedRows<T> rows in _constraints)
            if (rows.Gradient == _tables[table]) rows.ApplyToSlots(slot, count);
    }

    private void Sweep(int table, int place, int count)
    {
        SweepRows(table, place, count);
        foreach (ConstrainedRows<T> rows in _constraints)
            if (rows.Gradient == _tables[table]) rows.Apply(place, count);
    }
}
