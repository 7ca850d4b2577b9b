using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Model.Training.Batches;
using Mkr.Model.Training.Columns;

namespace Mkr.Model.Training.Tasks;

/// <summary>A loss that is minimised: a tape, the source of its batches, the columns that follow from them, and an optimizer.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class TrainingTask<T> : ITrainingTask, IStateful
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>The largest batch whose successor's rows are prefetched: a larger one's memory answers while it is computed.</summary>
    private const int LargestPrefetched = 64;

    private readonly Tape<T> _tape;
    private readonly Optimizer<T> _optimizer;
    private readonly IBatchSource _source;
    private readonly IBatchColumn[] _columns;
    private readonly SeededRandom _shuffles;
    private readonly int _batchSize;
    private ThreadChoice? _threads;

    /// <summary>A task.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="tape">Computes the loss of a batch.</param>
    /// <param name="optimizer">Takes the step.</param>
    /// <param name="source">Fills the batches.</param>
    /// <param name="columns">Complete them, in this order.</param>
    /// <param name="batchSize">The examples of a batch.</param>
    /// <param name="shuffles">The source of the orders of the passes.</param>
    public TrainingTask(
        string name, Tape<T> tape, Optimizer<T> optimizer, IBatchSource source, IReadOnlyList<IBatchColumn> columns, int batchSize,
        SeededRandom shuffles)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentOutOfRangeException.ThrowIfLessThan(batchSize, 1);
        Name = name;
        _tape = tape;
        _optimizer = optimizer;
        _source = source;
        _columns = [.. columns];
        _batchSize = batchSize;
        _shuffles = shuffles;
        Position = source.Count;
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <summary>Whether steps train; where not, they only pass the examples over.</summary>
    public bool IsTrained { get; init; } = true;

    /// <inheritdoc/>
    public int Count => _source.Count;

    /// <inheritdoc/>
    public int Position { get; private set; }

    /// <inheritdoc/>
    public Throughput Throughput { get; } = new();

    /// <inheritdoc/>
    public TaskRate Rate => new(Name, Throughput.Examples, Throughput.Seconds);

    /// <summary>
    /// Lets the threads of <paramref name="team"/> share a step where that is quicker, as a small batch's is not. The bits stay.
    /// </summary>
    /// <param name="team">The threads.</param>
    /// <param name="record">Records the computation again, on a thread's own tape.</param>
    public void SplitOver(WorkerTeam team, Action<Tape<T>> record)
    {
        if (_batchSize <= _tape.BlockSize || !_tape.CanSplit) return;
        _tape.SplitOver(team, record);
        _threads = new ThreadChoice();
    }

    /// <summary>Shows what later steps depend on beside the parameters: where the examples, the draws and the optimizer are.</summary>
    public void Visit(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        StateVisitor own = visitor.Under(Name);
        Position = own.Value("position", Position);
        Throughput.Visit(own);
        _shuffles.Visit(own.Under("shuffles"));
        _source.Visit(own.Under("source"));
        for (int i = 0; i < _columns.Length; i++) _columns[i].Visit(own.Under($"column{i}"));
        _optimizer.Visit(own.Under("optimizer"));
    }

    /// <inheritdoc/>
    public void BeginPass()
    {
        _source.Shuffle(_shuffles);
        Position = 0;
    }

    /// <inheritdoc/>
    public double RunStep()
    {
        int batch = Math.Min(_batchSize, Count - Position);
        if (!IsTrained)
        {
            Position += batch;
            return 0;
        }

        _source.Fill(Position, batch);
        foreach (IBatchColumn column in _columns) column.Fill(batch);
        Position += batch;
        if (_batchSize <= LargestPrefetched) _source.Prefetch(Position, Math.Min(batch, Count - Position));
        _threads?.BeginStep(_tape);
        double loss = _tape.ForwardBackward(batch);
        _optimizer.Step();
        _threads?.EndStep(isWhole: batch == _batchSize);
        Throughput.Count(batch);
        return loss;
    }
}
