using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;

namespace Mkr.Engine.Verification;

/// <summary>The parameters and pieces that the checks are put together from.</summary>
internal sealed class CheckParts(Tape<double> tape)
{
    /// <summary>The examples of a check.</summary>
    public const int Batch = 7;

    /// <summary>The tape that the check is recorded on.</summary>
    public Tape<double> Tape { get; } = tape;

    /// <summary>The check's parameters.</summary>
    public ParameterSet<double> Parameters { get; } = new();

    /// <summary>What they are drawn by.</summary>
    public SeededRandom Random { get; } = new(2019);

    /// <summary>Rows of a random table, some of them repeated; asked for again by the same name, the rows of another one.</summary>
    public Variable<double> Rows(string name, int columns)
    {
        Table<double> table = Parameters.AddTable($"{name}{Parameters.Parameters.Count}", Batch, columns);
        new Normal(1).Fill(table, Random);
        return new Embedding<double>(Tape, Repeat(Tape.Lookup(table))).Output;
    }

    /// <summary>
    /// Rows whose elements are multiples of 0.1, or lie in the middle between: finite differences of one with the other do not cross 0,
    /// where absolute values have their kink.
    /// </summary>
    public Variable<double> GridRows(string name, int columns, bool between) =>
        new Embedding<double>(Tape, GridLookup(name, columns, between)).Output;

    /// <summary>The lookup of such rows.</summary>
    public Lookup<double> GridLookup(string name, int columns, bool between)
    {
        Table<double> table = Parameters.AddTable($"{name}{Parameters.Parameters.Count}", Batch, columns);
        new Normal(1).Fill(table, Random);
        ToGrid(table, between);
        return Repeat(Tape.Lookup(table));
    }

    /// <summary>The rows of a random table that a step reads, those with even numbers first; the last of them is listed twice.</summary>
    public StepLookup<double> StepRows(string name, int columns)
    {
        Table<double> table = Parameters.AddTable($"{name}{Parameters.Parameters.Count}", Batch, columns);
        new Normal(1).Fill(table, Random);
        StepLookup<double> rows = Tape.StepLookup(table, Batch);
        rows.Count = Batch;
        ((ReadOnlySpan<int>)[0, 2, 4, 6, 1, 3, 3]).CopyTo(rows.Rows);
        for (int i = 0; i < Batch; i++) rows.Occurrences[i] = i;
        return rows;
    }

    /// <summary>Numbers in [-1, 1].</summary>
    public void Fill(Span<double> values)
    {
        foreach (ref double value in values) value = (2 * Random.NextDouble()) - 1;
    }

    /// <summary>Moves elements to multiples of 0.1, or to the middle between.</summary>
    private static void ToGrid(Table<double> table, bool between)
    {
        for (int row = 0; row < table.Rows; row++)
        {
            foreach (ref double element in table.Row(row)) element = Math.Round(element, 1) + (between ? 0.05 : 0);
        }
    }

    /// <summary>Probes what an op makes of x, and adds readers of x on both sides of it.</summary>
    public void ProbeTwice(Variable<double> x, Func<Variable<double>, Variable<double>> record)
    {
        Probe(record(x));
        Probe(x);
        Probe(record(x));
    }

    /// <summary>Two lookups of the same random rows: of a table, and of another one by the same numbers.</summary>
    public (Lookup<double> First, Lookup<double> Second) SharedRows(int firstColumns, int secondColumns)
    {
        Table<double> first = Parameters.AddTable($"first{Parameters.Parameters.Count}", Batch, firstColumns);
        Table<double> second = Parameters.AddTable($"second{Parameters.Parameters.Count}", Batch, secondColumns);
        new Normal(1).Fill(first, Random);
        new Normal(1).Fill(second, Random);
        Lookup<double> lookup = Repeat(Tape.Lookup(first));
        return (lookup, Tape.Lookup(second, lookup));
    }

    /// <summary>Scores of two keys, one of them a row of x's table; that is looked up by itself as well.</summary>
    public void TranslatedRows(int d, Similarity kind, bool isGiven)
    {
        Lookup<double> x = GridLookup("x", d, between: false), r = GridLookup("r", d, between: true), other = Tape.Lookup(x.Table);
        for (int i = 0; i < Batch; i++) other.Rows[i] = i / 2;
        Variable<double>? direction = isGiven ? Directions() : null;
        var op = new TranslatedRows<double>(Tape, kind, x, r, direction, [other, GridLookup("z", d, between: false)]);
        foreach (Variable<double> score in op.Outputs) Probe(score);
        Probe(new Embedding<double>(Tape, other).Output);
    }

    /// <summary>1 and -1 in turn.</summary>
    public Variable<double> Directions()
    {
        var directions = new BatchInput<double>(Tape, "direction");
        for (int i = 0; i < Batch; i++)
            directions.Values[i] = i % 3 == 0 ? -1 : 1;
        return directions.Output;
    }

    public GivenCotangent<double> Cotangent(Variable<double> x)
    {
        var given = new GivenCotangent<double>(Tape, x) { Scale = 0.3 };
        for (int i = 0; i < given.Values.Length; i++)
            given.Values[i] = (2 * Random.NextDouble()) - 1;
        return given;
    }

    public void PairRows(int columns)
    {
        TablePair<double> pair = Parameters.AddTablePair("first", Batch, "second", Batch + 2, columns);
        new Normal(1).Fill(pair.First, Random);
        new Normal(1).Fill(pair.Second, Random);
        var rows = new PairEmbedding<double>(Tape, Repeat(Tape.Lookup(pair)));
        Probe(rows.Second);
        Probe(rows.First);
        Probe(rows.Second);
        Probe(new Embedding<double>(Tape, Repeat(Tape.Lookup(pair.Second))).Output);
    }

    /// <summary>
    /// The first input's gradient can't be part of the output's, since a later reader writes it first; the second's can, though an
    /// earlier one adds to it.
    /// </summary>
    public void ConcatReadTwice(int d)
    {
        Variable<double> x = Rows("x", d), y = Rows("y", d);
        Probe(y);
        Probe(new Concat<double>(Tape, x, y).Output);
        Probe(x);
    }

    public void Probe(Variable<double> x) => _ = new CotangentProbe<double>(Tape, x, Random);

    /// <summary>Adds a second reader, so that the op's backward is checked where it adds as well as where it stores.</summary>
    public void ReadTwice(Variable<double> x, Func<Variable<double>, Loss<double>> record)
    {
        record(x);
        Probe(x);
        record(x);
    }

    /// <summary>An op on two vectors, the second of which has another reader.</summary>
    public void Pair(int d, Func<Tape<double>, Variable<double>, Variable<double>, Variable<double>> record)
    {
        Variable<double> x = Rows("x", d), y = Rows("y", d);
        Probe(record(Tape, x, y));
        Probe(y);
    }

    public static Lookup<double> Repeat(Lookup<double> lookup)
    {
        for (int i = 0; i < Batch; i++)
            lookup.Rows[i] = i < 2 ? 3 : i;
        return lookup;
    }

    public Weight<double> Weight(string name, int rows, int columns)
    {
        Weight<double> weight = Parameters.AddWeight(name, rows, columns);
        new Normal(1).Fill(weight, Random);
        return weight;
    }
}
