using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

[TestsOf(typeof(Sum<>))]
public sealed class SumTests
{
    private const int Batch = 300;

    [Test]
    public void Each_input_is_added_and_gets_the_gradient([Values(1, 2, 3)] int inputs, [Values(1, 4, 5)] int d)
    {
        var tape = new Tape<double>(Batch);
        Variable<double>[] x = [.. Enumerable.Range(0, inputs).Select(i => Row(tape, i + 1, d))];
        Variable<double> sum = new Sum<double>(tape, x).Output;
        var output = new BatchOutput<double>(tape, sum);
        var gradient = new GivenGradient<double>(tape, sum);
        for (int i = 0; i < gradient.Values.Length; i++) gradient.Values[i] = i;
        tape.ForwardBackward(Batch);
        double total = Enumerable.Range(1, inputs).Sum();
        Assert.That(output.Values.ToArray(), Is.EqualTo(Enumerable.Range(0, Batch * d).Select(i => total * ((i % d) + 1))));
        foreach (TableGradient<double> table in tape.Tables)
        {
            // Of all examples, since they read the same row.
            double[] expected =
                [.. Enumerable.Range(0, d).Select(j => Enumerable.Range(0, Batch).Sum(i => (double)((i * d) + j)))];
            Assert.That(table.Values[..d].ToArray(), Is.EqualTo(expected));
        }
    }

    [Test]
    public void Inputs_of_different_lengths_or_none_are_refused()
    {
        var tape = new Tape<double>(1);
        Variable<double> x = Row(tape, 1, 3), y = Row(tape, 1, 4);
        Assert.That(() => new Sum<double>(tape, x, y), Throws.ArgumentException.With.Message.Contains("same number of features"));
        Assert.That(() => new Sum<double>(tape), Throws.ArgumentException);
    }

    /// <summary>The vector scale (1, 2, 3, ...) for every example.</summary>
    private static Variable<double> Row(Tape<double> tape, double scale, int d)
    {
        Table<double> table = new ParameterSet<double>().AddTable($"table {scale} {d}", 1, d);
        for (int j = 0; j < d; j++) table[0, j] = scale * (j + 1);
        return new Embedding<double>(tape, tape.Lookup(table)).Output;
    }
}
