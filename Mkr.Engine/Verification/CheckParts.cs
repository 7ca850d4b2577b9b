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

    private readonly ParameterSet<double> _parameters = new();
    private readonly SeededRandom _random = new(2019);

    /// <summary>Rows of a random table, some of them repeated; asked for again by the same name, the rows of another one.</summary>
    public Variable<double> Rows(string name, int columns)
    {
        Table<double> table = _parameters.AddTable($"{name}{_parameters.Parameters.Count}", Batch, columns);
        new Normal(1).Fill(table, _random);
        return new Embedding<double>(tape, Repeat(tape.Lookup(table))).Output;
    }

    /// <summary>
    /// Rows whose elements are multiples of 0.1, or lie in the middle between: finite differences of one with the other do not cross 0,
    /// where
    /// absolute values have their kink.
    /// </summary>
    public Variable<double> GridRows(string name, int columns, bool between) =>
        new Embedding<double>(tape, GridLookup(name, columns, between)).Output;

    /// <summary>The lookup of such rows.</summary>
    public Lookup<double> GridLookup(string name, int columns, bool between)
    {
        Table<double> table = _parameters.AddTable($"{name}{_parameters.Parameters.Count}", Batch, columns);
        new Normal(1).Fill(table, _random);
        ToGrid(table, between);
        return Repeat(tape.Lookup(table));
    }

    /// <summary>The rows of a random table that a step reads, those with even numbers first; the last of them is listed twice.</summary>
    public StepLookup<double> StepRows(string name, int columns)
    {
        Table<double> table = _parameters.AddTable($"{name}{_parameters.Parameters.Count}", Batch, columns);
        new Normal(1).Fill(table, _random);
        StepLookup<double> rows = tape.StepLookup(table, Batch);
        rows.Count = Batch;
        ((ReadOnlySpan<int>)[0, 2, 4, 6, 1, 3, 3]).CopyTo(rows.Rows);
        for (int i = 0; i < Batch; i++) rows.Occurrences[i] = i;
        return rows;
    }

    /// <summary>Numbers in [-1, 1].</summary>
    public void Fill(Span<double> values)
    {
        foreach (ref double value in values) value = (2 * _random.NextDouble()) - 1;
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
        Table<double> first = _parameters.AddTable($"first{_parameters.Parameters.Count}", Batch, firstColumns);
        Table<double> second = _parameters.AddTable($"second{_parameters.Parameters.Count}", Batch, secondColumns);
        new Normal(1).Fill(first, _random);
        new Normal(1).Fill(second, _random);
        Lookup<double> lookup = Repeat(tape.Lookup(first));
        return (lookup, tape.Lookup(second, lookup));
    }

    /// <summary>Scores of two keys, one of them a row of x's table; that is looked up by itself as well.</summary>
    public void TranslatedRows(int d, Similarity kind, bool isGiven)
    {
        Lookup<double> x = GridLookup("x", d, between: false), r = GridLookup("r", d, between: true), other = tape.Lookup(x.Table);
        for (int i = 0; i < Batch; i++) other.Rows[i] = i / 2;
        Variable<double>? direction = isGiven ? Directions() : null;
        var op = new TranslatedRows<double>(tape, kind, x, r, direction, [other, GridLookup("z", d, between: false)]);
        foreach (Variable<double> score in op.Outputs) Probe(score);
        Probe(new Embedding<double>(tape, other).Output);
    }

    /// <summary>A machine of three indicators and three real features, which one of the indicators looks up.</summary>
    public void FactorizationMachine(int factors)
    {
        const int Features = 3;
        double[] values = [.. Enumerable.Range(0, Batch * Features).Select(_ => _random.NextGaussian())];
        Lookup<double> lookup = Repeat(tape.Lookup(_parameters.AddTable("x", Batch, factors + 1)));
        new Normal(1).Fill(lookup.Table, _random);
        Variable<double> x = new FixedRows<double>(tape, "features", lookup, values, Features).Output;
        Weight<double> bias = Weight("bias", 1, 1), linear = Weight("linear", Features, 1), all = Weight("factors", Features, factors);
        ProbeTwice(new Embedding<double>(tape, lookup).Output, first => new FactorizationMachine<double>(
            tape, x, bias, linear, all, first, Rows("y", factors + 1), Rows("z", factors + 1)).Output);
    }

    /// <summary>A layer on rows with fixed ones before and behind them, and behind them alone.</summary>
    public void ConcatFixed(int d)
    {
        var numbers = new RowNumbers(Batch);
        Variable<double> x = Rows("x", d), before = Fixed("before"), behind = Fixed("behind");
        Weight<double> bias = Weight("bias", 1, 5);
        foreach (Variable<double>[] parts in (Variable<double>[][])[[before, x, Rows("y", 4), behind], [x, behind]])
        {
            Variable<double> all = new Concat<double>(tape, parts).Output;
            Weight<double> weight = Weight($"weight{all.Features}", all.Features, 5);
            Probe(new Dense<double>(tape, all, weight, bias, Activation.Tanh).Output);
            Probe(new MatrixProduct<double>(tape, all, weight).Output);
        }

        Variable<double> Fixed(string name) =>
            new FixedRows<double>(tape, name, numbers, Enumerable.Range(0, 4).Select(_ => _random.NextGaussian()).ToArray(), 4).Output;
    }

    /// <summary>1 and -1 in turn.</summary>
    public Variable<double> Directions()
    {
        var directions = new BatchInput<double>(tape, "direction");
        for (int i = 0; i < Batch; i++)
            directions.Values[i] = i % 3 == 0 ? -1 : 1;
        return directions.Output;
    }

    public GivenCotangent<double> Cotangent(Variable<double> x)
    {
        var given = new GivenCotangent<double>(tape, x) { Scale = 0.3 };
        for (int i = 0; i < given.Values.Length; i++)
            given.Values[i] = (2 * _random.NextDouble()) - 1;
        return given;
    }

    public void PairRows(int columns)
    {
        TablePair<double> pair = _parameters.AddTablePair("first", Batch, "second", Batch + 2, columns);
        new Normal(1).Fill(pair.First, _random);
        new Normal(1).Fill(pair.Second, _random);
        var rows = new PairEmbedding<double>(tape, Repeat(tape.Lookup(pair)));
        Probe(rows.Second);
        Probe(rows.First);
        Probe(rows.Second);
        Probe(new Embedding<double>(tape, Repeat(tape.Lookup(pair.Second))).Output);
    }

    /// <summary>Bags of a table that is looked up by itself as well.</summary>
    public void Bags(int columns, BagMode mode, bool isWeighted)
    {
        BagLookup<double> bags = BagLookup(columns, isWeighted);
        foreach (ref double weight in bags.Weights) weight = _random.NextDouble();
        Probe(new EmbeddingBag<double>(tape, bags, mode).Output);
        Probe(new Embedding<double>(tape, Repeat(tape.Lookup(bags.Table))).Output);
    }

    /// <summary>
    /// Texts of the same rows, the longer ones of which say the same things twice; of two ops on the same words, with a table that is
    /// looked up by itself as well.
    /// </summary>
    public void Convolution1D(int window, int columns, int filters)
    {
        BagLookup<double> words = BagLookup(columns, isWeighted: false);
        for (int i = 0; i < 2; i++)
        {
            Weight<double> weight = Weight($"filter{i}", window * columns, filters), bias = Weight($"bias{i}", 1, filters);
            Probe(new Convolution1D<double>(tape, words, weight, bias).Output);
        }

        Probe(new Embedding<double>(tape, Repeat(tape.Lookup(words.Table))).Output);
    }

    /// <summary>Bags of 3, 0, 2 and 4 rows, some of them repeated, that 1, 2, 3 and 1 examples share.</summary>
    public void SharedBags(int columns, BagMode mode, bool isWeighted)
    {
        Table<double> table = _parameters.AddTable("bag", Batch, columns);
        new Normal(1).Fill(table, _random);
        BagLookup<double> bags = tape.BagLookup(table, 9, isWeighted, isShared: true);
        ((ReadOnlySpan<int>)[0, 1, 1, 2, 2, 2, 3]).CopyTo(bags.Bags);
        ((ReadOnlySpan<int>)[3, 3, 5, 9]).CopyTo(bags.Ends);
        ((ReadOnlySpan<int>)[5, 1, 5, 2, 1, 0, 3, 0, 1]).CopyTo(bags.Rows);
        foreach (ref double weight in bags.Weights) weight = _random.NextDouble();
        Probe(new EmbeddingBag<double>(tape, bags, mode).Output);
        Probe(new Embedding<double>(tape, Repeat(tape.Lookup(table))).Output);
    }

    /// <summary>
    /// The first input's gradient can't be part of the output's, since a later reader writes it first; the second's can, though an
    /// earlier one adds to it.
    /// </summary>
    public void ConcatReadTwice(int d)
    {
        Variable<double> x = Rows("x", d), y = Rows("y", d);
        Probe(y);
        Probe(new Concat<double>(tape, x, y).Output);
        Probe(x);
    }

    public void Probe(Variable<double> x) => _ = new CotangentProbe<double>(tape, x, _random);

    /// <summary>Adds a second reader, so that the op's backward is checked where it adds as well as where it stores.</summary>
    public void ReadTwice(Variable<double> x, Func<Variable<double>, Loss<double>> record)
    {
        record(x);
        Probe(x);
        record(x);
    }

    public Loss<double> CrossEntropy(Variable<double> z, double negativeWeight, Reduction reduction) =>
        new SigmoidCrossEntropy<double>(tape, z, Labels()) { Scale = 0.3, NegativeWeight = negativeWeight, Reduction = reduction };

    public Loss<double> InnerProductCrossEntropy(Variable<double> a, Variable<double> b, double negativeWeight) =>
        new InnerProductCrossEntropy<double>(tape, a, b, Labels())
        {
            Scale = 0.3,
            Reduction = Reduction.Mean,
            NegativeWeight = negativeWeight,
            PenaltyA = 0.5,
            PenaltyB = 0.7,
        };

    public Loss<double> InnerProductScore(Variable<double> a, Variable<double> b, Reduction reduction) =>
        new InnerProductScore<double>(tape, a, b) { Scale = -0.3, PenaltyA = 0.5, PenaltyB = 0.7, PenaltyReduction = reduction };

    public void Dense(int inputs, int outputs, Activation activation)
    {
        Variable<double> x = Rows("x", inputs);
        Probe(new Dense<double>(tape, x, Weight("weight", inputs, outputs), Weight("bias", 1, outputs), activation).Output);
        Probe(x);
    }

    public void MatrixProduct(int inputs, int outputs)
    {
        Variable<double> x = Rows("x", inputs);
        Probe(new MatrixProduct<double>(tape, x, Weight("weight", inputs, outputs)).Output);
        Probe(x);
    }

    public void CrossCompress(int d, CrossOutputs outputs)
    {
        Variable<double> v = Rows("v", d), e = Rows("e", d);
        var unit = new CrossCompress<double>(tape, v, e, CrossWeights(d), outputs);
        foreach (Variable<double> output in unit.Outputs) Probe(output);
        Probe(e);
    }

    public void CrossMatrix(int d)
    {
        Variable<double> v = Rows("v", d), e = Rows("e", d);
        var unit = new CrossMatrix<double>(tape, v, e, CrossWeights(d));
        foreach (Variable<double> output in unit.Outputs) Probe(output);
        Probe(e);
    }

    public void CrossNetwork(int d)
    {
        Variable<double> x = Rows("x", d), partner = Rows("partner", d);
        Probe(new CrossNetwork<double>(tape, x, partner, Weight("weight", d, 1), Weight("bias", 1, d)).Output);
        Probe(x);
        Probe(partner);
    }

    public void CrossStitch(int d, CrossOutputs outputs)
    {
        Variable<double> v = Rows("v", d), e = Rows("e", d);
        var unit = new CrossStitch<double>(tape, v, e, Weight("stitch", 4, 1), outputs);
        foreach (Variable<double> output in unit.Outputs) Probe(output);
        Probe(e);
    }

    /// <summary>An op on two vectors, the second of which has another reader.</summary>
    public void Pair(int d, Func<Tape<double>, Variable<double>, Variable<double>, Variable<double>> record)
    {
        Variable<double> x = Rows("x", d), y = Rows("y", d);
        Probe(record(tape, x, y));
        Probe(y);
    }

    public void PatchConvolution(int size, int channels, int outputs)
    {
        Variable<double> x = Rows("x", size * size * channels);
        Weight<double> weight = Weight("weight", 4 * channels, outputs), bias = Weight("bias", 1, outputs);
        Probe(new PatchConvolution<double>(tape, x, size, weight, bias).Output);
        Probe(x);
    }

    public void TablePenalty(int d, Reduction reduction)
    {
        Table<double> table = _parameters.AddTable("penalised", Batch, d);
        new Normal(1).Fill(table, _random);
        Probe(new Embedding<double>(tape, Repeat(tape.Lookup(table))).Output);
        _ = new TableL2Penalty<double>(tape, table) { Scale = 0.7, Reduction = reduction };
    }

    public void WeightPenalty(Reduction reduction)
    {
        Weight<double> weight = Weight("weight", 3, 4);
        Probe(new Dense<double>(tape, Rows("x", 3), weight, Weight("bias", 1, 4), Activation.Identity).Output);
        _ = new WeightL2Penalty<double>(tape, [weight]) { Scale = 0.7, Reduction = reduction };
    }

    /// <summary>Of several uses the last one stores its gradient, and the others add.</summary>
    public void SharedWeights()
    {
        const int D = 4;
        Weight<double> weight = Weight("weight", D, D), bias = Weight("bias", 1, D);
        CrossWeights<double> cross = CrossWeights(D);
        Variable<double> v = Rows("v", D), e = Rows("e", D);
        Variable<double> hidden = new Dense<double>(tape, v, weight, bias, Activation.Tanh).Output;
        Probe(new Dense<double>(tape, hidden, weight, bias, Activation.Identity).Output);
        Probe(new CrossCompress<double>(tape, v, e, cross, CrossOutputs.Item).Item);
        Probe(new CrossCompress<double>(tape, v, e, cross).Item);
        Probe(new CrossCompress<double>(tape, v, e, cross, CrossOutputs.Entity).Entity);
        Probe(new CrossMatrix<double>(tape, e, v, cross).Entity);
    }

    private static Lookup<double> Repeat(Lookup<double> lookup)
    {
        for (int i = 0; i < Batch; i++)
            lookup.Rows[i] = i < 2 ? 3 : i;
        return lookup;
    }

    /// <summary>Bags of 0, 1, 2, ... rows of a random table, the last of which are repeated.</summary>
    private BagLookup<double> BagLookup(int columns, bool isWeighted)
    {
        Table<double> table = _parameters.AddTable("bag", Batch, columns);
        new Normal(1).Fill(table, _random);
        BagLookup<double> bags = tape.BagLookup(table, Batch * Batch, isWeighted);
        int count = 0;
        for (int i = 0; i < Batch; i++)
        {
            for (int k = 0; k < i; k++)
                bags.Rows[count++] = k % 4;
            bags.Ends[i] = count;
        }

        return bags;
    }

    private Variable<double> Labels()
    {
        var labels = new BatchInput<double>(tape, "label");
        for (int i = 0; i < Batch; i++)
            labels.Values[i] = i % 2;
        return labels.Output;
    }

    private Weight<double> Weight(string name, int rows, int columns)
    {
        Weight<double> weight = _parameters.AddWeight(name, rows, columns);
        new Normal(1).Fill(weight, _random);
        return weight;
    }

    private CrossWeights<double> CrossWeights(int d)
    {
        CrossWeights<double> weights = CrossWeights<double>.Create(_parameters, string.Empty, d);
        foreach (Weight<double> weight in weights.All)
            new Normal(1).Fill(weight, _random);
        return weights;
    }
}
