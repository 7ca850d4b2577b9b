using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Initializers;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>Additive attention against plain loops in double. Its gradients are compared with differences by the op's check.</summary>
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
[TestsOf(typeof(AdditiveAttention<>))]
internal sealed class AdditiveAttentionTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = 13;

    private readonly SeededRandom _random = new(5);
    private readonly ParameterSet<T> _parameters = new();

    [Test]
    public void Values_are_those_of_loops([Values(1, 4, 19)] int d, [Values(1, 6, 33)] int hidden, [Values(1, 33, 300)] int batch)
    {
        string name = $"{d} {hidden} {batch} ";
        (Tape<T> tape, Variable<T> y, Table<T> queries, Table<T> keys, Weight<T>[] weights, RowBags bags) = Record(name, d, hidden, batch);
        var output = new BatchOutput<T>(tape, y);
        tape.Forward(batch);
        var meter = new ErrorMeter();
        for (int i = 0; i < batch; i++)
        {
            double[][] rows = [.. bags.Rows[(i == 0 ? 0 : bags.Ends[i - 1])..bags.Ends[i]].ToArray()
                .Select(row => Enumerable.Range(0, d).Select(j => Numbers.ToDouble(keys[row, j])).ToArray())];
            double[] expected = Attend(rows, [.. Enumerable.Range(0, hidden).Select(j => Numbers.ToDouble(queries[i, j]))], weights);
            for (int j = 0; j < d; j++) meter.Add(Numbers.ToDouble(output.Values[(i * d) + j]), j < expected.Length ? expected[j] : 0);
        }

        meter.AssertRounding<T>();
    }

    /// <summary>The sums of several tiles are those of each by itself.</summary>
    [Test]
    public void The_gradients_of_a_batch_are_the_sums_of_its_examples()
    {
        const int Batch = 300;
        (Tape<T> tape, Variable<T> y, _, Table<T> keys, Weight<T>[] weights, RowBags bags) = Record("sum ", 5, 6, Batch);
        var gradient = new GivenGradient<T>(tape, y);
        Numbers.Uniform<double>(gradient.Values.Length, _random).CopyTo(gradient.Values, 0);
        tape.ForwardBackward(Batch);
        double[] whole = Gradients();
        double[] cotangents = [.. gradient.Values], sum = new double[whole.Length];
        for (int i = 0; i < Batch; i++)
        {
            Array.Clear(gradient.Values);
            cotangents.AsSpan(i * 5, 5).CopyTo(gradient.Values.AsSpan(i * 5));
            tape.ForwardBackward(Batch);
            double[] one = Gradients();
            for (int j = 0; j < sum.Length; j++) sum[j] += one[j];
        }

        var meter = new ErrorMeter();
        for (int j = 0; j < sum.Length; j++) meter.Add(whole[j], sum[j]);
        meter.AssertBelow(typeof(T) == typeof(float) ? 1e-4 : 1e-12);

        double[] Gradients()
        {
            T[] rows = new T[keys.Count];
            tape.Tables.Single(t => t.Tables[0] == keys).AddTo(keys, rows);
            return [.. rows.Concat(weights.SelectMany(w => tape.Weights.Of(w).Values.ToArray())).Select(Numbers.ToDouble)];
        }
    }

    private (Tape<T> Tape, Variable<T> Y, Table<T> Queries, Table<T> Keys, Weight<T>[] Weights, RowBags Bags) Record(
        string name, int d, int hidden, int batch)
    {
        Table<T> queries = _parameters.AddTable(name + "query", batch, hidden), keys = _parameters.AddTable(name + "key", Rows, d);
        Weight<T>[] weights = [_parameters.AddWeight(name + "w", d, hidden), _parameters.AddWeight(name + "v", hidden, 1)];
        foreach (Parameter<T> parameter in (Parameter<T>[])[queries, keys, .. weights]) new Normal(0.7).Fill(parameter, _random);
        var tape = new Tape<T>(batch);
        Lookup<T> lookup = tape.Lookup(queries);
        StepLookup<T> rows = tape.StepLookup(keys, Rows);
        rows.Count = Rows;
        for (int row = 0; row < Rows; row++) rows.Rows[row] = row;
        var bags = new RowBags(batch, batch * 4);
        int end = 0;
        for (int i = 0; i < batch; i++)
        {
            lookup.Rows[i] = i;
            for (int m = 0; m < i % 5; m++) bags.Rows[end++] = _random.NextInt32(Rows);
            bags.Ends[i] = end;
        }

        Variable<T> x = new Embedding<T>(tape, lookup).Output;
        return (tape, new AdditiveAttention<T>(tape, x, rows, bags, weights[0], weights[1]).Output, queries, keys, weights, bags);
    }

    private static double[] Attend(double[][] rows, double[] x, Weight<T>[] weights)
    {
        double[] scores = [.. rows.Select(k => x.Select((_, h) => Hidden(k, h) * Numbers.ToDouble(weights[1][h, 0])).Sum())];
        double total = scores.Sum(Math.Exp);
        return rows.Length == 0 ? [] : [.. rows[0].Select((_, j) => rows.Zip(scores, (k, e) => k[j] * Math.Exp(e) / total).Sum())];

        double Hidden(double[] k, int h) => Math.Max(0, x[h] + k.Select((key, j) => key * Numbers.ToDouble(weights[0][j, h])).Sum());
    }
}
