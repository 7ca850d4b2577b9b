using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Tests.Engine.Ops.Triples;

/// <summary>
/// Tests of an op on rows of tables: its values against the definition, example by example, and what float kernels give, gradients
/// included,
/// against double ones, whose gradients are checked elsewhere. Over parts of a tile and several, at sizes around every vector's.
/// </summary>
internal abstract class TripleOpFixture
{
    private const int Rows = 9;
    private static readonly int[] Batches = [1, 7, 32, 45, 300];

    /// <summary>The lengths that are tested.</summary>
    protected virtual int[] Dims => [1, 3, 4, 7, 8, 16, 20, 33, 64];

    /// <summary>The columns of the tables.</summary>
    protected abstract int[] Columns(int d);

    /// <summary>The op; the direction is null or not.</summary>
    protected abstract Variable<T> Record<T>(Tape<T> tape, Lookup<T>[] lookups, Variable<T>? direction)
        where T : unmanaged, IFloatingPointIeee754<T>;

    /// <summary>The definition, of an example's rows and its direction.</summary>
    protected abstract double[] Expected(double[][] rows, double direction);

    protected static Variable<T> Embed<T>(Tape<T> tape, Lookup<T> lookup)
        where T : unmanaged, IFloatingPointIeee754<T> => new Embedding<T>(tape, lookup).Output;

    [Test]
    public void Values_are_the_definitions([Values] bool isGiven)
    {
        var meter = new ErrorMeter();
        foreach (int d in Dims)
        {
            foreach (int batch in Batches)
            {
                var run = new Run<double>(this, d, batch, isGiven);
                for (int i = 0; i < batch; i++)
                {
                    double[][] rows = [.. run.Tables.Select((t, k) => t.Row(run.Lookups[k].Rows[i]).ToArray())];
                    double[] expected = Expected(rows, run.Direction(i));
                    for (int j = 0; j < expected.Length; j++) meter.Add(run.Values[(i * expected.Length) + j], expected[j]);
                }
            }
        }

        meter.AssertBelow(1e-12);
    }

    [Test]
    public void Floats_give_the_values_and_gradients_of_doubles([Values] bool isGiven)
    {
        var meter = new ErrorMeter();
        foreach (int d in Dims)
        {
            foreach (int batch in Batches)
            {
                Run<double> expected = new(this, d, batch, isGiven);
                Run<float> actual = new(this, d, batch, isGiven);
                foreach ((float a, double b) in actual.Values.Zip(expected.Values)) meter.Add(a, b);
                for (int table = 0; table < expected.Tables.Length; table++)
                    foreach ((float a, double b) in actual.Gradient(table).Zip(expected.Gradient(table))) meter.Add(a / batch, b / batch);
            }
        }

        meter.AssertBelow(3e-4);
    }

    private sealed class Run<T>
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        private readonly Tape<T> _tape;
        private readonly BatchInput<T>? _directions;

        public Run(TripleOpFixture op, int d, int batch, bool isGiven)
        {
            var random = new SeededRandom(5);
            var parameters = new ParameterSet<T>();
            _tape = new Tape<T>(batch);
            Tables = [.. op.Columns(d).Select((columns, k) => parameters.AddTable($"table {k}", Rows, columns))];
            foreach (Table<T> table in Tables) new Normal(0.7).Fill(table, random);
            Lookups = [.. Tables.Select(_tape.Lookup)];
            if (isGiven) _directions = new BatchInput<T>(_tape, "direction");
            for (int i = 0; i < batch; i++)
            {
                foreach (Lookup<T> lookup in Lookups) lookup.Rows[i] = random.NextInt32(Rows);
                int direction = random.NextInt32(2);
                if (_directions is not null) _directions.Values[i] = direction == 0 ? -T.One : T.One;
            }

            Variable<T> y = op.Record(_tape, Lookups, _directions?.Output);
            var output = new BatchOutput<T>(_tape, y);
            var cotangent = new Mkr.Engine.Losses.GivenCotangent<T>(_tape, y);
            foreach (ref T c in cotangent.Values) c = T.CreateChecked((2 * random.NextDouble()) - 1);
            _tape.ForwardBackward(batch);
            Values = output.Values.ToArray();
        }

        public Table<T>[] Tables { get; }

        public Lookup<T>[] Lookups { get; }

        public T[] Values { get; }

        public double Direction(int example) => _directions is null ? 1 : double.CreateChecked(_directions.Values[example]);

        public T[] Gradient(int table)
        {
            var gradient = new T[Tables[table].Count];
            _tape.Tables.First(g => g.Tables[0] == Tables[table]).AddTo(Tables[table], gradient);
            return gradient;
        }
    }
}
