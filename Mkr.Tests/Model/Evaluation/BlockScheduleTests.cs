using Mkr.Model.Evaluation;

namespace Mkr.Tests.Model.Evaluation;

internal sealed class BlockScheduleTests
{
    [Test]
    public void Does_each_block_once_on_no_more_threads_than_it_may([Values(1, 2, 5)] int threads)
    {
        int[] done = new int[200];
        int busy = 0, most = 0;
        BlockSchedule.Run(done.Length, threads, block =>
        {
            int now = Interlocked.Increment(ref busy);
            lock (done) most = Math.Max(most, now);
            Thread.SpinWait(1000);
            Interlocked.Increment(ref done[block]);
            Interlocked.Decrement(ref busy);
        });
        Assert.That(done, Is.All.EqualTo(1));
        Assert.That(most, Is.InRange(1, threads));
    }

    [Test]
    public void The_calling_thread_takes_part()
    {
        // With one block more than other threads, and blocks that wait for each other, it must.
        using var all = new Barrier(3);
        var took = new HashSet<int>();
        BlockSchedule.Run(3, 3, _ =>
        {
            all.SignalAndWait();
            lock (took) took.Add(Environment.CurrentManagedThreadId);
        });
        Assert.That(took, Has.Count.EqualTo(3).And.Contain(Environment.CurrentManagedThreadId));
    }

    [Test]
    public void After_an_exception_no_block_is_begun_and_it_is_thrown_as_it_is([Values(1, 3)] int threads)
    {
        int begun = 0;
        Assert.That(
            () => BlockSchedule.Run(1_000_000, threads, block =>
            {
                Interlocked.Increment(ref begun);
                if (block == 0) throw new InvalidOperationException("block 0");
                Thread.Sleep(1);
            }),
            Throws.InvalidOperationException.With.Message.EqualTo("block 0"));
        Assert.That(begun, Is.LessThan(100_000));
    }
}
