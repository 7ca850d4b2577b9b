using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

/// <summary>The pieces of the convolutional tower on an outer product.</summary>
[TestsOf(typeof(OuterProduct<>), typeof(PatchConvolution<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class ConvolutionTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Channels = 3;
    private const int Outputs = 5;

    [Test]
    public void Outer_product_equals_its_formula([Values(1, 3, 8)] int d, [Values(1, 40, 300)] int batch)
    {
        var run = new OpRun<T>(batch, [d, d], (tape, x, _) => new OuterProduct<T>(tape, x[0], x[1]).Output);
        var meter = new ErrorMeter();
        for (int i = 0; i < batch; i++)
        {
            double[] a = run.Input(0, i), b = run.Input(1, i), y = run.OutputOf(i), g = run.GradientOf(i);
            for (int row = 0; row < d; row++)
            {
                meter.Add(run.InputGradient(0, i)[row], Enumerable.Range(0, d).Sum(j => g[(row * d) + j] * b[j]));
                meter.Add(run.InputGradient(1, i)[row], Enumerable.Range(0, d).Sum(j => g[(j * d) + row] * a[j]));
                for (int j = 0; j < d; j++) meter.Add(y[(row * d) + j], a[row] * b[j]);
            }
        }

        meter.AssertRounding<T>();
    }

    [Test]
    public void Convolution_equals_its_formula([Values(1, 2, 3, 4, 5)] int size, [Values(1, 40, 300)] int batch)
    {
        var run = new OpRun<T>(batch, [size * size * Channels], (tape, x, set) => new PatchConvolution<T>(
            tape, x[0], size, set.AddWeight("w", 4 * Channels, Outputs), set.AddWeight("b", 1, Outputs)).Output);
        var loop = new LoopConvolution(size, Channels, Outputs, run.Weight("w"), run.Weight("b"));
        var meter = new ErrorMeter();
        for (int i = 0; i < batch; i++)
        {
            double[] y = run.OutputOf(i);
            Compare(meter, y, loop.Forward(run.Input(0, i)));
            Compare(meter, run.InputGradient(0, i), loop.Backward(run.Input(0, i), y, run.GradientOf(i)));
        }

        Compare(meter, run.WeightGradients["w"], loop.GradW);
        Compare(meter, run.WeightGradients["b"], loop.GradB);
        meter.AssertBelow(typeof(T) == typeof(float) ? 2e-4 : 1e-12);
    }

    [Test]
    public void A_weight_of_another_shape_is_an_error()
    {
        var tape = new Tape<T>(1);
        var set = new ParameterSet<T>();
        Assert.That(
            () => new PatchConvolution<T>(tape, tape.Variable("x", 9), 3, set.AddWeight("w", 5, 2), set.AddWeight("b", 1, 2)),
            Throws.ArgumentException);
    }

    private static void Compare(ErrorMeter meter, double[] actual, double[] expected)
    {
        Assert.That(actual, Has.Length.EqualTo(expected.Length));
        for (int i = 0; i < actual.Length; i++) meter.Add(actual[i], expected[i]);
    }

    /// <summary>The convolution of one picture, as one would first write it; its weights' gradients add up.</summary>
    private sealed class LoopConvolution(int size, int channels, int outputs, double[] w, double[] b)
    {
        private readonly int _half = (size + 1) / 2;

        public double[] GradW { get; } = new double[w.Length];

        public double[] GradB { get; } = new double[b.Length];

        public double[] Forward(double[] x)
        {
            double[] y = new double[_half * _half * outputs];
            for (int to = 0; to < y.Length; to++)
            {
                double sum = b[to % outputs];
                foreach ((int from, int weight) in Taps(to)) sum += x[from] * w[weight];
                y[to] = Math.Max(sum, 0);
            }

            return y;
        }

        public double[] Backward(double[] x, double[] y, double[] gradY)
        {
            double[] gradX = new double[x.Length];
            for (int to = 0; to < y.Length; to++)
            {
                double g = y[to] > 0 ? gradY[to] : 0;
                GradB[to % outputs] += g;
                foreach ((int from, int weight) in Taps(to))
                {
                    gradX[from] += g * w[weight];
                    GradW[weight] += g * x[from];
                }
            }

            return gradX;
        }

        /// <summary>The input features that an output feature is made of, each with its weight.</summary>
        private IEnumerable<(int From, int Weight)> Taps(int to)
        {
            int k = to % outputs, i = to / outputs / _half, j = to / outputs % _half;
            return
                from p in new[] { 0, 1 }
                from q in new[] { 0, 1 }
                where (2 * i) + p < size && (2 * j) + q < size
                from c in Enumerable.Range(0, channels)
                select ((((((2 * i) + p) * size) + (2 * j) + q) * channels) + c, ((((2 * p) + q) * channels + c) * outputs) + k);
        }
    }
}
