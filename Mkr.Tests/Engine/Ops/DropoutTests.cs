using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Threads;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Elements left out at random: forward as backward, and the same in tiles and on threads.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(Dropout<>))]
internal sealed class DropoutTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Batch = 700;
    private const int Features = 5;

    [Test]
    public void Backward_multiplies_by_the_mask_of_forward([Values] bool isReadTwice)
    {
        const double Rate = 0.3;
        var run = new OpRun<T>(Batch, [Features], (tape, x, _) =>
        {
            Variable<T> y = new Dropout<T>(tape, x[0], Rate, new DropoutSeed { Value = 12 }).Output;
            return isReadTwice ? new Add<T>(tape, y, x[0]).Output : y;
        });
        int once = isReadTwice ? 1 : 0, kept = 0;
        var meter = new ErrorMeter();
        for (int i = 0; i < Batch; i++)
        {
            for (int j = 0; j < Features; j++)
            {
                bool isKept = Math.Abs(run.OutputOf(i)[j] - (once * run.Input(0, i)[j])) > 1e-6 * Math.Abs(run.Input(0, i)[j]);
                kept += isKept ? 1 : 0;
                double mask = once + (isKept ? 1 / (1 - Rate) : 0);
                meter.Add(run.OutputOf(i)[j], mask * run.Input(0, i)[j]);
                meter.Add(run.InputGradient(0, i)[j], mask * run.GradientOf(i)[j]);
            }
        }

        meter.AssertRounding<T>();
        double deviation = Math.Sqrt(Rate * (1 - Rate) / (Batch * Features));
        Assert.That(kept / (double)(Batch * Features), Is.EqualTo(1 - Rate).Within(4 * deviation));
    }

    [Test]
    public void A_rate_of_zero_changes_nothing()
    {
        var run = new OpRun<T>(40, [3], (tape, x, _) => new Dropout<T>(tape, x[0], 0, new DropoutSeed()).Output);
        for (int i = 0; i < run.Batch; i++)
        {
            Assert.That(run.OutputOf(i), Is.EqualTo(run.Input(0, i)));
            Assert.That(run.InputGradient(0, i), Is.EqualTo(run.GradientOf(i).Select(g => Numbers.ToDouble(T.CreateChecked(g)))));
        }
    }

    [Test]
    public void The_seed_alone_decides()
    {
        using var ones = new Ones(tile: 256, threads: 1);
        T[] first = ones.Step(1), second = ones.Step(2);
        Assert.That(second, Is.Not.EqualTo(first));
        Assert.That(ones.Step(1), Is.EqualTo(first));
    }

    [Test]
    public void Two_ops_with_one_seed_differ()
    {
        using var ones = new Ones(tile: 256, threads: 1);
        T[] both = ones.Step(1);
        T[] first = both[..(Batch * Features)], second = both[(Batch * Features)..];
        Assert.That(second, Is.Not.EqualTo(first));
    }

    [Test]
    public void Tiles_and_threads_change_no_bit([Values(32, 64, 256)] int tile, [Values(1, 2, 3)] int threads)
    {
        using Ones whole = new(tile: 1024, threads: 1), cut = new(tile, threads);
        for (ulong seed = 1; seed < 4; seed++) Assert.That(cut.Step(seed), Is.EqualTo(whole.Step(seed)));
    }

    [Test]
    public void Steps_allocate_nothing()
    {
        using var ones = new Ones(tile: 256, threads: 1);
        for (int i = 0; i < 100; i++) ones.Tape.ForwardBackward(Batch);
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 50; i++) ones.Tape.ForwardBackward(Batch);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero);
    }

    [TestCase(-0.1)]
    [TestCase(1)]
    [TestCase(double.NaN)]
    public void A_rate_below_zero_or_not_below_one_is_refused(double rate)
    {
        var tape = new Tape<T>(1);
        Assert.That(
            () => new Dropout<T>(tape, tape.Variable("x", 1), rate, new DropoutSeed()),
            Throws.TypeOf<ArgumentOutOfRangeException>().With.Message.Contains("at least 0 and below 1"));
    }

    /// <summary>Two dropouts with one seed of rows of ones: each example reads a row of its own, so that gradients are masks.</summary>
    private sealed class Ones : IDisposable
    {
        private readonly WorkerTeam _team;
        private readonly DropoutSeed _seed = new();
        private readonly Table<T>[] _tables;

        public Ones(int tile, int threads)
        {
            _team = new WorkerTeam(threads);
            var parameters = new ParameterSet<T>();
            _tables = [parameters.AddTable("first", Batch, Features), parameters.AddTable("second", Batch, Features)];
            Tape = new Tape<T>(Batch, tile);
            Record(Tape);
            if (threads == 1) return;
            Tape.SplitOver(_team, Record);
            Tape.IsSplit = true;
        }

        public Tape<T> Tape { get; }

        /// <summary>The masks of both.</summary>
        public T[] Step(ulong seed)
        {
            _seed.Value = seed;
            Tape.ForwardBackward(Batch);
            return [.. _tables.SelectMany((table, i) =>
            {
                T[] gradient = new T[table.Count];
                Tape.Tables[i].AddTo(table, gradient);
                return gradient;
            })];
        }

        public void Dispose() => _team.Dispose();

        private void Record(Tape<T> tape)
        {
            foreach (Table<T> table in _tables)
            {
                Lookup<T> lookup = tape.Lookup(table);
                for (int i = 0; i < Batch; i++) lookup.Rows[i] = i;
                Variable<T> y = new Dropout<T>(tape, new Embedding<T>(tape, lookup).Output, 0.4, _seed).Output;
                Array.Fill(new GivenGradient<T>(tape, y).Values, 1);
            }
        }
    }
}
