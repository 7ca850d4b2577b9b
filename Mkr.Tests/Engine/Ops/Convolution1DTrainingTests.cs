using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Optimizers;
using Mkr.Engine.Randomness;
using Mkr.Engine.Threads;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Steps of Adam on convolutions of texts: every policy of rows, shared by threads, without allocation.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class Convolution1DTrainingTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Vocabulary = 199;

    private readonly SeededRandom _random = new(5);

    [Test]
    public void Threads_change_no_bit([Values] RowPolicy policy, [Values(2, 3)] int threads)
    {
        using Training one = new(policy, 1), several = new(policy, threads);
        for (int step = 0; step < 70; step++)
        {
            var texts = new Bags(Training.Batch, Vocabulary, false, _random);
            texts.Fill(one.Words);
            texts.Fill(several.Words);
            Assert.That(several.Step(), Is.EqualTo(one.Step()).And.Not.Zero);
        }

        Assert.That(several.Values(), Is.EqualTo(one.Values()));
    }

    [Test]
    public void Steps_allocate_nothing([Values] RowPolicy policy, [Values(1, 2)] int threads)
    {
        using var training = new Training(policy, threads);
        new Bags(Training.Batch, Vocabulary, false, _random).Fill(training.Words);
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

    /// <summary>Two convolutions of the same words, side by side, whose product with a matrix is to be large.</summary>
    private sealed class Training : IDisposable
    {
        public const int Batch = 200;
        private const int Columns = 5;
        private const int Filters = 6;

        private readonly WorkerTeam _team;
        private readonly Tape<T> _tape = new(Batch, tile: 16);
        private readonly ParameterSet<T> _parameters = new();
        private readonly Table<T> _table;
        private readonly List<(Weight<T> Filter, Weight<T> Bias)> _windows = [];
        private readonly Weight<T> _output;
        private readonly Adam<T> _adam;

        public Training(RowPolicy policy, int threads)
        {
            _team = new WorkerTeam(threads);
            _table = _parameters.AddTable("words", Vocabulary, Columns);
            foreach (int window in new[] { 1, 3 })
            {
                _windows.Add((_parameters.AddWeight($"filter{window}", window * Columns, Filters),
                    _parameters.AddWeight($"bias{window}", 1, Filters)));
            }

            _output = _parameters.AddWeight("output", 2 * Filters, 1);
            foreach (Parameter<T> parameter in _parameters.Parameters) new Normal(1).Fill(parameter, new SeededRandom(2));
            Words = Record(_tape);
            if (threads > 1)
            {
                _tape.SplitOver(_team, tape => Record(tape));
                _tape.IsSplit = true;
            }

            _adam = new Adam<T>(_tape, _parameters, new AdamOptions(0.01, policy));
        }

        public BagLookup<T> Words { get; }

        public double Step()
        {
            double loss = _tape.ForwardBackward(Batch);
            _adam.Step();
            return loss;
        }

        public T[] Values() => [.. _parameters.Parameters.SelectMany(parameter =>
        {
            T[] values = new T[parameter.Count];
            parameter.CopyTo(values);
            return values;
        })];

        public void Dispose() => _team.Dispose();

        private BagLookup<T> Record(Tape<T> tape)
        {
            BagLookup<T> words = tape.BagLookup(_table, 8 * Batch);
            Variable<T>[] maxima = [.. _windows.Select(w => new Convolution1D<T>(tape, words, w.Filter, w.Bias).Output)];
            Variable<T> all = new Concat<T>(tape, maxima).Output;
            _ = new ScoreDifference<T>(tape, new MatrixProduct<T>(tape, all, _output).Output);
            return words;
        }
    }
}
