using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>The ops that make a score, or a sum, of two vectors.</summary>
[TestsOf(typeof(CosineSimilarity<>), typeof(NegativeDivergence<>), typeof(Add<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class SimilarityTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly int[] Dimensions = [1, 3, 8, 33];
    private static readonly int[] Batches = [1, 40, 300];

    [Test]
    public void Cosine([ValueSource(nameof(Dimensions))] int d, [ValueSource(nameof(Batches))] int batch) => Check(
        d, batch, (tape, a, b) => new CosineSimilarity<T>(tape, a, b).Output,
        (a, b) => Numbers.Dot(a, b) / (Length(a) * Length(b)),
        (a, b, j) => ((b[j] / Length(b)) - (Numbers.Dot(a, b) / (Length(a) * Length(b)) * a[j] / Length(a))) / Length(a));

    [Test]
    public void Divergence([ValueSource(nameof(Dimensions))] int d, [ValueSource(nameof(Batches))] int batch) => Check(
        d, batch, (tape, a, b) => new NegativeDivergence<T>(tape, b, a).Output,
        (a, b) => Divergence(b, a),
        (a, b, j) => Softmax(b)[j] - Softmax(a)[j]);

    /// <summary>A shift of all features changes no distribution.</summary>
    [Test]
    public void Divergence_does_not_see_a_shift()
    {
        var run = new OpRun<T>(1, [5, 5], (tape, x, _) => new NegativeDivergence<T>(tape, x[0], x[1]).Output);
        double[] t = run.Input(0, 0), p = run.Input(1, 0);
        Assert.That(run.Output[0], Is.EqualTo(Divergence([.. t.Select(x => x + 3)], [.. p.Select(x => x - 2)])).Within(1e-6));
    }

    [Test]
    public void Cosine_with_a_zero_vector_is_zero_and_has_no_gradient()
    {
        var set = new ParameterSet<T>();
        Table<T> table = set.AddTable("x", 2, 3);
        table.CopyFrom([T.One, T.One, T.One, T.Zero, T.Zero, T.Zero]);
        var tape = new Tape<T>(1);
        Lookup<T> a = tape.Lookup(table), b = tape.Lookup(table);
        b.Rows[0] = 1;
        Variable<T> s = new CosineSimilarity<T>(tape, new Embedding<T>(tape, a).Output, new Embedding<T>(tape, b).Output).Output;
        var output = new BatchOutput<T>(tape, s);
        new GivenGradient<T>(tape, s).Values[0] = 1;
        tape.ForwardBackward(1);
        Assert.That(output.Values[0], Is.EqualTo(T.Zero));
        Assert.That(tape.Tables[0].Values.ToArray(), Is.All.EqualTo(T.Zero));
    }

    [Test]
    public void Sum([ValueSource(nameof(Dimensions))] int d, [ValueSource(nameof(Batches))] int batch)
    {
        var run = new OpRun<T>(batch, [d, d], (tape, x, _) => new Add<T>(tape, x[0], x[1]).Output);
        var meter = new ErrorMeter();
        for (int i = 0; i < batch; i++)
        {
            for (int j = 0; j < d; j++)
            {
                meter.Add(run.OutputOf(i)[j], run.Input(0, i)[j] + run.Input(1, i)[j]);
                meter.Add(run.InputGradient(0, i)[j], run.GradientOf(i)[j]);
                meter.Add(run.InputGradient(1, i)[j], run.GradientOf(i)[j]);
            }
        }

        meter.AssertRounding<T>();
    }

    /// <summary>Compares score and gradient of the first vector; the second's is the gradient check's.</summary>
    private static void Check(
        int d, int batch, Func<Tape<T>, Variable<T>, Variable<T>, Variable<T>> record, Func<double[], double[], double> score,
        Func<double[], double[], int, double> derivative)
    {
        var run = new OpRun<T>(batch, [d, d], (tape, x, _) => record(tape, x[0], x[1]));
        var meter = new ErrorMeter();
        for (int i = 0; i < batch; i++)
        {
            double[] a = run.Input(0, i), b = run.Input(1, i);
            meter.Add(run.Output[i], score(a, b));
            for (int j = 0; j < d; j++) meter.Add(run.InputGradient(0, i)[j], run.OutputGradient[i] * derivative(a, b, j));
        }

        meter.AssertBelow(typeof(T) == typeof(float) ? 2e-4 : 1e-12);
    }

    private static double Length(double[] x) => Math.Sqrt(Numbers.Dot(x, x));

    private static double[] Softmax(double[] x)
    {
        double sum = x.Sum(Math.Exp);
        return [.. x.Select(value => Math.Exp(value) / sum)];
    }

    private static double Divergence(double[] t, double[] p) =>
        Softmax(t).Zip(Softmax(p), (alpha, beta) => alpha * (Math.Log(beta) - Math.Log(alpha))).Sum();
}
