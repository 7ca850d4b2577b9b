using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Engine.Randomness;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>The op against its definition: every pair of features, one after the other.</summary>
[TestsOf(typeof(FactorizationMachine<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class FactorizationMachineTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Features = 5;

    [Test]
    public void It_sums_over_all_pairs([Values(1, 4, 8, 9)] int k, [Values(1, 2, 3)] int rows, [Values(1, 33, 600)] int batch)
    {
        var random = new SeededRandom(7);
        double[] x = [.. Enumerable.Range(0, batch * Features).Select(_ => (2 * random.NextDouble()) - 1)];
        var run = new OpRun<T>(batch, [.. Enumerable.Repeat(k + 1, rows)], (tape, inputs, parameters) =>
        {
            var given = new BatchInput<T>(tape, "x", Features);
            for (int i = 0; i < x.Length; i++) given.Values[i] = T.CreateChecked(x[i]);
            Weight<T> bias = parameters.AddWeight("w0", 1, 1), linear = parameters.AddWeight("w", Features, 1);
            return new FactorizationMachine<T>(
                tape, given.Output, bias, linear, parameters.AddWeight("V", Features, k), inputs).Output;
        });
        var meter = new ErrorMeter();
        double[] sumOfFactors = new double[Features * k], sumOfWeights = new double[Features];
        for (int example = 0; example < batch; example++)
        {
            double[] values = x[(example * Features)..((example + 1) * Features)];
            double[][] v = [.. Enumerable.Range(0, rows).Select(r => run.Input(r, example)[..k]),
                .. values.Select((value, j) => run.Weight("V")[(j * k)..((j + 1) * k)].Select(w => w * value).ToArray())];
            double y = run.Weight("w0")[0] + Enumerable.Range(0, rows).Sum(r => run.Input(r, example)[k])
                + values.Zip(run.Weight("w"), (value, w) => value * w).Sum();
            for (int a = 0; a < v.Length; a++)
                for (int b = 0; b < a; b++) y += v[a].Zip(v[b], (p, q) => p * q).Sum();
            meter.Add(run.OutputOf(example)[0], y);
            double g = run.GradientOf(example)[0];
            for (int a = 0; a < v.Length; a++)
            {
                double[] others = [.. Enumerable.Range(0, k).Select(f => g * v.Where((_, b) => b != a).Sum(other => other[f]))];
                if (a < rows) Add(run.InputGradient(a, example), [.. others, g]);
                else for (int f = 0; f < k; f++) sumOfFactors[((a - rows) * k) + f] += values[a - rows] * others[f];
            }

            for (int j = 0; j < Features; j++) sumOfWeights[j] += g * values[j];
        }

        Add(run.WeightGradients["V"], sumOfFactors);
        Add(run.WeightGradients["w"], sumOfWeights);
        Add(run.WeightGradients["w0"], [run.OutputGradient.Sum()]);
        meter.AssertRounding<T>();

        void Add(double[] actual, double[] expected)
        {
            for (int i = 0; i < expected.Length; i++) meter.Add(actual[i], expected[i]);
        }
    }

    [Test]
    public void Shapes_that_do_not_agree_are_refused()
    {
        var parameters = new ParameterSet<T>();
        Weight<T> bias = parameters.AddWeight("w0", 1, 1), linear = parameters.AddWeight("w", 3, 1), v = parameters.AddWeight("V", 3, 4);
        var tape = new Tape<T>(2);
        Variable<T> x = new BatchInput<T>(tape, "x", 3).Output, short4 = new BatchInput<T>(tape, "row", 4).Output;
        Assert.That(
            () => new FactorizationMachine<T>(tape, x, bias, linear, v, short4),
            Throws.ArgumentException.With.Message.Contains("row").And.Message.Contains("5"));
        Assert.That(() => new FactorizationMachine<T>(tape, short4, bias, linear, v), Throws.ArgumentException);
        Variable<T> trained = new Relu<T>(tape, x).Output;
        Assert.That(
            () => new FactorizationMachine<T>(tape, trained, bias, linear, v), Throws.ArgumentException.With.Message.Contains("gradient"));
    }
}
