namespace Mkr.Model.Evaluation;

/// <summary>
/// Shares numbered blocks of work out to threads. Who does which block is up to chance; what a block computes must not depend on it.
/// </summary>
internal static class BlockSchedule
{
    /// <summary>Runs <paramref name="work"/> once for each block.</summary>
    public static void Run(int blocks, int threads, Action<int> work) =>
        Run(blocks, threads, () => work, (block, body) => body(block));

    /// <summary>Runs <paramref name="work"/> once for each block, with a worker of the thread's own.</summary>
    /// <returns>The workers that took part.</returns>
    /// <remarks>
    /// The calling thread takes part, so that schedules within schedules need no thread that waits. After an exception no further block is
    /// begun; it is thrown as it is, after all threads have stopped.
    /// </remarks>
    public static TWorker[] Run<TWorker>(int blocks, int threads, Func<TWorker> create, Action<int, TWorker> work)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        int next = -1;

        TWorker TakeBlocks()
        {
            try
            {
                TWorker worker = create();
                for (int block; (block = Interlocked.Increment(ref next)) < blocks;)
                    work(block, worker);
                return worker;
            }
            catch
            {
                Interlocked.Exchange(ref next, blocks);
                throw;
            }
        }

        int count = Math.Clamp(blocks, 1, threads);
        if (count == 1) return [TakeBlocks()];
        var tasks = new Task<TWorker>[count];
        for (int i = 1; i < count; i++) tasks[i] = Task.Run(TakeBlocks);
        tasks[0] = new Task<TWorker>(TakeBlocks);
        tasks[0].RunSynchronously(TaskScheduler.Default);
        return Task.WhenAll(tasks).GetAwaiter().GetResult();
    }
}
