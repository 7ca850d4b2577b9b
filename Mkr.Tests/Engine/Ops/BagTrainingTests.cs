using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Steps of Adam on bags: every policy of rows, shared by threads, without allocation.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class BagTrainingTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int TableRows = 300;
    private const int Batch = 200;
    private const int Tile = 16;
    private const int Steps = 70; // some more than those which deferred rows make up one by one

    /// <summary>To the bit in double; in float embeddings add the gradients of a row's examples up in another order.</summary>
    [Test]
    public void Bags_of_one_row_train_as_embeddings_do([Values] RowPolicy policy, [Values] BagMode mode, [Values(4, 5, 16)] int d)
    {
        using var bags = new Training(d, policy, mode, isWeighted: false, threads: 1);
        double tolerance = typeof(T) == typeof(double) ? 0 : 1e-4;
        (Table<T> left, Table<T> right) = CreateTables(new ParameterSet<T>(), d, out ParameterSet<T> parameters);
        var tape = new Tape<T>(Batch, Tile);
        Lookup<T>[] lookups = [tape.Lookup(left), tape.Lookup(right)];
        Score(tape, new Embedding<T>(tape, lookups[0]).Output, new Embedding<T>(tape, lookups[1]).Output);
        var adam = new Adam<T>(tape, parameters, new AdamOptions(0.01, policy));
        var random = new SeededRandom(3);
        for (int step = 0; step < Steps; step++)
        {
            for (int side = 0; side < 2; side++)
            {
                int[] rows = [.. Enumerable.Range(0, Batch).Select(_ => random.NextInt32(TableRows))];
                rows.CopyTo(lookups[side].Rows);
                rows.CopyTo(bags.Lookups[side].Rows);
                Enumerable.Range(1, Batch).ToArray().CopyTo(bags.Lookups[side].Ends);
            }

            double loss = tape.ForwardBackward(Batch);
            adam.Step();
            Assert.That(bags.Step(), Is.EqualTo(loss).Within(tolerance * Batch));
        }

        double[] expected = [.. Values(left, right).Select(Numbers.ToDouble)];
        Assert.That(bags.Values().Select(Numbers.ToDouble), Is.EqualTo(expected).Within(tolerance));
    }

    [Test]
    public void Threads_change_no_bit([Values] RowPolicy policy, [Values("sum", "weights", "mean")] string kind, [Values(2, 3)] int threads)
    {
        using Training one = Create(1), several = Create(threads);
        SeededRandom random = new(8);
        for (int step = 0; step < Steps; step++)
        {
            for (int side = 0; side < 2; side++)
            {
                var bags = new Bags(Batch, TableRows, kind == "weights", random);
                bags.Fill(one.Lookups[side]);
                bags.Fill(several.Lookups[side]);
            }

            Assert.That(several.Step(), Is.EqualTo(one.Step()).And.Not.Zero);
        }

        Assert.That(several.Values(), Is.EqualTo(one.Values()));

        Training Create(int number) =>
            new(5, policy, kind == "mean" ? BagMode.Mean : BagMode.Sum, isWeighted: kind == "weights", number);
    }

    [Test]
    public void Steps_allocate_nothing([Values(1, 2)] int threads)
    {
        using var training = new Training(8, RowPolicy.Deferred, BagMode.Mean, isWeighted: false, threads);
        foreach (BagLookup<T> lookup in training.Lookups) new Bags(Batch, TableRows, false, new SeededRandom(1)).Fill(lookup);
        for (int i = 0; i < 100; i++) training.Step();
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 50; i++) training.Step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.That(least, Is.Zero);
    }

    private static (Table<T> Left, Table<T> Right) CreateTables(ParameterSet<T> set, int d, out ParameterSet<T> parameters)
    {
        parameters = set;
        (Table<T> left, Table<T> right) = (set.AddTable("left", TableRows, d), set.AddTable("right", TableRows, d));
        foreach (Table<T> table in new[] { left, right }) new Normal(1).Fill(table, new SeededRandom(2));
        return (left, right);
    }

    private static void Score(Tape<T> tape, Variable<T> left, Variable<T> right) =>
        _ = new InnerProductScore<T>(tape, left, right) { Scale = -1, PenaltyA = 0.1, PenaltyB = 0.2 };

    private static T[] Values(params Table<T>[] tables) => [.. tables.SelectMany(table =>
    {
        T[] values = new T[table.Count];
        table.CopyTo(values);
        return values;
    })];

    /// <summary>The inner product of a bag of one table and a bag of another is to be large.</summary>
    private sealed class Training : IDisposable
    {
        private readonly WorkerTeam _team;
        private readonly Tape<T> _tape = new(Batch, Tile);
        private readonly Table<T> _left;
        private readonly Table<T> _right;
        private readonly Adam<T> _adam;

        public Training(int d, RowPolicy policy, BagMode mode, bool isWeighted, int threads)
        {
            _team = new WorkerTeam(threads);
            (_left, _right) = CreateTables(new ParameterSet<T>(), d, out ParameterSet<T> parameters);
            Lookups = Record(_tape);
            if (threads > 1)
            {
                _tape.SplitOver(_team, tape => Record(tape));
                _tape.IsSplit = true;
            }

            _adam = new Adam<T>(_tape, parameters, new AdamOptions(0.01, policy));

            BagLookup<T>[] Record(Tape<T> tape)
            {
                BagLookup<T>[] lookups = [.. new[] { _left, _right }.Select(table => tape.BagLookup(table, 8 * Batch, isWeighted))];
                Score(tape, new EmbeddingBag<T>(tape, lookups[0], mode).Output, new EmbeddingBag<T>(tape, lookups[1], mode).Output);
                return lookups;
            }
        }

        public BagLookup<T>[] Lookups { get; }

        public double Step()
        {
            double loss = _tape.ForwardBackward(Batch);
            _adam.Step();
            return loss;
        }

        public T[] Values() => BagTrainingTests<T>.Values(_left, _right);

        public void Dispose() => _team.Dispose();
    }
}
