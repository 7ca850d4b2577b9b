using System.Numerics;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

[TestsOf(typeof(CrossNetwork<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class CrossNetworkTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    [Test]
    public void Equals_its_formula([Values(1, 3, 8, 33)] int d, [Values(1, 40, 300)] int batch)
    {
        var run = new OpRun<T>(batch, [d, d], (tape, x, set) =>
            new CrossNetwork<T>(tape, x[0], x[1], set.AddWeight("w", d, 1), set.AddWeight("b", 1, d)).Output);
        var meter = new ErrorMeter();
        double[] w = run.Weight("w"), b = run.Weight("b"), gradW = new double[d], gradB = new double[d];
        for (int i = 0; i < batch; i++)
        {
            double[] x = run.Input(0, i), partner = run.Input(1, i), y = run.OutputOf(i), g = run.GradientOf(i);
            double product = Numbers.Dot(x, w), along = Numbers.Dot(g, partner);
            for (int j = 0; j < d; j++)
            {
                meter.Add(y[j], (partner[j] * product) + x[j] + b[j]);
                meter.Add(run.InputGradient(0, i)[j], g[j] + (w[j] * along));
                meter.Add(run.InputGradient(1, i)[j], g[j] * product);
                gradW[j] += x[j] * along;
                gradB[j] += g[j];
            }
        }

        for (int j = 0; j < d; j++)
        {
            meter.Add(run.WeightGradients["w"][j], gradW[j]);
            meter.Add(run.WeightGradients["b"][j], gradB[j]);
        }

        meter.AssertBelow(typeof(T) == typeof(float) ? 2e-4 : 1e-12);
    }
}
