using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Losses;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops.Triples;

/// <summary>Products of heads and matrices, their sigmoids with tails and the penalties of all, against plain loops in double.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(RelationProduct<>), typeof(SigmoidProducts<>), typeof(RowL2Penalty<>))]
internal sealed class RelationProductTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Pairs = 9, Rows = 14, TableRows = 11, Batch = 3;
    private const double Scale = -0.7, Penalty = 0.3;

    private readonly SeededRandom _random = new(8);

    [Test]
    public void Values_and_gradients_are_those_of_loops(
        [Values(1, 4, 5, 8, 16, 20, 32)] int d, [Values(0, 3)] int more, [Values] bool isLeft)
    {
        int e = d + more;
        ParameterSet<T> parameters = new();
        var tape = new Tape<T>(Batch);
        StepLookup<T> heads = Lookup(tape, parameters, "head", d, Pairs), matrices = Lookup(tape, parameters, "matrix", e * d, Pairs);
        StepLookup<T> tails = Lookup(tape, parameters, "tail", e, Rows);
        var products = new RelationProduct<T>(tape, heads, matrices, Rows, isLeft) { Count = Rows };
        for (int k = 0; k < Rows; k++) products.Products[k] = _random.NextInt32(Pairs);
        _ = new SigmoidProducts<T>(tape, products, tails) { Scale = Scale, Reduction = Reduction.Mean };
        _ = new RowL2Penalty<T>(tape, tails) { Scale = Penalty };
        _ = new Embedding<T>(tape, tape.Lookup(tails.Table));
        double loss = tape.ForwardBackward(Batch);

        double expectedLoss = 0;
        double[] gradHeads = new double[TableRows * d], gradMatrices = new double[TableRows * e * d], gradTails = new double[TableRows * e];
        for (int k = 0; k < Rows; k++)
        {
            int pair = products.Products[k], head = heads.Rows[pair], matrix = matrices.Rows[pair], tail = tails.Rows[k];
            double[] q = [.. Enumerable.Range(0, e).Select(i =>
                Enumerable.Range(0, d).Sum(j => At(matrices, matrix, Place(i, j)) * At(heads, head, j)))];
            double sigmoid = 1 / (1 + Math.Exp(-Enumerable.Range(0, e).Sum(i => q[i] * At(tails, tail, i))));
            double weight = Scale / Batch * tails.Occurrences[k] * sigmoid * (1 - sigmoid);
            expectedLoss += Scale / Batch * tails.Occurrences[k] * sigmoid;
            for (int i = 0; i < e; i++)
            {
                double value = At(tails, tail, i);
                expectedLoss += Penalty * tails.Occurrences[k] * value * value / 2;
                gradTails[(tail * e) + i] += (weight * q[i]) + (Penalty * tails.Occurrences[k] * value);
                for (int j = 0; j < d; j++)
                {
                    gradHeads[(head * d) + j] += weight * value * At(matrices, matrix, Place(i, j));
                    gradMatrices[(matrix * e * d) + Place(i, j)] += weight * value * At(heads, head, j);
                }
            }
        }

        Assert.That(loss, Is.EqualTo(expectedLoss).Within(typeof(T) == typeof(double) ? 1e-11 : 1e-3));
        AssertGradient(tape, heads, gradHeads);
        AssertGradient(tape, matrices, gradMatrices);
        AssertGradient(tape, tails, gradTails);

        int Place(int i, int j) => isLeft ? (j * e) + i : (i * d) + j;
    }

    [Test]
    public void What_does_not_fit_is_refused()
    {
        ParameterSet<T> parameters = new();
        var tape = new Tape<T>(Batch);
        StepLookup<T> heads = Lookup(tape, parameters, "head", 4, Pairs), matrices = Lookup(tape, parameters, "matrix", 16, Pairs);
        StepLookup<T> odd = Lookup(tape, parameters, "odd", 15, Pairs);
        Assert.That(
            () => new RelationProduct<T>(new Tape<T>(Batch), heads, odd, Rows),
            Throws.ArgumentException.With.Message.Contains("15 elements, which is no matrix for 'head' of 4"));
        var products = new RelationProduct<T>(tape, heads, matrices, Rows) { Count = 1 };
        products.Products[0] = Pairs;
        Assert.That(() => tape.Forward(1), Throws.InvalidOperationException.With.Message.Contains("row 0 is of product 9"));
        heads.Count--;
        Assert.That(() => tape.Forward(1), Throws.InvalidOperationException.With.Message.Contains("8 rows of 'head' and 9 matrices"));
        Assert.That(
            () => new SigmoidProducts<T>(new Tape<T>(Batch), products, odd), Throws.ArgumentException.With.Message.Contains("15"));
    }

    private StepLookup<T> Lookup(Tape<T> tape, ParameterSet<T> parameters, string name, int columns, int count)
    {
        Table<T> table = parameters.AddTable(name, TableRows, columns);
        new Normal(0.5).Fill(table, _random);
        StepLookup<T> lookup = tape.StepLookup(table, count);
        lookup.Count = count;
        for (int k = 0; k < count; k++)
            (lookup.Rows[k], lookup.Occurrences[k]) = (_random.NextInt32(TableRows), 1 + _random.NextInt32(3));
        return lookup;
    }

    private static double At(StepLookup<T> lookup, int row, int column) => Numbers.ToDouble(lookup.Table[row, column]);

    private static void AssertGradient(Tape<T> tape, StepLookup<T> lookup, double[] expected)
    {
        T[] actual = new T[expected.Length];
        tape.Tables.Single(t => t.Tables[0] == lookup.Table).AddTo(lookup.Table, actual);
        var meter = new ErrorMeter();
        for (int i = 0; i < actual.Length; i++) meter.Add(Numbers.ToDouble(actual[i]), expected[i]);
        meter.AssertRounding<T>();
    }
}
