using System.Numerics;
using Mkr.Engine;
using Mkr.Engine.Ops;
using Mkr.Tests.Engine.Verification;

namespace Mkr.Tests.Engine.Ops;

[TestsOf(typeof(CrossStitch<>))]
[TestFixture(typeof(float))]
[TestFixture(typeof(double))]
internal sealed class CrossStitchTests<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Both outputs, one behind the other.</summary>
    [Test]
    public void Equals_its_formula([Values(1, 3, 8, 33)] int d, [Values(1, 40, 300)] int batch)
    {
        var run = new OpRun<T>(batch, [d, d], (tape, x, set) =>
        {
            var unit = new CrossStitch<T>(tape, x[0], x[1], set.AddWeight("a", 4, 1));
            return new Concat<T>(tape, unit.Item, unit.Entity).Output;
        });
        var meter = new ErrorMeter();
        double[] a = run.Weight("a"), gradA = new double[4];
        for (int i = 0; i < batch; i++)
        {
            double[] v = run.Input(0, i), e = run.Input(1, i), y = run.OutputOf(i), p = run.GradientOf(i)[..d], q = run.GradientOf(i)[d..];
            for (int j = 0; j < d; j++)
            {
                meter.Add(y[j], (a[0] * v[j]) + (a[1] * e[j]));
                meter.Add(y[d + j], (a[2] * v[j]) + (a[3] * e[j]));
                meter.Add(run.InputGradient(0, i)[j], (a[0] * p[j]) + (a[2] * q[j]));
                meter.Add(run.InputGradient(1, i)[j], (a[1] * p[j]) + (a[3] * q[j]));
            }

            (double, double, double, double) sums = (Numbers.Dot(p, v), Numbers.Dot(p, e), Numbers.Dot(q, v), Numbers.Dot(q, e));
            (gradA[0], gradA[1], gradA[2], gradA[3]) =
                (gradA[0] + sums.Item1, gradA[1] + sums.Item2, gradA[2] + sums.Item3, gradA[3] + sums.Item4);
        }

        for (int k = 0; k < 4; k++) meter.Add(run.WeightGradients["a"][k], gradA[k]);
        meter.AssertBelow(typeof(T) == typeof(float) ? 2e-4 : 1e-12);
    }

    [TestCase(CrossOutputs.Item)]
    [TestCase(CrossOutputs.Entity)]
    public void One_output_is_one_of_the_two(CrossOutputs outputs)
    {
        OpRun<T> one = Run(outputs), both = Run(CrossOutputs.Both);
        Assert.That(one.Output, Is.EqualTo(both.Output));
        Assert.That(one.WeightGradients["a"], Is.EqualTo(both.WeightGradients["a"]));
        Assert.That(one.InputGradient(0, 5), Is.EqualTo(both.InputGradient(0, 5)));

        OpRun<T> Run(CrossOutputs which) => new(9, [4, 4], (tape, x, set) =>
        {
            var unit = new CrossStitch<T>(tape, x[0], x[1], set.AddWeight("a", 4, 1), which);
            return Alone(tape, unit, outputs == CrossOutputs.Item ? unit.Item : unit.Entity);
        });
    }

    /// <summary>The other output, where there is one, gets a gradient of zeros.</summary>
    private static Variable<T> Alone(Tape<T> tape, CrossStitch<T> unit, Variable<T> output)
    {
        foreach (Variable<T> other in unit.Outputs.Where(variable => variable != output))
            _ = new GivenGradient<T>(tape, other);
        return output;
    }
}
