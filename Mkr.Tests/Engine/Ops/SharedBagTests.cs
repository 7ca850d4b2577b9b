using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Bags that neighbouring examples share, against plain loops in double.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(EmbeddingBag<>))]
internal sealed class SharedBagTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int TableRows = 23;
    private const int MaxBatch = 700;
    private const int Tile = 32;

    private readonly SeededRandom _random = new(6);

    /// <summary>Runs of 1 to 5 examples do not end where tiles do.</summary>
    [Test]
    public void Values_and_gradients_are_those_of_loops(
        [Values(1, 4, 5, 16)] int d, [Values(1, 33, 700)] int batch, [Values("sum", "weights", "mean")] string kind)
    {
        using var recorded = new Recorded(d, kind, threads: 1);
        recorded.Check(batch, _random);
    }

    [Test]
    public void A_smaller_batch_forgets_the_larger_one([Values("sum", "weights", "mean")] string kind)
    {
        using var recorded = new Recorded(5, kind, threads: 1);
        foreach (int batch in new[] { 700, 40, 3, 700, 1 }) recorded.Check(batch, _random);
    }

    [Test]
    public void Threads_change_no_bit([Values("sum", "weights", "mean")] string kind, [Values(2, 3)] int threads)
    {
        using Recorded one = new(8, kind, 1), several = new(8, kind, threads);
        for (int step = 0; step < 5; step++)
        {
            T[] expected = one.Step(MaxBatch, new SeededRandom((ulong)step));
            Assert.That(several.Step(MaxBatch, new SeededRandom((ulong)step)), Is.EqualTo(expected).And.Some.Not.EqualTo(T.Zero));
        }
    }

    [Test]
    public void Steps_allocate_nothing()
    {
        using var recorded = new Recorded(8, "mean", threads: 1);
        recorded.Check(MaxBatch, _random);
        for (int i = 0; i < 100; i++) recorded.Tape.ForwardBackward(MaxBatch);
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 50; i++) recorded.Tape.ForwardBackward(MaxBatch);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero);
    }

    [TestCase(new[] { 1, 1, 2 }, "first example has bag 1; bags are counted from 0")]
    [TestCase(new[] { -1, 0, 1 }, "first example has bag -1")]
    [TestCase(new[] { 0, 2, 2 }, "example 1 has bag 2, but may have 0, as the one before it, or 1")]
    [TestCase(new[] { 0, 1, 0 }, "example 2 has bag 0, but may have 1")]
    public void Bags_that_jump_or_go_back_are_refused(int[] bags, string message)
    {
        using var recorded = new Recorded(4, "sum", threads: 1);
        bags.CopyTo(recorded.Lookup.Bags);
        Assert.That(
            () => recorded.Tape.Forward(bags.Length),
            Throws.InvalidOperationException.With.Message.Contains(message).And.Message.Contains("'table'"));
    }

    [Test]
    public void Bags_are_empty_where_none_is_shared()
    {
        BagLookup<T> lookup = new Tape<T>(3).BagLookup(new ParameterSet<T>().AddTable("table", 2, 4), 3);
        Assert.That((lookup.IsShared, lookup.Bags.Length), Is.EqualTo((false, 0)));
    }

    /// <summary>A tape with a bag op, whose output has given gradients.</summary>
    private sealed class Recorded : IDisposable
    {
        private readonly WorkerTeam _team;
        private readonly Table<T> _table;
        private readonly string _kind;
        private readonly BatchOutput<T> _output;
        private readonly double[] _gradient;

        public Recorded(int d, string kind, int threads)
        {
            _kind = kind;
            _team = new WorkerTeam(threads);
            _table = new ParameterSet<T>().AddTable("table", TableRows, d);
            new Normal(1).Fill(_table, new SeededRandom(2));
            _gradient = Numbers.Uniform<double>(MaxBatch * d, new SeededRandom(3));
            (Lookup, Variable<T> sums) = Record(Tape);
            _output = new BatchOutput<T>(Tape, sums);
            if (threads == 1) return;
            Tape.SplitOver(_team, tape => _ = new BatchOutput<T>(tape, Record(tape).Sums));
            Tape.IsSplit = true;
        }

        public Tape<T> Tape { get; } = new(MaxBatch, Tile);

        public BagLookup<T> Lookup { get; }

        /// <summary>The table's gradient after a step on random bags.</summary>
        public T[] Step(int batch, SeededRandom random)
        {
            Fill(batch, random);
            Tape.ForwardBackward(batch);
            T[] gradient = new T[TableRows * _table.Columns];
            Tape.Tables[0].AddTo(_table, gradient);
            return gradient;
        }

        public void Check(int batch, SeededRandom random)
        {
            T[] actual = Step(batch, random);
            int d = _table.Columns;
            double[] expected = new double[batch * d], expectedGradient = new double[TableRows * d];
            for (int i = 0; i < batch; i++)
            {
                int bag = Lookup.Bags[i], start = bag == 0 ? 0 : Lookup.Ends[bag - 1], end = Lookup.Ends[bag];
                for (int k = start; k < end; k++)
                {
                    double factor = _kind == "weights" ? Numbers.ToDouble(Lookup.Weights[k]) : _kind == "mean" ? 1.0 / (end - start) : 1;
                    for (int j = 0; j < d; j++)
                    {
                        expected[(i * d) + j] += factor * Numbers.ToDouble(_table[Lookup.Rows[k], j]);
                        expectedGradient[(Lookup.Rows[k] * d) + j] += factor * _gradient[(i * d) + j];
                    }
                }
            }

            var meter = new ErrorMeter();
            for (int i = 0; i < expected.Length; i++) meter.Add(Numbers.ToDouble(_output.Values[i]), expected[i]);
            for (int i = 0; i < actual.Length; i++) meter.Add(Numbers.ToDouble(actual[i]), expectedGradient[i]);
            meter.AssertRounding<T>();
        }

        public void Dispose() => _team.Dispose();

        /// <summary>Bags of up to six rows, every fourth empty; 1 to 5 examples share one.</summary>
        private void Fill(int batch, SeededRandom random)
        {
            int bag = -1, end = 0;
            for (int i = 0, left = 0; i < batch; i++, left--)
            {
                if (left == 0)
                {
                    left = 1 + random.NextInt32(5);
                    int rows = ++bag % 4 == 1 ? 0 : 1 + random.NextInt32(6);
                    for (int k = 0; k < rows; k++) Lookup.Rows[end++] = random.NextInt32(TableRows);
                    Lookup.Ends[bag] = end;
                }

                Lookup.Bags[i] = bag;
            }

            foreach (ref T weight in Lookup.Weights) weight = T.CreateChecked(random.NextDouble());
        }

        private (BagLookup<T> Lookup, Variable<T> Sums) Record(Tape<T> tape)
        {
            BagLookup<T> lookup = tape.BagLookup(_table, 6 * MaxBatch, isWeighted: _kind == "weights", isShared: true);
            Variable<T> sums = new EmbeddingBag<T>(tape, lookup, _kind == "mean" ? BagMode.Mean : BagMode.Sum).Output;
            _gradient.CopyTo(new GivenGradient<T>(tape, sums).Values, 0);
            return (lookup, sums);
        }
    }
}
