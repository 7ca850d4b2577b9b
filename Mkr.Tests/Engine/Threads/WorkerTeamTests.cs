using Mkr.Engine.Threads;

namespace Mkr.Tests.Engine.Threads;

internal sealed class WorkerTeamTests
{
    [Test]
    public void Every_piece_is_done_once([Values(1, 2, 3, 5)] int threads)
    {
        using var team = new WorkerTeam(threads);
        int[] done = new int[100];
        int strangers = 0;
        for (int call = 0; call < 2000; call++)
        {
            int pieces = call % done.Length;
            team.Run(pieces, (piece, worker) =>
            {
                Interlocked.Increment(ref done[piece]);
                if (worker < 0 || worker >= threads) Interlocked.Increment(ref strangers);
            });
            Assert.That(done.Take(pieces), Is.All.EqualTo(1), "all are done when the call returns");
            Array.Clear(done);
            if (call % 500 == 0) Thread.Sleep(5); // the others fall asleep
        }

        Assert.That(strangers, Is.Zero);
    }

    [Test]
    public void Several_threads_work_at_once()
    {
        using var team = new WorkerTeam(2);
        using var meeting = new Barrier(2);
        bool[] met = new bool[2];
        team.Run(2, (piece, _) => met[piece] = meeting.SignalAndWait(TimeSpan.FromSeconds(20)));
        Assert.That(met, Is.All.True);
    }

    [Test]
    public void An_exception_comes_back_when_all_pieces_are_done([Values(1, 2)] int threads)
    {
        using var team = new WorkerTeam(threads);
        int done = 0;
        Assert.That(
            () => team.Run(10, (piece, _) =>
            {
                if (piece == 3) throw new InvalidDataException("piece 3");
                Interlocked.Increment(ref done);
            }),
            Throws.TypeOf<InvalidDataException>().With.Message.EqualTo("piece 3"));
        Assert.That(done, Is.EqualTo(9));
        team.Run(4, (_, _) => Interlocked.Increment(ref done));
        Assert.That(done, Is.EqualTo(13), "the team goes on");
    }

    [Test]
    public void A_team_has_a_thread_at_least() => Assert.That(() => new WorkerTeam(0), Throws.TypeOf<ArgumentOutOfRangeException>());
}
