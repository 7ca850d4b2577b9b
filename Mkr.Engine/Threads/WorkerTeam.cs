using System.Runtime.ExceptionServices;

namespace Mkr.Engine.Threads;

/// <summary>
/// A fixed number of threads, the caller's among them, that share out pieces of work which take microseconds: who is free takes the next
/// one. Between two calls the others wait for a moment, and then sleep.
/// </summary>
/// <remarks>
/// The caller never waits for a thread that has not begun a piece: where the processor is busy with something else, it does the work by
/// itself.
/// </remarks>
public sealed class WorkerTeam : IDisposable
{
    // About 50 microseconds: longer than what a training step has to do between two calls.
    private const int WaitingRounds = 1000;

    private readonly Thread[] _others;
    private readonly object _bed = new();
    private Action<int, int>? _work;
    private int _open;
    private int _unfinished;
    private int _sleepers;
    private bool _isDisposed;
    private Exception? _error;

    /// <summary>A team of <paramref name="threads"/> threads.</summary>
    public WorkerTeam(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _others = new Thread[threads - 1];
        for (int i = 0; i < _others.Length; i++)
        {
            int worker = i + 1;
            _others[i] = new Thread(() => Live(worker)) { IsBackground = true, Name = $"mkr worker {worker}" };
            _others[i].Start();
        }
    }

    /// <summary>The number of threads.</summary>
    public int Threads => _others.Length + 1;

    /// <summary>Does <paramref name="pieces"/> pieces of work, in no certain order; returns when all are done.</summary>
    /// <param name="pieces">How many.</param>
    /// <param name="work">Does a piece, given its number and that of the thread, 0 being the caller's.</param>
    public void Run(int pieces, Action<int, int> work)
    {
        _work = work;
        Volatile.Write(ref _unfinished, pieces);
        Interlocked.Exchange(ref _open, pieces);
        if (Volatile.Read(ref _sleepers) > 0) Wake();
        TakePieces(0);
        var wait = default(SpinWait);
        while (Volatile.Read(ref _unfinished) > 0)
            wait.SpinOnce(sleep1Threshold: -1);
        if (Interlocked.Exchange(ref _error, null) is Exception error) ExceptionDispatchInfo.Throw(error);
    }

    /// <summary>Ends the other threads.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _isDisposed, true);
        Wake();
        foreach (Thread thread in _others)
            thread.Join();
    }

    private void TakePieces(int worker)
    {
        int open;
        while ((open = Volatile.Read(ref _open)) > 0)
        {
            // Whoever succeeds has a piece of the present work: there is no other while one of its pieces is unfinished.
            if (Interlocked.CompareExchange(ref _open, open - 1, open) != open) continue;
            try
            {
                _work!(open - 1, worker);
            }
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref _error, error, null);
            }

            Interlocked.Decrement(ref _unfinished);
        }
    }

    private void Live(int worker)
    {
        while (!Volatile.Read(ref _isDisposed))
        {
            TakePieces(worker);
            for (int round = 0; round < WaitingRounds && Volatile.Read(ref _open) == 0; round++)
                Thread.SpinWait(1);
            if (Volatile.Read(ref _open) == 0) Sleep();
        }
    }

    private void Sleep()
    {
        lock (_bed)
        {
            // Announced before looking again: either this thread sees the work, or the caller sees the sleeper.
            Interlocked.Increment(ref _sleepers);
            while (Volatile.Read(ref _open) == 0 && !Volatile.Read(ref _isDisposed))
                Monitor.Wait(_bed);
            Interlocked.Decrement(ref _sleepers);
        }
    }

    private void Wake()
    {
        lock (_bed)
            Monitor.PulseAll(_bed);
    }
}
