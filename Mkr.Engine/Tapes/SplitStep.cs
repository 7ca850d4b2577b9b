using System.Numerics;
using Mkr.Engine.Threads;

namespace Mkr.Engine;

/// <summary>
/// A step whose blocks are shared out to a team, with the bits of a step on one thread: each block is summed by itself, and then the
/// blocks' sums are added up in their order, those of each table by one thread.
/// </summary>
/// <typeparam name="T">float or double.</typeparam>
internal sealed class SplitStep<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tape<T> _tape;
    private readonly TapeRun<T>[] _runs;
    private readonly BlockResult<T>[] _blocks;
    private readonly RowPieces _rows;
    private readonly Action<int, int> _resolve;
    private readonly Action<int, int> _prepare;
    private readonly Action<int, int> _runBlock;
    private readonly Action<int, int> _addUp;
    private int _batch;

    /// <summary>Steps of <paramref name="tape"/>.</summary>
    /// <param name="tape">The tape.</param>
    /// <param name="runs">What runs it, and then its replicas: one a thread.</param>
    /// <param name="team">The threads.</param>
    public SplitStep(Tape<T> tape, TapeRun<T>[] runs, WorkerTeam team)
    {
        _tape = tape;
        _runs = runs;
        Team = team;
        _rows = new RowPieces(tape.Tables.Count);
        _blocks = new BlockResult<T>[(tape.MaxBatch + tape.BlockSize - 1) / tape.BlockSize];
        for (int block = 0; block < _blocks.Length; block++)
            _blocks[block] = new BlockResult<T>(runs[0]);
        _resolve = (table, _) => _tape.Tables[table].Resolve(_batch);
        _prepare = Prepare;
        _runBlock = RunBlock;
        _addUp = AddUp;
    }

    /// <summary>The threads.</summary>
    public WorkerTeam Team { get; }

    private int Blocks => (_batch + _tape.BlockSize - 1) / _tape.BlockSize;

    /// <summary>A step with gradients up to its end.</summary>
    public void Run(int batch)
    {
        _batch = batch;
        Team.Run(_tape.Tables.Count, _resolve);
        _rows.Clear();
        for (int table = 0; table < _tape.Tables.Count; table++)
            _rows.Set(table, _tape.Tables[table].Count);
        Team.Run(_rows.Count, _prepare);
        Team.Run(Blocks, _runBlock);
        Team.Run(_tape.Tables.Count + 1, _addUp);
    }

    private void Prepare(int piece, int worker)
    {
        (int table, int first, int count) = _rows[piece];
        _tape.Tables[table].Prepare(first, count, backward: true);
    }

    private void RunBlock(int block, int worker)
    {
        (int start, int end) = Examples(block);
        _runs[worker].RunBlock(start, end, _blocks[block]);
    }

    /// <summary>Adds up the blocks' gradients of one table; or else their gradients of the weights, and their losses.</summary>
    private void AddUp(int piece, int worker)
    {
        TableGradient<T>? table = piece < _tape.Tables.Count ? _tape.Tables[piece] : null;
        for (int block = 0; block < Blocks; block++)
        {
            (int start, int end) = Examples(block);
            if (table is not null) _blocks[block].AddRows(_runs[0], table, start, end);
            else _blocks[block].AddSums(_runs[0], isFirst: block == 0);
        }
    }

    private (int Start, int End) Examples(int block)
    {
        int start = block * _tape.BlockSize;
        return (start, Math.Min(start + _tape.BlockSize, _batch));
    }
}
